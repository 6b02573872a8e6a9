// A brand whose Customer.io is a simulator of its own.
import type { TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { type SimulatorConfig, startSimulator } from '../../../../simulator/src/index.ts'
import { openWorld, type World } from '../../../test/world.ts'
import { type EventRefs, insertEvent } from '../../activity/index.ts'
import { type Brand, storeCustomerIoCredentials } from '../../tenancy/index.ts'

export const SIGNING_KEY = 'acme-signing-key'
const ACCOUNT = { site_id: 'acme-site', api_key: 'acme-key', app_api_key: 'acme-app' }

interface LedgerRow {
  request: number
  identifier: string
  action: string
  name: string | null
  ulid: string | null
  decision: string
  payload: Record<string, unknown>
}

/** A server, a simulator, and `acme` connected to it. */
export async function openWorkspace(t: TestContext, knobs: Partial<SimulatorConfig> = {}) {
  const world = await openWorld(t)
  const simulator = await startSimulator({
    port: 0,
    controlPort: 0,
    workspaces: [{ name: 'acme', ...ACCOUNT }],
    ...knobs,
  })
  t.after(() => simulator.close())
  const connect = (brand: Brand, change: Partial<Parameters<typeof storeCustomerIoCredentials>[2]> = {}) =>
    storeCustomerIoCredentials(world.platform, brand.id, {
      ...ACCOUNT,
      track_url: `http://127.0.0.1:${simulator.port}/api/v1`,
      app_url: `http://127.0.0.1:${simulator.port}/v1`,
      webhook_signing_keys: [SIGNING_KEY],
      mail_from: 'Acme <hello@acme.example>',
      ...change,
    })
  await connect(world.brand)
  const control = `http://127.0.0.1:${simulator.controlPort}`
  const ask = async (path: string) => (await fetch(control + path)).json() as Promise<{ items: LedgerRow[] }>
  return {
    world,
    simulator,
    connect,
    ledger: async (query = '') => (await ask(`/ledger?${query}`)).items,
    mail: async () => (await ask('/mail')).items as never as Record<string, string>[],
    setFaults: async (faults: object[]) => {
      const response = await fetch(`${control}/faults`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(faults),
      })
      if (!response.ok) throw new Error(await response.text())
    },
  }
}

export const NUMBERS = {
  points_balance: 100,
  lifetime_points: 100,
  points_spent_total: 0,
  rank_key: 'bronze',
  rank_name: 'Bronze',
  rank_multiplier: 1,
  total_scans: 1,
  total_redemptions: 0,
  total_achievements_unlocked: 0,
}

interface WrittenEvent {
  memberId: string
  name?: string
  refs?: EventRefs
  at?: Date
}

/** Writes events to a brand's outbox, in one transaction. */
export async function writeEvents({ platform, brand }: World, events: WrittenEvent[], brandId = brand.id) {
  await platform.db.transaction(brandId, async tx => {
    for (const { memberId, name = 'goal_set', refs = {}, at = platform.clock() } of events) {
      await insertEvent(tx, { memberId, name, at, numbers: NUMBERS, refs })
    }
  })
}

interface StoredRow {
  id: string
  member_id: string
  name: string
  state: string
  numbers: object | null
  refs: object | null
  detail: Record<string, unknown> | null
}

/** A brand's outbox rows, in order. */
export function outboxRows({ platform, brand }: World, brandId = brand.id): Promise<StoredRow[]> {
  return platform.db.transaction(brandId, tx =>
    tx.raw<StoredRow>('select * from outbox where brand_id = $1 order by id', [brandId]),
  )
}

/** Asks until the answer is yes; throws after `limitMs`. Answers how long it took. */
export async function until(what: string, isSo: () => Promise<boolean>, limitMs = 15_000): Promise<number> {
  const start = performance.now()
  while (!(await isSo())) {
    if (performance.now() - start > limitMs) throw new Error(`${what}: not within ${limitMs} ms`)
    await sleep(25)
  }
  return performance.now() - start
}
