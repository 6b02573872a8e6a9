// A brand with everything that events can be about, and a Customer.io of which every byte is kept.
import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { startSimulator } from '../../../simulator/src/index.ts'
import { startOutboxSender } from '../../src/customerio/index.ts'
import type { TaskTable } from '../../src/platform/jobs.ts'
import { tasks } from '../../src/tasks.ts'
import { storeCustomerIoCredentials } from '../../src/tenancy/index.ts'
import { openShop, type Shop } from '../rewards/shop.ts'
import { openWorld } from '../world.ts'
import { type Recorder, startRecorder } from './recorder.ts'

const ACCOUNT = { site_id: 'site', api_key: 'key', app_api_key: 'app' }
const WORKED = ['convert_referral', 'measure_power_users', 'send_mail']

/** An operation as the simulator took it in. */
export interface Received {
  identifier: string
  action: string
  name: string | null
  decision: string
  payload: { attributes?: Record<string, unknown> }
}

export interface Audience {
  shop: Shop
  wire: Recorder
  /** Does jobs of these names that wait, as a worker would. */
  work(): Promise<void>
  /** Sends all that waits. */
  deliver(): Promise<void>
  /** What the simulator has taken in, in order. */
  received(): Promise<Received[]>
  close(): Promise<void>
}

const RANKS = [
  { key: 'bronze', name: 'Bronze', threshold: 0, multiplier_basis_points: 10_000 },
  { key: 'silver', name: 'Silver', threshold: 5_000, multiplier_basis_points: 12_500 },
]

/** A brand whose members scan, unlock, rise and fall, with a field of its own; nothing is sent before `deliver`. */
export async function openAudience(): Promise<Audience> {
  const world = await openWorld()
  const shop = await openShop(undefined, { world, timeZone: 'America/New_York' })
  const { desk } = shop
  await desk.settings({
    profile_fields: [{ key: 'nickname', label: 'Nickname', kind: 'text', max: 60, required: false }],
    expiry: { policy: 'after_earning', months: 2, notice_days: 20 },
  })
  await desk.do('PUT', 'ladder', { ranks: RANKS, fall: { after_months: 1, grace_days: 30, notice_days: 20 } })
  await world.addAchievement(desk.brand, 'first_pack', {
    criteria: { metric: 'scans', operator: 'at_least', value: [1], timeframe: 'all_time' },
    rewards: { points: 0 },
  })
  const simulator = await startSimulator({
    port: 0,
    controlPort: 0,
    workspaces: [{ name: 'audience', ...ACCOUNT }],
  })
  const wire = await startRecorder(simulator.port)
  await storeCustomerIoCredentials(world.platform, desk.brand.id, {
    ...ACCOUNT,
    track_url: `http://127.0.0.1:${wire.port}/api/v1`,
    app_url: `http://127.0.0.1:${wire.port}/v1`,
    webhook_signing_keys: ['audience-signing-key'],
    mail_from: 'Audience <hello@audience.example>',
  })
  return {
    shop,
    wire,
    async close() {
      await wire.close()
      await simulator.close()
      await world.close()
    },
    work: () => work(shop),
    deliver: () => deliver(shop),
    async received() {
      const all: Received[] = []
      for (let after = 0; ; ) {
        const url = `http://127.0.0.1:${simulator.controlPort}/ledger?after=${after}`
        const { items } = (await (await fetch(url)).json()) as { items: (Received & { order: number })[] }
        all.push(...items)
        if (items.length === 0) return all
        after = items.at(-1)?.order as number
      }
    },
  }
}

async function work({ desk }: Shop): Promise<void> {
  const jobs = await desk.rows<{ task: string; payload: { brand_id: number } }>(
    `delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
     where t.id = j.task_id and t.identifier = any($1) returning t.identifier as task, j.payload`,
    [WORKED],
  )
  for (const { task, payload } of jobs) {
    const job = { brandId: payload.brand_id, jobId: '' }
    await (tasks as TaskTable)[task]?.(desk.world.platform, payload as never, job)
  }
}

const LIMIT_MS = 30_000

async function deliver({ desk }: Shop): Promise<void> {
  const { world, brand } = desk
  const sender = startOutboxSender(world.platform, world.app.brands)
  const end = Date.now() + LIMIT_MS
  for (;;) {
    const waiting = await desk.rows(`select name from outbox where brand_id = $1 and state = 'waiting'`, [
      brand.id,
    ])
    if (waiting.length === 0) break
    assert.ok(Date.now() < end, `still waiting: ${JSON.stringify(waiting.slice(0, 5))}`)
    // The rate is by the clock, which stands still in a world that travels.
    desk.pass(1 / 3_600)
    await sleep(50)
  }
  await sender.stop()
}
