import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { cloneDatabase } from '../../test/database.ts'
import { runCli } from './test/run-cli.ts'

const MENU = fileURLToPath(new URL('../catalogue/fixtures/menu.csv', import.meta.url))

let database: Awaited<ReturnType<typeof cloneDatabase>>
let folder: string
const cli = (...args: string[]) => runCli(database.url, args)

before(async () => {
  database = await cloneDatabase()
  folder = await mkdtemp(join(tmpdir(), 'cli-test-'))
  const made = await cli(
    ...['brands', 'create', '--slug', 'fern', '--name', 'Fern Farms', '--time-zone', 'America/New_York'],
    ...['--points-name', 'leaf,leaves', '--domain', 'go.fern.example'],
  )
  assert.equal(made.code, 0, made.stderr)
})
after(async () => {
  await database.drop()
  await rm(folder, { recursive: true })
})

async function countProducts(): Promise<number> {
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  const { rows } = await client.query('select count(*)::int as count from products')
  await client.end()
  return rows[0].count
}

test('a dry run reports every line and writes nothing', async () => {
  const run = await cli('products', 'import', MENU, '--brand', 'fern', '--dry-run')
  assert.equal(run.code, 0, run.stderr)
  assert.match(run.stdout, /^ {4}61 {2}rejected {3}Mystery Jar -H$/m)
  assert.match(run.stdout, /A dry run: nothing was written\./)
  assert.equal(await countProducts(), 0)
})

test('importing a menu twice changes nothing the second time', async () => {
  const first = await cli('products', 'import', MENU, '--brand', 'fern', '--json')
  assert.equal(first.code, 0, first.stderr)
  const { totals, written, rows } = JSON.parse(first.stdout)
  assert.equal(rows.length, totals.rows)
  assert.deepEqual(written, { created: totals.products, updated: 0, unchanged: 0 })
  assert.equal(await countProducts(), totals.products)

  const second = await cli('products', 'import', MENU, '--brand', 'fern', '--quiet')
  assert.match(second.stdout, /created +0\n +updated +0\n +unchanged +52\n/)
  assert.doesNotMatch(second.stdout, /Ember Lane/)
})

test('a report is readable at 80 columns and has no colours when it is piped', async () => {
  const { stdout } = await cli('products', 'import', MENU, '--brand', 'fern', '--dry-run')
  assert.equal(stdout.includes('\u001b'), false)
  const tooLong = stdout.split('\n').filter(line => line.length > 80)
  assert.deepEqual(tooLong, [])
})

test('a file that is no CSV is refused in one line', async () => {
  const file = join(folder, 'picture.csv')
  await writeFile(file, Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 0, 255, 254, 0]))
  const run = await cli('products', 'import', file, '--brand', 'fern')
  assert.equal(run.code, 1)
  assert.match(run.stderr, /^This is not a CSV file[^\n]*\n$/)
  assert.equal(run.stdout, '')
})

test('wrong calls end with 2: no such file, no such field, no such command, nothing at all', async () => {
  const runs = await Promise.all([
    cli('products', 'import', join(folder, 'missing.csv'), '--brand', 'fern'),
    cli('products', 'import', MENU, '--brand', 'fern', '--map', 'colour=name'),
    cli('products', 'export'),
    cli(),
  ])
  assert.deepEqual(
    runs.map(run => run.code),
    [2, 2, 2, 2],
  )
  assert.match(runs[0]?.stderr ?? '', /missing\.csv: there is no such file\./)
  assert.match(runs[1]?.stderr ?? '', /"colour" is no field of a product/)
})

test('an unknown brand is refused with the names of those there are', async () => {
  const run = await cli('products', 'import', MENU, '--brand', 'moss', '--json')
  assert.equal(run.code, 1)
  assert.deepEqual(JSON.parse(run.stderr).error, {
    code: 'not_found',
    message: 'There is no brand "moss". There are: fern.',
  })
})

test('a brand is listed with its address, and neither its slug nor its domain can be taken again', async () => {
  const { stdout } = await cli('brands', 'list', '--json')
  const { brands } = JSON.parse(stdout)
  assert.equal(brands.length, 1)
  assert.equal(brands[0].url, 'https://go.fern.example')
  const create = ['brands', 'create', '--name', 'Other', '--time-zone', 'UTC', '--slug']
  const [sameSlug, sameDomain, badZone] = await Promise.all([
    cli(...create, 'fern'),
    cli(...create, 'other', '--domain', 'GO.fern.example'),
    cli(...create, 'other', '--time-zone', 'Mars/Olympus'),
  ])
  assert.deepEqual([sameSlug?.code, sameDomain?.code, badZone?.code], [1, 1, 1])
  assert.match(sameSlug?.stderr ?? '', /already/)
  assert.match(sameDomain?.stderr ?? '', /another brand/)
  assert.match(badZone?.stderr ?? '', /time_zone/)
  assert.equal(JSON.parse((await cli('brands', 'list', '--json')).stdout).brands.length, 1)
})
