// How fast events that waited out an outage drain to Customer.io, while more keep arriving and members scan: rows a
// second, CPU a row, and what it costs those who scan meanwhile.
import { availableParallelism } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { cpuMs, openOutboxWorld } from './outbox-world.ts'
import { type Paced, runPacedScans } from './paced-scans.ts'

const USAGE = `npm run bench:outbox -- [--rows 864000] [--members 20000] [--arriving 100] [--scans 50] [--minutes 10]
Drains that many waiting events of one brand, with so many more a second arriving. So many scans a second are sent
before and during it, and their times are compared.`
const FILLED_AT_ONCE = 100_000

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '864000' },
    members: { type: 'string', default: '20000' },
    arriving: { type: 'string', default: '100' },
    scans: { type: 'string', default: '50' },
    minutes: { type: 'string', default: '10' },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  console.log(USAGE)
  process.exit(0)
}
const [rows, members, arriving, scans, minutes] = [
  values.rows,
  values.members,
  values.arriving,
  values.scans,
  values.minutes,
].map(Number) as [number, number, number, number, number]

const world = await openOutboxWorld(members, Math.max(1, scans * 60 * (minutes + 1)))
try {
  process.exitCode = (await drain()) ? 0 : 1
} finally {
  await world.close()
}

async function drain(): Promise<boolean> {
  const api = await world.start('api')
  let alone: Paced | undefined
  if (scans > 0) {
    // The first scans warm it up.
    await runPacedScans(world.scans, { port: api.port, perSecond: scans, seconds: 10 })
    alone = await runPacedScans(world.scans, { port: api.port, perSecond: scans, seconds: 20 })
  }
  for (let left = rows; left > 0; left -= FILLED_AT_ONCE) await world.write(Math.min(left, FILLED_AT_ONCE))
  await world.admin.query('vacuum analyze outbox')
  console.log(
    `${availableParallelism()} cores; ${rows} events of ${members} members wait, ${arriving} a second arrive`,
  )
  const worker = await world.start('worker')
  const before = { worker: await cpuMs(worker.process), simulator: await cpuMs(world.simulator) }
  const stop = new AbortController()
  const scanning =
    scans > 0
      ? runPacedScans(world.scans, {
          port: api.port,
          perSecond: scans,
          seconds: minutes * 60,
          stop: stop.signal,
        })
      : undefined
  const { seconds, written, waiting } = await watch()
  stop.abort()
  const during = await scanning
  const cost = async (process: typeof worker.process, from: number) =>
    (((await cpuMs(process)) - from) * 1_000) / (written - waiting)
  const isDrained = waiting <= arriving * 3
  console.log(
    `${isDrained ? 'drained' : 'NOT drained'} in ${seconds.toFixed(1)} s: ${((written - waiting) / seconds).toFixed(0)} rows/s`,
  )
  console.log(
    `CPU a row: worker ${(await cost(worker.process, before.worker)).toFixed(0)} µs, stand-in ${(await cost(world.simulator, before.simulator)).toFixed(0)} µs`,
  )
  if (alone && during) {
    const line = (name: string, { latencyMs, requests, failures }: Paced) =>
      `scans ${name}: ${requests}, ${failures} failed, p50 ${latencyMs.p50.toFixed(1)} p95 ${latencyMs.p95.toFixed(1)} p99 ${latencyMs.p99.toFixed(1)} ms`
    console.log(line('before', alone))
    console.log(line('during', during))
  }
  const { rows: states } = await world.admin.query(
    'select state, count(*)::int from outbox group by 1 order by 1',
  )
  console.log(JSON.stringify(states))
  return isDrained
}

/** Lets events arrive and prints what waits, until next to nothing does or time is up. */
async function watch() {
  const started = performance.now()
  for (let tick = 0; ; tick++) {
    const tickStarted = performance.now()
    const written = await world.write(arriving)
    const { rows: counted } = await world.admin.query<{ waiting: number }>(
      `select count(*)::int waiting from outbox where brand_id = 1 and state = 'waiting'`,
    )
    const waiting = counted[0]?.waiting ?? 0
    const seconds = (performance.now() - started) / 1_000
    if (tick % 10 === 0) {
      console.log(
        `${seconds.toFixed(0)} s: ${waiting} wait, ${((written - waiting) / seconds).toFixed(0)} rows/s so far`,
      )
    }
    if (waiting <= arriving * 3 || seconds > minutes * 60) return { seconds, written, waiting }
    await sleep(Math.max(0, 1_000 - (performance.now() - tickStarted)))
  }
}
