import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { acquireLock, LockHeldError } from './folder-lock.ts'
import { processStart } from './processes.ts'

const folder = mkdtempSync(join(tmpdir(), 'synergy-lock-test-'))
after(() => rmSync(folder, { recursive: true }))
let number = 0
const newLockFile = () => join(folder, `lock-${++number}`)

test('a second holder is told who has it and where to find them', async () => {
  const file = newLockFile()
  const lock = await acquireLock(file)
  lock.announce('http://localhost:3000')
  await assert.rejects(acquireLock(file), (error: unknown) => {
    assert.ok(error instanceof LockHeldError)
    assert.equal(error.message, `already running (pid ${process.pid}, at http://localhost:3000)`)
    return true
  })
  lock.release()
  assert.equal(existsSync(file), false)
})

test('whoever may wait gets it when it is given back', async () => {
  const file = newLockFile()
  const lock = await acquireLock(file)
  const waiting = acquireLock(file, { waitMs: 5000 })
  lock.release()
  const second = await waiting
  second.release()
})

test('a lock of a dead process is taken over', async () => {
  const file = newLockFile()
  const program = `
    import { acquireLock } from ${JSON.stringify(new URL('./folder-lock.ts', import.meta.url).href)}
    await acquireLock(${JSON.stringify(file)})
    console.log('held')
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  await assert.rejects(acquireLock(file), LockHeldError)
  child.kill('SIGKILL')
  await once(child, 'exit')
  const lock = await acquireLock(file)
  lock.release()
})

test('a lock whose number now belongs to another process is taken over', {
  skip: processStart(process.pid) ? false : 'this platform does not tell when a process started',
}, async () => {
  const file = newLockFile()
  writeFileSync(file, JSON.stringify({ pid: process.pid, started: 'long ago' }))
  const lock = await acquireLock(file)
  lock.release()
})

test('a damaged lock file is taken over', async () => {
  const file = newLockFile()
  writeFileSync(file, '{"pid":')
  const lock = await acquireLock(file)
  lock.release()
})
