import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { findFreePort } from '../../server/src/platform/embedded-postgres/index.ts'
import { findRedisServer } from '../find-programs.mjs'

const patienceMs = 10_000

/** A Redis that keeps nothing, for one run of the tests; throws when there is none to start. */
export async function startRedis(): Promise<{ url: string; stop(): Promise<void> }> {
  const given = process.env.REDIS_TEST_URL
  if (given) return { url: given, stop: async () => {} }
  const program = findRedisServer()
  if (!program) throw new Error('The tests need redis-server.')
  const port = await findFreePort()
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
  const child = spawn(program, [...settings, '--dir', tmpdir(), '--loglevel', 'warning'], { stdio: 'ignore' })
  const ended = once(child, 'exit')
  for (let waitedMs = 0; !(await answersPing(port)); waitedMs += 30) {
    if (child.exitCode !== null || waitedMs > patienceMs)
      throw new Error(`${program} does not serve on port ${port}.`)
    await sleep(30)
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    stop: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}

function answersPing(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'))
    const finish = (answer: boolean) => {
      socket.destroy()
      resolve(answer)
    }
    socket.setTimeout(1000, () => finish(false))
    socket.once('error', () => finish(false))
    socket.once('data', data => finish(data.toString().startsWith('+PONG')))
  })
}
