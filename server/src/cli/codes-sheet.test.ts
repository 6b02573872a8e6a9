import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { writeBatchCsv } from './sheet/test/batch-csv.ts'
import { runCli } from './test/run-cli.ts'

let folder: string
const file = (name: string) => join(folder, name)
/** No database: a sheet is made of its CSV alone. */
const sheet = (...args: string[]) => runCli('', ['codes', 'sheet', ...args])

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sheet-'))
  await writeBatchCsv(file('codes.csv'), 32)
})
after(() => rm(folder, { recursive: true }))

test('a sheet is made of the CSV of a batch, and is not overwritten unasked', async () => {
  const args = ['--from', file('codes.csv'), '--out', file('sheet.pdf'), '--brand-name', 'Fernwood']
  const made = await sheet(...args)
  assert.equal(made.code, 0, made.stderr)
  assert.match(
    made.stdout,
    /32 labels on 2 pages of avery-5160, 30 a page; modules of 0\.\d\d mm, error correction M/,
  )
  assert.match((await readFile(file('sheet.pdf'))).toString('latin1'), /^%PDF-1\.\d\n[\s\S]*%%EOF\n?$/)
  const again = await sheet(...args)
  assert.deepEqual([again.code, again.stdout], [1, ''])
  assert.match(again.stderr, /exists already.*--force/)
  const forced = await sheet(...args, '--force', '--json', '--stock', 'l7651', '--start-at', '64')
  const { pages, labels, stock } = JSON.parse(forced.stdout)
  assert.deepEqual([pages, labels, stock], [2, 32, 'l7651'])
})

test('the stocks are listed, and another is refused with their names', async () => {
  const help = await sheet('--help')
  assert.match(help.stdout, /avery-5167 +80 labels of 44\.4 x 12\.7 mm on letter/)
  assert.match(help.stdout, /l7160 +21 labels of 63\.5 x 38\.1 mm on A4/)
  const other = await sheet('--from', file('codes.csv'), '--out', file('x.pdf'), '--stock', 'avery-1')
  assert.equal(other.code, 2)
  assert.match(other.stderr, /avery-1.*avery-5160, avery-5167, avery-22806, l7160, l7651/)
})

test('a file that is not there, or none of ours, makes no sheet', async () => {
  const [missing, other] = await Promise.all([
    sheet('--from', file('nothing.csv'), '--out', file('x.pdf')),
    sheet('--from', fileURLToPath(import.meta.url), '--out', file('x.pdf')),
  ])
  assert.equal(missing?.code, 2)
  assert.match(missing?.stderr ?? '', /nothing\.csv: there is no such file/)
  assert.equal(other?.code, 1)
  assert.match(other?.stderr ?? '', /This is not the CSV of a batch/)
  assert.ok(!(await readdir(folder)).includes('x.pdf'))
})

test('Ctrl-C leaves no half sheet', async () => {
  await writeBatchCsv(file('many.csv'), 12_000)
  const entry = fileURLToPath(new URL('main.ts', import.meta.url))
  const args = ['codes', 'sheet', '--from', file('many.csv'), '--out', file('many.pdf')]
  const child = spawn(process.execPath, [entry, ...args], { stdio: ['ignore', 'ignore', 'pipe'] })
  child.stderr.once('data', () => child.kill('SIGINT'))
  assert.equal(await new Promise(resolve => child.once('close', resolve)), 130)
  assert.deepEqual(
    (await readdir(folder)).filter(name => name.includes('many.pdf')),
    [],
  )
})
