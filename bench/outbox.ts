// How fast waiting events drain to Customer.io after an outage, while more keep arriving: rows a second, the CPU of
// each process, and the age of what waits.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { readConfig } from '../server/src/platform/config.ts'
import { startEmbeddedPostgres } from '../server/src/platform/embedded-postgres/index.ts'
import { openInstallation } from '../server/src/platform/installation.ts'
import { storeCustomerIoCredentials } from '../server/src/tenancy/index.ts'
import { makeScanWorld } from './scan-world.ts'

const USAGE = `npm run bench:outbox -- [--rows 864000] [--members 20000] [--arriving 100] [--minutes 10]
Drains that many waiting events of one brand, with so many more a second arriving, and prints how it goes.`
const DATA_DIR = '.data/bench'
// As long as Customer.io's own: shorter ones are refused outside the demo.
const ACCOUNT = { site_id: 'bench-site', api_key: 'k'.repeat(32), app_api_key: 'a'.repeat(32) }

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '864000' },
    members: { type: 'string', default: '20000' },
    arriving: { type: 'string', default: '100' },
    minutes: { type: 'string', default: '10' },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  console.log(USAGE)
  process.exit(0)
}
const [rows, members, arriving, minutes] = [values.rows, values.members, values.arriving, values.minutes].map(
  Number,
) as [number, number, number, number]

const postgres = await startEmbeddedPostgres({ dataDir: DATA_DIR })
const adminUrl = new URL(postgres.url)
adminUrl.pathname = '/bench'
const maintenance = new pg.Client({ connectionString: postgres.url })
await maintenance.connect()
await maintenance.query('drop database if exists bench with (force)')
await maintenance.end()

const env = {
  DATABASE_URL: adminUrl.href,
  DATA_DIR,
  RATE_LIMITS: 'off',
  LOG_LEVEL: 'error',
  ROLE: 'worker',
}
const { platform, close } = await openInstallation(readConfig(env))
await makeScanWorld(platform, adminUrl.href, { brands: 1, members, codes: 1 })

const simulator = fork('simulator/src/main.ts', {
  env: {
    ...process.env,
    SIMULATOR_PORT: '0',
    SIMULATOR_LEDGER_LIMIT: '1000',
    SIMULATOR_WORKSPACES: JSON.stringify([{ name: 'bench-0', ...ACCOUNT }]),
  },
})
const [{ port, controlPort }] = (await once(simulator, 'message')) as [{ port: number; controlPort: number }]
await storeCustomerIoCredentials(platform, 1, {
  ...ACCOUNT,
  track_url: `http://127.0.0.1:${port}/api/v1`,
  app_url: `http://127.0.0.1:${port}/v1`,
  webhook_signing_keys: ['s'.repeat(32)],
  mail_from: 'Bench <bench@example.com>',
})

const admin = new pg.Client({ connectionString: adminUrl.href })
await admin.connect()
const products = await admin.query('select id from products limit 1')
/** Events as a scan writes them, of members in turn, in lanes by member. */
const INSERT = `
  insert into outbox (brand_id, id, member_id, lane, name, schema_version, occurred_at, numbers, refs)
  select 1, uuidv7(), md5('m' || (i % $2))::uuid, get_byte(decode(md5('m' || (i % $2)), 'hex'), 15) % 16,
    'product_scanned', 1, now(), $3::jsonb, $4::jsonb
  from generate_series($5::int, $5 + $1 - 1) i`
const numbers = {
  points_balance: 600,
  lifetime_points: 600,
  points_spent_total: 0,
  rank_key: 'bronze',
  rank_name: 'Bronze',
  rank_multiplier: 1,
  total_scans: 6,
  total_redemptions: 0,
  total_achievements_unlocked: 0,
  total_referrals_completed: 0,
  points_award: 100,
}
const refs = { product_id: products.rows[0].id, serial: 1, multiplier: 1 }
let written = 0
async function write(count: number) {
  await admin.query(INSERT, [count, members, JSON.stringify(numbers), JSON.stringify(refs), written])
  written += count
}
for (let left = rows; left > 0; left -= 100_000) await write(Math.min(left, 100_000))
await admin.query('vacuum analyze outbox')
console.log(`${availableParallelism()} cores; ${rows} rows wait, of ${members} members; ${arriving}/s arrive`)

const worker = fork('server/src/main.ts', { env: { ...process.env, ...env } })
await once(worker, 'message')

const cpuMs = async (pid: number) => {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}
const counts = async () =>
  (
    await admin.query<{ waiting: number; oldest: number }>(
      `select count(*)::int waiting, coalesce(extract(epoch from now() - min(occurred_at)), 0)::float oldest
       from outbox where brand_id = 1 and state = 'waiting'`,
    )
  ).rows[0] as { waiting: number; oldest: number }

const before = { worker: await cpuMs(worker.pid as number), simulator: await cpuMs(simulator.pid as number) }
const startMs = performance.now()
let drainedAfterS: number | undefined
while (performance.now() - startMs < minutes * 60_000) {
  const tick = performance.now()
  if (arriving > 0) await write(arriving)
  const { waiting, oldest } = await counts()
  const seconds = (performance.now() - startMs) / 1_000
  if (Math.floor(seconds) % 5 === 0 || waiting < arriving * 3)
    console.log(
      `${seconds.toFixed(0)} s: ${waiting} wait, oldest ${oldest.toFixed(1)} s, ${((written - waiting) / seconds).toFixed(0)} rows/s so far`,
    )
  if (waiting <= arriving * 3) {
    drainedAfterS = seconds
    break
  }
  await sleep(Math.max(0, 1_000 - (performance.now() - tick)))
}
const spent = {
  worker: (await cpuMs(worker.pid as number)) - before.worker,
  simulator: (await cpuMs(simulator.pid as number)) - before.simulator,
}
const states = await admin.query('select state, count(*)::int from outbox group by 1 order by 1')
const ledger = (await (await fetch(`http://127.0.0.1:${controlPort}/ledger?limit=1`)).json()) as object
console.log(
  drainedAfterS === undefined
    ? 'not drained in time'
    : `drained in ${drainedAfterS.toFixed(1)} s: ${(written / drainedAfterS).toFixed(0)} rows/s`,
)
console.log(
  `CPU a row: worker ${((spent.worker * 1_000) / written).toFixed(0)} µs, simulator ${((spent.simulator * 1_000) / written).toFixed(0)} µs`,
)
console.log(JSON.stringify({ states: states.rows, ledger: { ...ledger, items: undefined } }))

for (const child of [worker, simulator]) {
  child.kill('SIGTERM')
  await once(child, 'exit')
}
await admin.end()
await close()
await postgres.stop()
process.exit(drainedAfterS === undefined ? 1 : 0)
