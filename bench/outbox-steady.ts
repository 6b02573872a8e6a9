// Events at a steady rate: how old each is when Customer.io has it, beside a raw loop that inserts the same rows and
// sends the same bytes without any of our care. The two take turns.
import { availableParallelism } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { newId, toUlid } from '../server/src/platform/id.ts'
import { ACCOUNT, cpuMs, type OutboxWorld, openOutboxWorld } from './outbox-world.ts'

const USAGE = `npm run bench:outbox-steady -- [--rate 5000] [--seconds 20] [--rounds 3] [--members 20000]
Prints, in turns, the age of events when they are sent (ours) and the time of insert and send (raw): p50, p95, p99.`
const { values } = parseArgs({
  options: {
    rate: { type: 'string', default: '5000' },
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
const BATCH = 100

const world = await openOutboxWorld(members)
try {
  console.log(
    `${availableParallelism()} cores; ${rate} events a second of ${members} members for ${seconds} s`,
  )
  for (let round = 1; round <= rounds; round++) {
    console.log(`round ${round}  ours ${await runOurs(world)}`)
    console.log(`round ${round}  raw  ${await runRaw(world)}`)
  }
} finally {
  await world.close()
}

/** Writes `rate` rows a second, `BATCH` at a time, each batch when it is due. */
async function writeSteadily(write: (count: number) => Promise<unknown>) {
  const started = performance.now()
  const pending: Promise<unknown>[] = []
  for (let i = 0; i < (rate * seconds) / BATCH; i++) {
    const dueMs = started + (i * BATCH * 1_000) / rate
    await sleep(Math.max(0, dueMs - performance.now()))
    pending.push(write(BATCH))
  }
  await Promise.all(pending)
}

async function runOurs({ admin, start, write }: OutboxWorld): Promise<string> {
  const { rows: last } = await admin.query('select uuidv7()::text as id')
  const worker = await start('worker')
  const cpuBefore = await cpuMs(worker.process)
  await writeSteadily(write)
  const waits = async () =>
    (await admin.query(`select 1 from outbox where brand_id = 1 and state = 'waiting' limit 1`)).rows.length >
    0
  const giveUpAt = performance.now() + 60_000
  while ((await waits()) && performance.now() < giveUpAt) await sleep(100)
  const cpu = (await cpuMs(worker.process)) - cpuBefore
  worker.process.kill('SIGTERM')
  await new Promise(resolve => worker.process.once('exit', resolve))
  const { rows } = await admin.query(
    `select count(*)::int n, count(*) filter (where state = 'sent')::int sent,
       percentile_cont(array[0.5, 0.95, 0.99]) within group (order by extract(epoch from settled_at - occurred_at) * 1000) ages
     from outbox where id > $1`,
    [last[0].id],
  )
  const { n, sent, ages } = rows[0]
  return `${line(ages)}  ${sent} of ${n} sent, worker CPU ${((cpu * 1_000) / n).toFixed(0)} µs a row`
}

/** Insert, send, next: nothing is read back, joined, settled or limited. */
async function runRaw({ trackUrl, write, admin }: OutboxWorld): Promise<string> {
  const times: number[] = []
  const authorization = `Basic ${Buffer.from(`${ACCOUNT.site_id}:${ACCOUNT.api_key}`).toString('base64')}`
  const attributes = { text: 'x'.repeat(1_900) }
  await writeSteadily(async count => {
    const startedMs = performance.now()
    await write(count)
    const batch = Array.from({ length: count }, (_, i) => ({
      type: 'person',
      action: 'event',
      identifiers: { id: `raw-${i}` },
      name: 'product_scanned',
      id: toUlid(newId(new Date())),
      timestamp: Math.floor(Date.now() / 1_000),
      attributes,
    }))
    const answer = await fetch(trackUrl.replace('/v1', '/v2/batch'), {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ batch }),
    })
    await answer.text()
    if (answer.status !== 200) throw new Error(`the raw loop was answered ${answer.status}`)
    times.push(performance.now() - startedMs)
  })
  // They were sent, but nothing says so; the next round must not send them again.
  await admin.query(`update outbox set state = 'sent' where state = 'waiting'`)
  times.sort((a, b) => a - b)
  return line([0.5, 0.95, 0.99].map(share => times[Math.floor(times.length * share)] ?? 0))
}

function line([p50, p95, p99]: number[]): string {
  return `p50 ${p50?.toFixed(0)} ms, p95 ${p95?.toFixed(0)} ms, p99 ${p99?.toFixed(0)} ms`
}
