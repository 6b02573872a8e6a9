import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { cloneDatabase } from '../../test/database.ts'
import { runCli } from './test/run-cli.ts'

let database: Awaited<ReturnType<typeof cloneDatabase>>
let folder: string
let admin: pg.Client
const cli = (...args: string[]) => runCli(database.url, args)

before(async () => {
  database = await cloneDatabase()
  folder = await mkdtemp(join(tmpdir(), 'cli-test-'))
  admin = new pg.Client({ connectionString: database.url })
  await admin.connect()
  const made = await cli(
    'brands',
    'create',
    '--slug',
    'fern',
    '--name',
    'Fern',
    '--time-zone',
    'America/New_York',
  )
  assert.equal(made.code, 0, made.stderr)
})
after(async () => {
  await admin.end()
  await database.drop()
  await rm(folder, { recursive: true })
})

async function fileOf(name: string, content: string | Buffer) {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

const memberCount = async () => Number((await admin.query('select count(*) from members')).rows[0].count)

test('a dry run counts and changes nothing; the import makes the members', async () => {
  const file = await fileOf('members.csv', '\ufeffemail,points,shoe\nzoe@move.example,1200,9\nnobody,5,\n')
  const dry = await cli('members', 'import', file, '--brand', 'fern', '--dry-run')
  assert.equal(dry.code, 0, dry.stderr)
  assert.equal(
    dry.stdout,
    'line 3: email is not an e-mail address\nNot read: shoe\n1 new, with 1,200 points; 0 members already; 1 rejected.\nA dry run: nothing was changed.\n',
  )
  assert.equal(await memberCount(), 0)
  const done = await cli('members', 'import', file, '--brand', 'fern', '--json')
  assert.equal(done.code, 0, done.stderr)
  assert.equal(JSON.parse(done.stdout).new_members, 1)
  assert.equal(await memberCount(), 1)
})

test('a file in Latin-1 and one that is not there are refused in one line', async () => {
  const latin = await fileOf('latin.csv', Buffer.from('email,first_name\na@b.co,Zo\u00eb\n', 'latin1'))
  const refused = await cli('members', 'import', latin, '--brand', 'fern')
  assert.equal(refused.code, 1)
  assert.match(refused.stderr, /^This file is not UTF-8\. Line 2 .*iconv[^\n]*\n$/)
  const missing = await cli('members', 'import', join(folder, 'none.csv'), '--brand', 'fern')
  assert.equal(missing.code, 2)
  assert.match(missing.stderr, /there is no such file/)
})
