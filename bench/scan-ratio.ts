// Scans per second of the real server over HTTP, as a ratio to pgbench doing the same writes in one statement a scan:
// same tables, indexes, foreign keys, role, row-level security and durability. Interleaved, paired medians.
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { parseArgs, promisify } from 'node:util'
import pg from 'pg'
import { readConfig } from '../server/src/platform/config.ts'
import { startEmbeddedPostgres } from '../server/src/platform/embedded-postgres/index.ts'
import { openInstallation } from '../server/src/platform/installation.ts'
import { runClosedLoop } from './http-load.ts'
import { makeScanWorld, type ScanWorld } from './scan-world.ts'

const USAGE = `node scripts/node.mjs bench/scan-ratio.ts [--brands 1] [--rounds 7] [--seconds 3] [--members 100000]
Needs pgbench on PATH. Prints each round and the paired medians.`
const OUR_CONNECTIONS = [50, 200]
const PGBENCH_CLIENTS = [8, 16, 50]
const DATA_DIR = '.data/bench'
const MOST_PER_SECOND = 6_000
const run = promisify(execFile)

const { values } = parseArgs({
  options: {
    brands: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '7' },
    seconds: { type: 'string', default: '3' },
    members: { type: 'string', default: '100000' },
    statements: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  console.log(USAGE)
  process.exit(0)
}
const [brands, rounds, seconds, members] = [values.brands, values.rounds, values.seconds, values.members].map(
  Number,
) as [number, number, number, number]

const postgres = await startEmbeddedPostgres({ dataDir: DATA_DIR })
const adminUrl = new URL(postgres.url)
adminUrl.pathname = '/bench'
const admin = new pg.Client({ connectionString: postgres.url })
await admin.connect()
await admin.query('drop database if exists bench with (force)')
const durability = await admin.query(
  `select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'server_version')`,
)
await admin.end()

const env = {
  DATABASE_URL: adminUrl.href,
  DATA_DIR,
  RATE_LIMITS: 'off',
  LOG_LEVEL: 'warn',
  ROLE: 'api',
  PORT: '0',
}
const { platform, close } = await openInstallation(readConfig(env))
const codes = Math.ceil(
  rounds * seconds * MOST_PER_SECOND * Math.max(OUR_CONNECTIONS.length, PGBENCH_CLIENTS.length),
)
console.log(
  `${availableParallelism()} cores; ${brands} brands, ${members} members, 2 x ${codes} unused codes`,
)
console.log(durability.rows.map(row => `${row.name}=${row.setting}`).join(' '))
const world = await makeScanWorld(platform, adminUrl.href, { brands, members, codes })
const appUrl = new URL(platform.roles.app)
await close()

const server = spawn(process.execPath, ['server/src/main.ts'], {
  env: { ...process.env, ...env },
  stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
})
const [{ port }] = (await once(server, 'message')) as [{ port: number }]

let nextCode = 0
function nextRequest(): Buffer | undefined {
  const n = nextCode++
  const code = world.codes[n]
  if (!code) return undefined
  return requestFor(world, n, code)
}

function requestFor({ tokenOf, slugOf }: ScanWorld, n: number, code: string): Buffer {
  const brand = n % brands
  const member = brand + brands * Math.floor(Math.random() * (members / brands))
  const body = JSON.stringify({ code, client_op_id: crypto.randomUUID() })
  const host = brand === 0 ? '127.0.0.1' : `${slugOf(brand)}.localhost`
  return Buffer.from(
    `POST /api/scans HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer ${tokenOf(member)}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  )
}

/** How many batches the server has run, and how many scans were in them. */
async function readBatches(): Promise<{ batches: number; scans: number }> {
  const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  const read = (name: string) => Number(new RegExp(`^scan_batch_size_${name} (\\d+)`, 'm').exec(metrics)?.[1])
  return { batches: read('count'), scans: read('sum') }
}

async function measureOurs(connections: number): Promise<{ perSecond: number; batch: number }> {
  const before = await readBatches()
  const result = await runClosedLoop({
    port,
    connections,
    seconds,
    nextRequest,
    isFailure: (status, body) => status !== 200 || !body.includes('"verdict":"claimed"'),
  })
  if (result.failures > 0) throw new Error(`${result.failures} of ${result.requests} scans failed`)
  const after = await readBatches()
  return {
    perSecond: result.perSecond,
    batch: (after.scans - before.scans) / (after.batches - before.batches),
  }
}

let pgbenchBase = 0
async function measurePgbench(clients: number): Promise<number> {
  const all = Array.from({ length: brands }, (_, b) => b + 1).join(',')
  const { stdout } = await run(
    'pgbench',
    [
      '-n',
      '-M',
      'prepared',
      '-f',
      new URL('pgbench-scan.sql', import.meta.url).pathname,
      '-c',
      String(clients),
    ].concat(
      ['-j', '2', '-T', String(seconds), '-D', 'i=0', '-D', `base=${pgbenchBase}`, '-D', `brands=${brands}`],
      ['-D', `members=${members}`, '-h', appUrl.hostname, '-p', appUrl.port, '-U', appUrl.username, 'bench'],
    ),
    { env: { ...process.env, PGPASSWORD: appUrl.password, PGOPTIONS: `-c app.brand_ids=${all}` } },
  )
  const done = Number(/transactions actually processed: (\d+)/.exec(stdout)?.[1])
  pgbenchBase += Math.ceil(done / clients + 200) * 64
  return Number(/tps = ([\d.]+)/.exec(stdout)?.[1])
}

const median = (list: number[]) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] as number

await measureOurs(50)
await measurePgbench(16)
if (values.statements) {
  const client = new pg.Client({ connectionString: adminUrl.href })
  await client.connect()
  await client.query('create extension if not exists pg_stat_statements; select pg_stat_statements_reset()')
  await client.end()
}
const ratios: Record<number, number[]> = {}
const speeds: Record<string, number[]> = {}
for (let round = 1; round <= rounds; round++) {
  const ours: [number, number, number][] = []
  const theirs: number[] = []
  for (let slice = 0; slice < Math.max(OUR_CONNECTIONS.length, PGBENCH_CLIENTS.length); slice++) {
    const clients = PGBENCH_CLIENTS[slice]
    if (clients) theirs.push(await measurePgbench(clients))
    const connections = OUR_CONNECTIONS[slice]
    if (connections) {
      const { perSecond, batch } = await measureOurs(connections)
      ours.push([connections, perSecond, batch])
    }
  }
  const best = Math.max(...theirs)
  for (const [connections, speed] of ours) {
    ratios[connections] = [...(ratios[connections] ?? []), speed / best]
    speeds[`ours ${connections}`] = [...(speeds[`ours ${connections}`] ?? []), speed]
  }
  speeds.pgbench = [...(speeds.pgbench ?? []), best]
  console.log(
    `round ${round}: pgbench ${theirs.map(Math.round).join(' ')} | ours ${ours.map(([c, s, b]) => `${c}: ${Math.round(s)} (${(s / best).toFixed(2)}, ${b.toFixed(0)} a batch)`).join('  ')}`,
  )
}
for (const connections of OUR_CONNECTIONS) {
  const list = ratios[connections] as number[]
  console.log(
    `${brands} brands, ${connections} connections: ratio ${median(list).toFixed(2)} (${Math.min(...list).toFixed(2)}-${Math.max(...list).toFixed(2)}), ${Math.round(median(speeds[`ours ${connections}`] as number[]))} scans/s; pgbench best ${Math.round(median(speeds.pgbench as number[]))}/s`,
  )
}
if (values.statements) {
  const client = new pg.Client({ connectionString: adminUrl.href })
  await client.connect()
  const { rows } = await client.query(
    `select calls, round(mean_exec_time::numeric, 2) mean_ms, round(total_exec_time::numeric) total_ms,
       left(regexp_replace(query, '\\s+', ' ', 'g'), 90) query
     from pg_stat_statements order by total_exec_time desc limit 8`,
  )
  console.table(rows)
  await client.end()
}
const exited = once(server, 'exit')
server.kill('SIGTERM')
await exited
await postgres.stop()
