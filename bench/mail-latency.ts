// Whether a request waits for Customer.io: claims and sign-in links while it answers at once (A), and while each of its
// answers takes 200 ms more (B), in turns; beside them the call itself, and the time until the mail was handed over.
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { handOverTimes, quantiles, requestMails } from './mail-requests.ts'
import { ACCOUNT, type OutboxWorld, openOutboxWorld } from './outbox-world.ts'

const USAGE = `npm run bench:latency -- [--each 100] [--rounds 2] [--per-second 10] [--latency 200]
Prints p50 and p95 in ms, in turns A B A B: with Customer.io near, and --latency ms away.`
const { values } = parseArgs({
  options: {
    each: { type: 'string', default: '100' },
    rounds: { type: 'string', default: '2' },
    'per-second': { type: 'string', default: '10' },
    latency: { type: 'string', default: '200' },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  console.log(USAGE)
  process.exit(0)
}
const [each, rounds, perSecond, latency] = [
  values.each,
  values.rounds,
  values['per-second'],
  values.latency,
].map(Number) as [number, number, number, number]
const CALLS = 20

const world = await openOutboxWorld(each * rounds * 2, each * rounds * 2)
const seen = { near: [] as Round[], far: [] as Round[] }
try {
  const { port } = await world.start('api')
  await world.start('worker')
  console.log(
    `${availableParallelism()} cores; ${each} claims and ${each} links a turn, ${perSecond} a second`,
  )
  for (let turn = 0; turn < rounds * 2; turn++) {
    const isFar = turn % 2 === 1
    await setLatency(world, isFar ? latency : 0)
    const round = await measure(world, port, turn * each)
    seen[isFar ? 'far' : 'near'].push(round)
    const parts = Object.entries(round).map(([what, times]) => `${what} ${line(times)}`)
    console.log(`${isFar ? 'B' : 'A'} ${isFar ? latency : 0} ms: ${parts.join('; ')}`)
  }
  for (const what of ['claims', 'links', 'call', 'mail'] as const) {
    const [near = 0, far = 0] = [seen.near, seen.far].map(
      all =>
        quantiles(
          all.flatMap(round => round[what]),
          [0.5],
        )[0],
    )
    console.log(
      `${what}: median ${near.toFixed(0)} -> ${far.toFixed(0)} ms, ratio ${(far / near).toFixed(2)}`,
    )
  }
} finally {
  await world.close()
}

interface Round {
  claims: number[]
  links: number[]
  call: number[]
  mail: number[]
}

async function setLatency({ controlUrl }: OutboxWorld, latency_ms: number) {
  const answer = await fetch(`${controlUrl}/knobs`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ latency_ms }),
  })
  if (!answer.ok) throw new Error(`the knobs were answered ${answer.status}`)
}

async function measure(world: OutboxWorld, port: number, first: number): Promise<Round> {
  const since = new Date()
  const requests = await requestMails(world, port, { each, perSecond, first })
  const mail = await handOverTimes(world, since)
  return { ...requests, call: await call(world), mail }
}

/** What the mail itself costs at the other side: the same request, asked from here, one after the other. */
async function call({ trackUrl }: OutboxWorld): Promise<number[]> {
  const times: number[] = []
  for (let i = 0; i < CALLS; i++) {
    const startedMs = performance.now()
    const answer = await fetch(new URL('/v1/send/email', trackUrl), {
      method: 'POST',
      headers: { authorization: `Bearer ${ACCOUNT.app_api_key}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        to: 'a@example.com',
        from: 'b@example.com',
        subject: 's',
        body: 'b',
        identifiers: { id: 'bench' },
      }),
    })
    await answer.text()
    if (answer.status !== 200) throw new Error(`the call was answered ${answer.status}`)
    times.push(performance.now() - startedMs)
  }
  return times
}

function line(times: number[]): string {
  const [p50 = 0, p95 = 0] = quantiles(times, [0.5, 0.95])
  return `p50 ${p50.toFixed(0)} p95 ${p95.toFixed(0)}`
}
