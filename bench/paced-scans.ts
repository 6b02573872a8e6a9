import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { newId } from '../server/src/platform/id.ts'
import type { ScanWorld } from './scan-world.ts'

export interface Paced {
  requests: number
  failures: number
  latencyMs: { p50: number; p95: number; p99: number }
}

const nextCodes = new WeakMap<ScanWorld, number>()

/**
 * Sends so many scans a second, each when it is due whether or not the ones before were answered (open loop); a time is
 * from when a scan was due to its answer. Ends after `seconds` or when stopped.
 */
export async function runPacedScans(
  world: ScanWorld,
  run: { port: number; perSecond: number; seconds: number; stop?: AbortSignal },
): Promise<Paced> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  const latencies: number[] = []
  let failures = 0
  const answers: Promise<void>[] = []
  const started = performance.now()
  const total = run.perSecond * run.seconds
  for (let i = 0; i < total && !run.stop?.aborted; i++) {
    const dueMs = started + (i * 1_000) / run.perSecond
    await sleep(Math.max(0, dueMs - performance.now()))
    const n = nextCodes.get(world) ?? 0
    nextCodes.set(world, n + 1)
    const code = world.codes[n]
    if (!code) throw new Error('the bench made too few codes')
    const answer = scan(agent, run.port, { code, token: world.tokenOf(n % world.members) })
    answers.push(
      answer.then(isRight => {
        latencies.push(performance.now() - dueMs)
        if (!isRight) failures++
      }),
    )
  }
  await Promise.all(answers)
  agent.destroy()
  latencies.sort((a, b) => a - b)
  const at = (share: number) =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0
  return { requests: latencies.length, failures, latencyMs: { p50: at(0.5), p95: at(0.95), p99: at(0.99) } }
}

function scan(
  agent: Agent,
  port: number,
  { code, token }: { code: string; token: string },
): Promise<boolean> {
  return new Promise(resolve => {
    const sent = request(
      {
        agent,
        port,
        host: '127.0.0.1',
        method: 'POST',
        path: '/api/scans',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      },
      answer => {
        let body = ''
        answer.setEncoding('utf8')
        answer.on('data', text => {
          body += text
        })
        answer.on('end', () => resolve(body.includes('"claimed"')))
      },
    )
    sent.on('error', () => resolve(false))
    sent.end(JSON.stringify({ code, client_op_id: newId(new Date()) }))
  })
}
