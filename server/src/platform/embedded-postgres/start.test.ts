import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import pg from 'pg'
import { EmbeddedPostgresError, isAlive, removeEmbeddedPostgres, startEmbeddedPostgres } from './index.ts'

const folders: string[] = []
function newFolder(mode = 0o755): string {
  const folder = mkdtempSync(join(tmpdir(), 'synergy-postgres-test-'))
  chmodSync(folder, mode)
  folders.push(folder)
  return folder
}

after(async () => {
  for (const folder of folders) {
    await removeEmbeddedPostgres(folder)
    rmSync(folder, { recursive: true, force: true })
  }
})

async function query(url: string, text: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    const { rows } = await client.query<[unknown]>({ text, rowMode: 'array' })
    return String(rows[0]?.[0])
  } finally {
    await client.end()
  }
}

/** Starts PostgreSQL in a process of its own, which then waits to be killed. */
async function startInAnotherProcess(
  dataDir: string,
  options = '',
): Promise<{ kill(): Promise<void>; pid: number }> {
  const program = `
    import { startEmbeddedPostgres } from ${JSON.stringify(new URL('./index.ts', import.meta.url).href)}
    const { pid } = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)}, ${options} })
    console.log(pid)
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  return {
    pid: Number(line.toString()),
    kill: async () => {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

async function untilDead(pid: number): Promise<void> {
  for (let waited = 0; isAlive(pid); waited += 20) {
    assert.ok(waited < 5000, `process ${pid} still runs`)
    await new Promise(resolve => setTimeout(resolve, 20))
  }
}

describe('embedded PostgreSQL', { concurrency: 4 }, () => {
  test('is created once, keeps its data and its port, and is durable', async () => {
    const dataDir = newFolder()
    const first = await startEmbeddedPostgres({ dataDir })
    assert.equal(first.origin, 'created')
    await query(first.url, 'create table kept as select 42 as answer')
    await first.stop()
    assert.equal(isAlive(first.pid), false)

    const second = await startEmbeddedPostgres({ dataDir })
    assert.equal(second.origin, 'started')
    assert.equal(second.port, first.port)
    assert.equal(await query(second.url, 'select answer from kept'), '42')
    for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums']) {
      assert.equal(await query(second.url, `show ${setting}`), 'on', setting)
    }
    assert.equal(
      await query(second.url, 'select datlocale from pg_database where datname = current_database()'),
      'C.UTF-8',
    )
    assert.equal(statSync(join(dataDir, 'postgres.json')).mode & 0o077, 0)
    await second.stop()
  })

  test('refuses a wrong password and other addresses', async () => {
    const running = await startEmbeddedPostgres({ dataDir: newFolder() })
    const wrong = new URL(running.url)
    wrong.password = 'guess'
    await assert.rejects(query(wrong.href, 'select 1'), { code: '28P01' })
    assert.equal(await query(running.url, 'show listen_addresses'), '127.0.0.1')
    assert.equal(await query(running.url, 'show unix_socket_directories'), '')
    await running.stop()
  })

  test('is adopted after the process that started it was killed', async () => {
    const dataDir = newFolder()
    const other = await startInAnotherProcess(dataDir)
    await other.kill()
    const adopted = await startEmbeddedPostgres({ dataDir })
    assert.equal(adopted.origin, 'adopted')
    assert.equal(adopted.pid, other.pid)
    await adopted.stop()
    assert.equal(isAlive(other.pid), false)
  })

  test('is started again after it was killed itself, with what was committed', async () => {
    const dataDir = newFolder()
    const first = await startEmbeddedPostgres({ dataDir })
    await query(first.url, 'create table kept as select 42 as answer')
    // A backend that is busy outlives its postmaster and holds the shared memory.
    const busy = query(first.url, 'select pg_sleep(60)').catch(() => 'cut')
    await new Promise(resolve => setTimeout(resolve, 100))
    process.kill(first.pid, 'SIGKILL')
    await untilDead(first.pid)
    const second = await startEmbeddedPostgres({ dataDir })
    assert.equal(second.origin, 'started')
    assert.equal(await query(second.url, 'select answer from kept'), '42')
    assert.equal(await busy, 'cut')
    await second.stop()
  })

  test('starts although the number in its pid file now belongs to another program', async () => {
    const dataDir = newFolder()
    const first = await startEmbeddedPostgres({ dataDir })
    await first.stop()
    const { cluster = join(dataDir, 'postgres') } = JSON.parse(
      readFileSync(join(dataDir, 'postgres.json'), 'utf8'),
    )
    writeFileSync(
      join(cluster, 'postmaster.pid'),
      `${process.pid}\n${cluster}\n1\n${first.port}\n\n127.0.0.1\n\nready\n`,
    )
    const second = await startEmbeddedPostgres({ dataDir })
    assert.equal(second.origin, 'started')
    await second.stop()
  })

  test('takes another port when its own is taken', async () => {
    const { createServer } = await import('node:net')
    const dataDir = newFolder()
    const first = await startEmbeddedPostgres({ dataDir })
    await first.stop()
    const squatter = createServer().listen(first.port, '127.0.0.1')
    await once(squatter, 'listening')
    const second = await startEmbeddedPostgres({ dataDir })
    assert.notEqual(second.port, first.port)
    assert.equal(await query(second.url, 'select 1'), '1')
    await second.stop()
    squatter.close()
  })

  test('a borrower leaves a running one running', async () => {
    const dataDir = newFolder()
    const owner = await startEmbeddedPostgres({ dataDir })
    const borrower = await startEmbeddedPostgres({ dataDir, borrow: true })
    assert.equal(borrower.pid, owner.pid)
    await borrower.stop()
    assert.equal(await query(owner.url, 'select 1'), '1')
    await owner.stop()
  })

  test('a borrower stops what it started, unless somebody else came to use it', async () => {
    const dataDir = newFolder()
    const alone = await startEmbeddedPostgres({ dataDir, borrow: true })
    await alone.stop()
    assert.equal(isAlive(alone.pid), false)

    const borrower = await startEmbeddedPostgres({ dataDir, borrow: true })
    const other = await startInAnotherProcess(dataDir)
    await borrower.stop()
    assert.equal(isAlive(borrower.pid), true)
    await other.kill()
    const last = await startEmbeddedPostgres({ dataDir, borrow: true })
    assert.equal(last.origin, 'adopted')
    await last.stop()
    assert.equal(isAlive(last.pid), false, 'nobody is left who would stop it')
  })

  test('two that start at the same moment share one', async () => {
    const dataDir = newFolder()
    const both = await Promise.all([startEmbeddedPostgres({ dataDir }), startEmbeddedPostgres({ dataDir })])
    assert.deepEqual(both.map(one => one.origin).sort(), ['adopted', 'created'])
    assert.equal(both[0].url, both[1].url)
    await both[0].stop()
  })

  test('below a folder that its account cannot enter, its files are kept where it can', {
    skip: process.getuid?.() === 0 ? false : 'only root lends PostgreSQL another account',
  }, async () => {
    const dataDir = newFolder(0o700)
    const first = await startEmbeddedPostgres({ dataDir })
    assert.equal(existsSync(join(dataDir, 'postgres')), false)
    await first.stop()
    const second = await startEmbeddedPostgres({ dataDir })
    assert.equal(second.origin, 'started')
    await second.stop()
  })
})

describe('a folder that cannot be used is explained in a sentence', { concurrency: 4 }, () => {
  const cannotUse = (message: RegExp) => (error: unknown) => {
    assert.ok(error instanceof EmbeddedPostgresError)
    assert.match(error.message, message)
    assert.equal(error.message.includes('\n'), false)
    return true
  }

  test('a file in its place', async () => {
    const file = join(newFolder(), 'file')
    writeFileSync(file, '')
    await assert.rejects(startEmbeddedPostgres({ dataDir: file }), cannotUse(/a file stands in its place/))
  })

  test('another major version', async () => {
    const dataDir = newFolder()
    const { stop } = await startEmbeddedPostgres({ dataDir })
    await stop()
    writeFileSync(join(dataDir, 'postgres/PG_VERSION'), '17\n')
    await assert.rejects(startEmbeddedPostgres({ dataDir }), cannotUse(/made by PostgreSQL 17, this is 18/))
  })

  test('a lost password', async () => {
    const dataDir = newFolder()
    const { stop } = await startEmbeddedPostgres({ dataDir })
    await stop()
    rmSync(join(dataDir, 'postgres.json'))
    await assert.rejects(startEmbeddedPostgres({ dataDir }), cannotUse(/without its password/))
  })

  test('missing files', async () => {
    const dataDir = newFolder()
    const { stop } = await startEmbeddedPostgres({ dataDir })
    await stop()
    rmSync(join(dataDir, 'postgres/global'), { recursive: true })
    await assert.rejects(
      startEmbeddedPostgres({ dataDir }),
      cannotUse(/PostgreSQL cannot start .*postgres\.log/),
    )
  })
})
