import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { RunningSimulator } from '../../../simulator/src/index.ts'
import { insertEvent } from '../../src/activity/index.ts'
import { tellErasure } from '../../src/customerio/index.ts'
import { readConfig } from '../../src/platform/config.ts'
import { toUlid } from '../../src/platform/id.ts'
import { openInstallation } from '../../src/platform/installation.ts'
import { createBrand, storeCustomerIoCredentials } from '../../src/tenancy/index.ts'
import type { Random } from '../chaos/random.ts'
import { TEST_KEYS } from '../keys.ts'
import type { Evidence, OutboxRow, ReceivedOperation } from './find-delivery-faults.ts'
import type { Fault } from './weather.ts'

// As long as Customer.io's own: shorter ones are refused outside the demo.
export const ACCOUNT = { site_id: 'chaos-site', api_key: 'k'.repeat(32), app_api_key: 'a'.repeat(32) }
const NUMBERS = { points_balance: 1, lifetime_points: 1, points_spent_total: 0, rank_key: 'bronze' }
const PAGE = 1_000
const TOO_LONG_A_NAME = 'n'.repeat(101)
const ONE_IN_TOO_LONG = 400
const LEAVERS = 3
const WAITS = [
  ['outbox_pace', 'brand_id', 'next_at'],
  ['outbox_lanes', 'lane', 'due_at'],
  ['outbox_people', 'member_id', 'due_at'],
] as const
const WAITS_END_MS = 400

/** A brand connected to the stand-in, with members who all agree to be told of. */
export interface DeliveryWorld {
  memberIds: string[]
  /** Writes events of random members as the use cases do; a few of them are malformed by themselves. */
  writeEvents(random: Random, count: number): Promise<void>
  /** Some members withdraw their consent, one is erased. */
  leave(random: Random): Promise<void>
  setFaults(faults: Fault[]): Promise<void>
  countWaiting(): Promise<number>
  /** Nobody waits for minutes after a failure: it is as if they had gone by. */
  endWaits(): Promise<void>
  endWaitsUntil(stop: AbortSignal): Promise<void>
  /** Whoever holds lanes, dead or alive, has lost them: it is as if the lease had run out. */
  endLeases(): Promise<void>
  readEvidence(): Promise<Pick<Evidence, 'rows' | 'received' | 'left' | 'peakRate'> & { requests: number }>
  close(): Promise<void>
}

