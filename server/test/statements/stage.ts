import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { newId } from '../../src/platform/id.ts'
import { storeCustomerIoCredentials } from '../../src/tenancy/index.ts'
import { setAgeCookieFor } from '../age-cookie.ts'
import type { Customer, Desk } from '../earning/desk.ts'
import { openShop, type Shop } from '../rewards/shop.ts'
import { growHistory } from './grow-history.ts'

export const SIGNING_KEY = 'the-key-of-the-stage'

/** A brand, and the member and the operator whose requests are counted. */
export interface Stage {
  shop: Shop
  desk: Desk
  /** Who has the history. */
  me: Customer & { email: string }
  age: string
  /** Headers of an owner. */
  owner: Record<string, string>
  /** A reward to wish for and to redeem. */
  rewardId: string
  /** A run that does the work of a counted operation, as a worker would. */
  finishRun(runId: string): Promise<void>
  /** Another member with a scan and some points. */
  another(): Promise<Customer & { email: string }>
  /** The same, with a past once the brand has one. */
  veteran(): Promise<Customer & { email: string }>
  /** A friend of mine whose joining waits for a review; answers the referral's id. */
  suspect(): Promise<string>
  /** Points of another member that wait for a review; answers the hold's id. */
  hold(): Promise<string>
  /** A code that this member found claimed by somebody else. */
  taken(by: Customer): Promise<string>
  /** A dispute about such a code, of somebody who has not had many; answers its id. */
  dispute(by?: Customer): Promise<string>
  /** From now on everything that there is has happened 300 times. */
  grow(): Promise<void>
}

/** Opens a stage; closed with its world. */
export async function openStage(): Promise<Stage> {
  const shop = await openShop()
  const { desk } = shop
  const { world, brand } = desk
  await storeCustomerIoCredentials(world.platform, brand.id, {
    site_id: 's',
    api_key: 'k',
    app_api_key: 'a',
    track_url: 'http://127.0.0.1:9/api/v1',
    app_url: 'http://127.0.0.1:9/v1',
    webhook_signing_keys: [SIGNING_KEY],
    mail_from: 'hello@example.com',
  })
  let isGrown = false
  let people = 0
  const another = async () => {
    const member = await world.addMember({ brand })
    await desk.scan(member)
    await desk.adjust(member, 5_000)
    return member
  }
  const veteran = async () => {
    const member = await another()
    // Another number each time, or their ids would be the same.
    if (isGrown) await desk.addPastScans(member, 50 + people++)
    return member
  }
  const taken = async (by: Customer) => {
    const [code] = (await desk.codes(1)) as [string]
    await desk.scan(await veteran(), { code })
    await desk.scan(by, { code })
    return code
  }
  const dispute = async (by?: Customer) => {
    const member = by ?? (await another())
    const payload = { ...operation(), code: await taken(member), message: 'It is mine' }
    const { status, text, body } = await shop.ask(member, 'POST', 'disputes', payload)
    assert.ok(status < 300, text)
    return body.id as string
  }
  const me = await another()
  await desk.adjust(me, 1_000_000)
  await dispute(me)
  return {
    shop,
    desk,
    me,
    another,
    veteran,
    age: await setAgeCookieFor(world, brand),
    owner: (await world.addOperator({ brand })).headers,
    rewardId: await shop.reward(),
    finishRun: runId => desk.advance(runId),
    suspect: () => addReferral(desk, me.id, 'review'),
    hold: () => addHold(desk),
    taken,
    dispute,
    async grow() {
      // Of what every operation settles, something has to wait.
      await addHold(desk)
      await addReferral(desk, me.id, 'review')
      await growHistory(desk, me)
      isGrown = true
    },
  }
}

async function addReferral(desk: Desk, referrerId: string, state: string): Promise<string> {
  const id = newId(desk.world.time.now)
  const friend = await desk.world.addMember({ brand: desk.brand })
  await desk.scan(friend)
  await desk.rows(
    `insert into referrals (brand_id, id, referrer_id, friend_id, state, created_at) values ($1, $2, $3, $4, $5, $6)`,
    [desk.brand.id, id, referrerId, friend.id, state, desk.world.time.now],
  )
  return id
}

/** Scans of one day beyond the brand's limit are held for a review. */
async function addHold(desk: Desk): Promise<string> {
  const member = await desk.member()
  await desk.settings({ holds: { settle_after_hours: 0, review_from_scan_of_day: 2 } })
  for (let i = 0; i < 2; i++) await desk.scan(member)
  await desk.settings({ holds: { settle_after_hours: 0, review_from_scan_of_day: null } })
  const [held] = await desk.rows<{ id: string }>(
    `select id from point_holds where member_id = $1 and state = 'held'`,
    [member.id],
  )
  assert.ok(held, 'the second scan of a day is held')
  return held.id
}

export const operation = () => ({ client_op_id: randomUUID() })

/**
 * A page of a list that begins as deep in it as one page leads: what stands before it costs nothing. The first page of
 * two where the list is no longer.
 */
export const deepPage =
  (path: string, query: Record<string, string> = {}) =>
  async ({ desk, me, owner }: Stage) => {
    const isConsole = path.startsWith('admin/')
    const headers = isConsole ? owner : desk.world.headers({ brand: desk.brand, token: me.token })
    const first = await desk.world.app.server.inject({
      url: `/api/${path}?${new URLSearchParams({ ...query, limit: '100' })}`,
      headers,
    })
    assert.equal(first.statusCode, 200, first.body)
    const { next_cursor, friends } = first.json()
    const cursor = next_cursor ?? friends?.next_cursor ?? null
    return { query: { ...query, limit: '2', ...(cursor === null ? {} : { cursor }) } }
  }
