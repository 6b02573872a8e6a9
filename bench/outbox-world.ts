import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import pg from 'pg'
import { startRedis } from '../scripts/test/redis.ts'
import { readConfig } from '../server/src/platform/config.ts'
import { startEmbeddedPostgres } from '../server/src/platform/embedded-postgres/index.ts'
import { openInstallation } from '../server/src/platform/installation.ts'
import { storeCustomerIoCredentials } from '../server/src/tenancy/index.ts'
import { makeScanWorld, type ScanWorld } from './scan-world.ts'

const DATA_DIR = '.data/bench'
// As long as Customer.io's own: shorter ones are refused outside the demo.
export const ACCOUNT = { site_id: 'bench-site', api_key: 'k'.repeat(32), app_api_key: 'a'.repeat(32) }

/** Events as a scan writes them, of members in turn, in lanes by member; `$5` is the first one's number. */
const INSERT = `
  insert into outbox (brand_id, id, member_id, lane, name, schema_version, occurred_at, numbers, refs)
  select 1, uuidv7(), md5('m' || (i % $2))::uuid, get_byte(decode(md5('m' || (i % $2)), 'hex'), 15) % 16,
    'product_scanned', 1, clock_timestamp(), $3::jsonb, $4::jsonb
  from generate_series($5::int, $5 + $1 - 1) i`

const NUMBERS = {
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

export interface OutboxWorld {
  admin: pg.Client
  trackUrl: string
  controlUrl: string
  scans: ScanWorld
  /** Writes so many events, as scans would, and answers how many were written in all. */
  write(count: number): Promise<number>
  /** Starts the server in one of its roles, and answers the process and its port. */
  start(role: 'api' | 'worker'): Promise<{ process: ChildProcess; port: number }>
  simulator: ChildProcess
  close(): Promise<void>
}

/** A fresh database with one brand and its members, and a Customer.io stand-in that the brand is connected to. */
export async function openOutboxWorld(members: number, codes = 1): Promise<OutboxWorld> {
  const postgres = await startEmbeddedPostgres({ dataDir: DATA_DIR })
  const adminUrl = new URL(postgres.url)
  adminUrl.pathname = '/bench'
  const maintenance = new pg.Client({ connectionString: postgres.url })
  await maintenance.connect()
  await maintenance.query('drop database if exists bench with (force)')
  await maintenance.end()
  const redis = await startRedis()
  const env = {
    REDIS_URL: redis.url,
    DATABASE_URL: adminUrl.href,
    DATA_DIR,
    RATE_LIMITS: 'off',
    LOG_LEVEL: 'error',
    PORT: '0',
  }
  const { platform, close } = await openInstallation(readConfig(env))
  const scans = await makeScanWorld(platform, adminUrl.href, { brands: 1, members, codes })

  const simulator = fork('simulator/src/main.ts', {
    env: {
      ...process.env,
      SIMULATOR_PORT: '0',
      SIMULATOR_LEDGER_LIMIT: '1000',
      SIMULATOR_WORKSPACES: JSON.stringify([{ name: 'bench-0', ...ACCOUNT }]),
    },
  })
  const [{ port, controlPort }] = (await once(simulator, 'message')) as [
    { port: number; controlPort: number },
  ]
  const trackUrl = `http://127.0.0.1:${port}/api/v1`
  await storeCustomerIoCredentials(platform, 1, {
    ...ACCOUNT,
    track_url: trackUrl,
    app_url: `http://127.0.0.1:${port}/v1`,
    webhook_signing_keys: ['s'.repeat(32)],
    mail_from: 'Bench <bench@example.com>',
  })
  const admin = new pg.Client({ connectionString: adminUrl.href })
  await admin.connect()
  const { rows } = await admin.query('select id from products limit 1')
  const values = [JSON.stringify(NUMBERS), JSON.stringify({ product_id: rows[0].id, serial: 1 })]
  let written = 0
  const children = [simulator]
  return {
    admin,
    trackUrl,
    controlUrl: `http://127.0.0.1:${controlPort}`,
    scans,
    simulator,
    async write(count) {
      const first = written
      written += count
      await admin.query(INSERT, [count, members, ...values, first])
      return written
    },
    async start(role) {
      const child = fork('server/src/main.ts', { env: { ...process.env, ...env, ROLE: role } })
      children.push(child)
      const [message] = (await once(child, 'message')) as [{ port: number }]
      return { process: child, port: message.port }
    },
    async close() {
      for (const child of children.reverse()) {
        if (child.exitCode !== null) continue
        child.kill('SIGTERM')
        await once(child, 'exit')
      }
      await admin.end()
      await close()
      await redis.stop()
      await postgres.stop()
    },
  }
}

/** Milliseconds of CPU that a process has used so far. */
export async function cpuMs({ pid }: ChildProcess): Promise<number> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8')
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}