export async function openDeliveryWorld(
  databaseUrl: string,
  { port, controlPort }: RunningSimulator,
  members: number,
): Promise<DeliveryWorld> {
  const config = readConfig({ DATABASE_URL: databaseUrl, KEYS: TEST_KEYS, LOG_LEVEL: 'silent' })
  const { platform, close } = await openInstallation(config)
  const { db, clock } = platform
  const brandId = await createBrand(platform, { slug: 'chaos', name: 'Chaos', timeZone: 'UTC' })
  await storeCustomerIoCredentials(platform, brandId, {
    ...ACCOUNT,
    track_url: `http://127.0.0.1:${port}/api/v1`,
    app_url: `http://127.0.0.1:${port}/v1`,
    webhook_signing_keys: ['s'.repeat(32)],
    mail_from: 'Chaos <chaos@example.com>',
  })
  const admin = new pg.Pool({ connectionString: databaseUrl, max: 4 })
  // An idle connection that ends with the server is nobody's failure.
  admin.on('error', () => {})
  const { rows: made } = await admin.query<{ id: string }>(
    `insert into members (brand_id, id, email, first_name, last_name, state, referral_code, marketing_consent,
       marketing_consent_at, points_balance, lifetime_points, ledger_seq, rank_key, scan_count, created_at)
     select $1, gen_random_uuid(), 'm' || j || '@example.com', 'Robin', 'Doe', 'confirmed', 'R' || j, true,
       now(), 0, 0, 0, 'bronze', 0, now()
     from generate_series(1, $2) j returning id`,
    [brandId, members],
  )
  const memberIds = made.map(({ id }) => id)
  const left = new Set<string>()
  const control = `http://127.0.0.1:${controlPort}`
  const ask = async <T>(path: string, body?: unknown): Promise<T> => {
    const post = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }
    const answer = await fetch(control + path, body === undefined ? undefined : post)
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`)
    return answer.json() as Promise<T>
  }

  async function endWaits(waits: readonly (readonly [string, string, string])[] = WAITS) {
    for (const [table, key, column] of waits) {
      // Only what waits for longer than the next slots of the rate.
      await admin.query(
        `update ${table} t set ${column} = '-infinity'
         from (select brand_id, ${key} as key from ${table} where ${column} > now() + interval '3 s'
               for update skip locked) late
         where t.brand_id = late.brand_id and t.${key} = late.key`,
      )
    }
  }

  return {
    memberIds,
    async writeEvents(random, count) {
      await db.transaction(brandId, async tx => {
        for (let i = 0; i < count; i++) {
          const memberId = random.pick(memberIds)
          if (left.has(memberId)) continue
          const name = random.integer(1, ONE_IN_TOO_LONG) === 1 ? TOO_LONG_A_NAME : 'goal_set'
          await insertEvent(tx, { memberId, name, at: clock(), numbers: NUMBERS, refs: { step: i } })
        }
      })
    },
    async leave(random) {
      for (let i = 0; i < LEAVERS; i++) {
        const memberId = random.pick(memberIds.slice(10, -10))
        if (left.has(memberId)) continue
        left.add(memberId)
        const isErased = i === 0
        await db.transaction(brandId, async tx => {
          await tx.raw(
            `update members set ${isErased ? `state = 'erased', email = null` : 'marketing_consent = false'}
             where brand_id = $1 and id = $2`,
            [brandId, memberId],
          )
          if (isErased) await tellErasure(tx, memberId, clock())
          else {
            const refs = { granted: false }
            await insertEvent(tx, { memberId, name: 'consent_changed', at: clock(), numbers: {}, refs })
          }
        })
      }
    },
    async setFaults(faults) {
      await ask('/faults', faults)
    },
    async countWaiting() {
      const { rows } = await admin.query(`select count(*)::int n from outbox where state = 'waiting'`)
      return rows[0].n
    },
    endWaits: () => endWaits(),
    async endWaitsUntil(stop) {
      while (!stop.aborted) {
        // Who is set aside stays so: the next try would fail as well, and hold up the others.
        await endWaits(WAITS.slice(0, 2))
        await sleep(WAITS_END_MS, undefined, { signal: stop }).catch(() => {})
      }
    },
    async endLeases() {
      await admin.query(
        `update outbox_lanes l set leased_until = '-infinity'
         from (select brand_id, lane from outbox_lanes where leased_until > now() for update skip locked) held
         where l.brand_id = held.brand_id and l.lane = held.lane`,
      )
    },
    async readEvidence() {
      const { rows } = await admin.query<{ id: string } & Omit<OutboxRow, 'ulid'>>(
        `select id, member_id, name, state, detail->>'message' as message from outbox order by id`,
      )
      // Withdrawals and erasures leave as other operations than events, without an id.
      const events = rows.filter(({ name }) => !['consent_changed', 'member_erased'].includes(name))
      const received: ReceivedOperation[] = []
      for (let after = 0; ; ) {
        const { items } = await ask<{ items: (ReceivedOperation & { order: number; action: string })[] }>(
          `/ledger?after=${after}&limit=${PAGE}`,
        )
        received.push(...items.filter(({ action }) => action === 'event'))
        if (items.length < PAGE) break
        after = items.at(-1)?.order ?? 0
      }
      const { peakRate, requests } = await readTraffic(ask)
      return {
        rows: events.map(({ id, ...row }) => ({ ulid: toUlid(id), ...row })),
        received,
        left,
        peakRate,
        requests,
      }
    },
    async close() {
      await admin.end()
      await close()
    },
  }
}

async function readTraffic(ask: <T>(path: string) => Promise<T>) {
  const { traffic } = await ask<{
    traffic: { api: string; requests: number; peak_requests_per_second: number }[]
  }>('/summary')
  const track = traffic.find(({ api }) => api === 'track')
  return { peakRate: track?.peak_requests_per_second ?? 0, requests: track?.requests ?? 0 }
}
