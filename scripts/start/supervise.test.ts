import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { isAlive } from '../../server/src/platform/embedded-postgres/index.ts'
import { type Program, supervise } from './supervise.ts'

const folder = mkdtempSync(join(tmpdir(), 'synergy-supervise-test-'))
after(() => rmSync(folder, { recursive: true }))
let number = 0

/** A program that leaves its pid in a file and then does what `code` says. */
function program(code: string): { plan: Program; pidFile: string; told: string[] } {
  const pidFile = join(folder, `pid-${++number}`)
  const told: string[] = []
  const source = `
    process.on('disconnect', () => process.exit())
    require('node:fs').writeFileSync(${JSON.stringify(pidFile)}, String(process.pid));
    ${code}`
  const plan: Program = {
    name: 'program',
    command: ['--eval', source],
    environment: () => process.env,
    logFile: join(folder, `log-${number}`),
    mayStart: async () => {},
    tell: line => told.push(line),
  }
  return { plan, pidFile, told }
}

const serves = 'process.send({ ready: true }); setInterval(() => {}, 1000);'

async function pidOtherThan(former: number, pidFile: string): Promise<number> {
  for (let waitedMs = 0; waitedMs < 2000; waitedMs += 20) {
    const pid = existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8')) : 0
    if (pid > 0 && pid !== former) return pid
    await sleep(20)
  }
  throw new Error('The program was not started again within 2 s.')
}

test('a program that is killed runs again within 2 s', async () => {
  const { plan, pidFile, told } = program(serves)
  const supervised = supervise(plan)
  await supervised.ready
  const first = await pidOtherThan(0, pidFile)
  process.kill(first, 'SIGKILL')
  const second = await pidOtherThan(first, pidFile)
  assert.equal(isAlive(second), true)
  assert.deepEqual(told, ['The program ended (SIGKILL): starting it again.'])
  await supervised.stop(1000)
  assert.equal(isAlive(second), false)
})

test('one that never comes to serve is told with the end of its log', async () => {
  const supervised = supervise(program('console.log("no such setting"); process.exit(2)').plan)
  await assert.rejects(supervised.ready, /ended \(exit code 2\)\. Its log, .*, ends with:\nno such setting/)
  await supervised.stop(1000)
})

test('one that crashes again and again is given up', async () => {
  const crashes = 'process.send({ ready: true }, () => process.exit(7))'
  const supervised = supervise(program(crashes).plan)
  await assert.rejects(supervised.gaveUp, /exit code 7.*\n?.*crashed too often/s)
  await supervised.stop(1000)
})

test('one that does not listen is made to end', async () => {
  const { plan, pidFile } = program(`process.on('SIGTERM', () => {}); ${serves}`)
  const supervised = supervise(plan)
  await supervised.ready
  const pid = await pidOtherThan(0, pidFile)
  await supervised.stop(200)
  assert.equal(isAlive(pid), false)
})

test('starting anew on purpose is no crash', async () => {
  const { plan, pidFile, told } = program(serves)
  const supervised = supervise(plan)
  await supervised.ready
  let pid = await pidOtherThan(0, pidFile)
  for (let round = 0; round < 6; round++) {
    supervised.restart()
    pid = await pidOtherThan(pid, pidFile)
  }
  assert.deepEqual(told, [])
  await supervised.stop(1000)
})
