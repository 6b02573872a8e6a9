// Insights at a steady rate: how long until each is answered and until it is stored with its member, beside a raw loop
// that inserts the same rows and upserts the same insights without any of our care. The two take turns.
import { createHmac, randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { availableParallelism } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { newId } from '../server/src/platform/id.ts'
import { cpuMs, type OutboxWorld, openOutboxWorld } from './outbox-world.ts'
import { memberId } from './scan-world.ts'

const USAGE = `npm run bench:insights -- [--rate 500] [--seconds 20] [--rounds 3] [--members 20000]
Prints, in turns, for ours and for the raw loop: time to the answer (or the commit), and to the stored insight.`
const { values } = parseArgs({
  options: {
    rate: { type: 'string', default: '500' },
    seconds: { type: 'string', default: '20' },
    rounds: { type: 'string', default: '3' },
    members: { type: 'string', default: '20000' },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  console.log(USAGE)
  process.exit(0)
}
const [rate, seconds, rounds, members] = [values.rate, values.seconds, values.rounds, values.members].map(
  Number,
) as [number, number, number, number]

// As `openOutboxWorld` gives the brand.
const SIGNING_KEY = 's'.repeat(32)
const RAW_CONNECTIONS = 8
const DRAIN_MS = 30_000

interface Measured {
  text: string
  /** p99, in ms. */
  answered: number
  stored: number
}

const insightOf = (n: number) => {
  const member = memberId(n % members)
  return {
    member,
    insight_id: randomUUID(),
    computed_at: new Date().toISOString(),
    predictions: { churn_probability: (n % 100) / 100, recommended_segment: 'loyal' },
  }
}

/** Does something `rate` times a second, each when it is due, whatever became of those before. */
async function steadily(act: (n: number, dueMs: number) => Promise<unknown>) {
  const started = performance.now()
  const pending: Promise<unknown>[] = []
  for (let n = 0; n < rate * seconds; n++) {
    const dueMs = started + (n * 1_000) / rate
    const waitMs = dueMs - performance.now()
    if (waitMs > 1) await sleep(waitMs)
    pending.push(act(n, dueMs))
  }
  await Promise.all(pending)
}

type Server = Awaited<ReturnType<OutboxWorld['start']>>

async function runOurs({ admin, scans }: OutboxWorld, api: Server, worker: Server): Promise<Measured> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  const before = [await cpuMs(api.process), await cpuMs(worker.process)] as const
  const answered: number[] = []
  const { rows: last } = await admin.query('select uuidv7()::text as id')
  await steadily(async (n, dueMs) => {
    const { member, ...insight } = insightOf(n)
    const body = JSON.stringify({ ...insight, identifiers: { id: member } })
    const status = await post(agent, api.port, `/api/webhooks/customer-io/${scans.slugOf(0)}`, body)
    if (status !== 200) throw new Error(`answered ${status}`)
    answered.push(performance.now() - dueMs)
  })
  const waits = `select 1 from insight_webhooks where brand_id = 1 and state = 'received' limit 1`
  const giveUpAt = performance.now() + DRAIN_MS
  while ((await admin.query(waits)).rows.length > 0 && performance.now() < giveUpAt) await sleep(50)
  agent.destroy()
  const cpu = [await cpuMs(api.process), await cpuMs(worker.process)] as const
  const { rows } = await admin.query(
    `select count(*)::int n, count(*) filter (where state = 'applied')::int applied,
       percentile_cont(array[0.5, 0.95, 0.99]) within group (order by extract(epoch from settled_at - received_at) * 1000) ages
     from insight_webhooks where id > $1`,
    [last[0].id],
  )
  const { n, applied, ages } = rows[0]
  const each = (i: 0 | 1) => (((cpu[i] - before[i]) * 1_000) / n).toFixed(0)
  const quantiles = quantilesOf(answered)
  return {
    text: `answered ${line(quantiles)}; stored ${line(ages)}; ${applied} of ${n} applied; CPU ${each(0)} µs api, ${each(1)} µs worker each`,
    answered: quantiles[2] as number,
    stored: ages[2],
  }
}

function post(agent: Agent, port: number, path: string, body: string): Promise<number> {
  const timestamp = String(Math.floor(Date.now() / 1_000))
  const signature = createHmac('sha256', SIGNING_KEY).update(`v0:${timestamp}:${body}`).digest('hex')
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'x-cio-timestamp': timestamp,
    'x-cio-signature': signature,
    'x-cio-idempotency-key': randomUUID(),
  }
  return new Promise((resolve, reject) => {
    const sent = request({ agent, host: '127.0.0.1', port, path, method: 'POST', headers }, answer => {
      answer.resume()
      answer.on('end', () => resolve(answer.statusCode ?? 0))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

const INSERT = `
  insert into insight_webhooks (brand_id, id, unique_key, raw, state, received_at, settled_at)
  values (1, $1, $2, $3, 'applied', now(), now())`
const UPSERT = `
  insert into insights as i (brand_id, member_id, insight_id, source, computed_at, received_at, predictions)
  values (1, $1, $2, 'customer.io', $3, now(), $4)
  on conflict (brand_id, member_id) do update set insight_id = excluded.insight_id, computed_at = excluded.computed_at,
    received_at = excluded.received_at, predictions = excluded.predictions`

/** Insert, upsert, next: no HTTP, no signature, no reading, and two commits for what ours does in one and a share. */
async function runRaw({ admin }: OutboxWorld): Promise<Measured> {
  const { host, port, user, password, database } = admin
  const pool = new pg.Pool({ host, port, user, password, database, max: RAW_CONNECTIONS } as pg.PoolConfig)
  const [inserted, stored]: [number[], number[]] = [[], []]
  await steadily(async (n, dueMs) => {
    const { member, insight_id, computed_at, predictions } = insightOf(n)
    const raw = Buffer.from(
      JSON.stringify({ insight_id, computed_at, predictions, identifiers: { id: member } }),
    )
    await pool.query({ name: 'insert', text: INSERT, values: [newId(new Date()), randomUUID(), raw] })
    inserted.push(performance.now() - dueMs)
    await pool.query({ name: 'upsert', text: UPSERT, values: [member, insight_id, computed_at, predictions] })
    stored.push(performance.now() - dueMs)
  })
  await pool.end()
  const [first, second] = [quantilesOf(inserted), quantilesOf(stored)]
  return {
    text: `answered ${line(first)}; stored ${line(second)}`,
    answered: first[2] as number,
    stored: second[2] as number,
  }
}

function quantilesOf(times: number[]): number[] {
  const sorted = times.toSorted((a, b) => a - b)
  return [0.5, 0.95, 0.99].map(share => sorted[Math.floor(sorted.length * share)] ?? 0)
}

function line([p50, p95, p99]: number[]): string {
  return `p50 ${p50?.toFixed(0)} ms, p95 ${p95?.toFixed(0)} ms, p99 ${p99?.toFixed(0)} ms`
}

const world = await openOutboxWorld(members)
try {
  console.log(
    `${availableParallelism()} cores; ${rate} insights a second of ${members} members for ${seconds} s`,
  )
  const api = await world.start('api')
  const worker = await world.start('worker')
  for (let round = 1; round <= rounds; round++) {
    const ours = await runOurs(world, api, worker)
    console.log(`round ${round}  ours ${ours.text}`)
    const raw = await runRaw(world)
    console.log(`round ${round}  raw  ${raw.text}`)
    const ratio = (part: 'answered' | 'stored') => (ours[part] / raw[part]).toFixed(1)
    console.log(`round ${round}  p99 ours to raw: answered ${ratio('answered')}, stored ${ratio('stored')}`)
  }
} finally {
  await world.close()
}
