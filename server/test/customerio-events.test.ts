import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import Value from 'typebox/value'
import { isFresh } from '../scripts/generate-event-docs.ts'
import { attributesOf, EVENTS } from '../src/customerio/deliver/event-catalogue.ts'
import type { EventContext, UserSnapshot } from '../src/customerio/deliver/event-shapes.ts'
import { type Audience, openAudience, type Received } from './customerio/audience.ts'
import { enrol, growQuiet, live, type Person } from './customerio/live.ts'
import { ledgerFaults } from './invariants.ts'

const SOURCES = join(import.meta.dirname, '../src')

/** Where each event is written. */
const WRITTEN: Record<string, string> = {
  product_scanned: 'scanning/decide.ts',
  gift_claimed: 'scanning/decide.ts',
  reward_redeemed: 'rewards/redeem.ts',
  order_shipped: 'rewards/move-order.ts',
  achievement_unlocked: 'earning/account.ts',
  rank_changed: 'earning/account.ts',
  rank_falling: 'earning/settle.ts',
  points_expiring: 'earning/settle.ts',
  wishlist_item_added: 'goals/change-wishlist.ts',
  wishlist_item_removed: 'goals/change-wishlist.ts',
  goal_set: 'goals/change-goal.ts',
  goal_progressed: 'goals/scan-goal.ts',
  goal_completed: 'goals/scan-goal.ts',
  referral_initiated: 'referrals/share-code.ts',
  referral_converted: 'referrals/pay-both.ts',
  user_session_started: 'members/note-session.ts',
  user_session_ended: 'personalization/response-schema.ts',
  card_shown: 'personalization/log-responses.ts',
  card_tapped: 'personalization/log-responses.ts',
  card_dismissed: 'personalization/log-responses.ts',
  consent_changed: 'members/change-consent.ts',
  email_changed: 'members/member.ts',
  insights_requested: 'customerio/webhooks/request-insights.ts',
  product_recalled: 'scanning/recalls/notify-claimants.ts',
  dispute_opened: 'scanning/disputes/open-dispute.ts',
  dispute_settled: 'scanning/disputes/settle-dispute.ts',
}

/** Not an event at the other end: delete and suppress. */
const ERASURE = 'member_erased'

interface Attributes {
  user_snapshot: UserSnapshot
  product_snapshot?: { identity: { sku: string } }
  reward_snapshot?: { identity: { reward_name: string } }
  event_context: EventContext
  points_award?: number
}

let audience: Audience
let person: Person
let events: Received[]
const attributes = (event: Received | undefined) => event?.payload.attributes as never as Attributes
const named = (name: string) => events.filter(event => event.name === name).map(attributes)

before(async () => {
  audience = await openAudience()
  person = await enrol(audience, 'agreed')
  await live(audience, person)
  await person.browser.patch('/api/me', { marketing_consent: false })
  await person.browser.patch('/api/me', { marketing_consent: true })
  await growQuiet(audience)
  await audience.deliver()
  const received = await audience.received()
  const refused = received.filter(({ decision }) => decision !== 'accepted')
  assert.deepEqual(refused, [])
  events = received.filter(({ action, identifier }) => action === 'event' && identifier === person.id)
})
after(async () => {
  assert.deepEqual(await ledgerFaults(audience.shop.desk.admin), [])
  await audience.close()
})

describe('every event', () => {
  test('is driven by what people do, and arrives', () => {
    assert.deepEqual([...new Set(events.map(({ name }) => name))].sort(), Object.keys(WRITTEN).sort())
  })

  test('is in the catalogue, whoever writes it', () => {
    for (const [name, path] of Object.entries(WRITTEN)) {
      assert.match(readFileSync(join(SOURCES, path), 'utf8'), new RegExp(`'${name}'`), path)
    }
    const told = globSync('**/*.ts', { cwd: SOURCES })
      .filter(path => !/\.test\.ts$|\/test\//.test(path))
      .flatMap(path => [
        ...readFileSync(join(SOURCES, path), 'utf8').matchAll(
          /(?:\btell\(|insertEvent\([^)]*?name: |const event = \{[^}]*?name: )'([a-z_]+)'/g,
        ),
      ])
      .map(([, name]) => name as string)
    assert.ok(told.length > 15, 'the search finds what is there')
    assert.deepEqual(
      told.filter(name => !(name in EVENTS) && name !== ERASURE),
      [],
    )
  })

  test('has the shape that the catalogue gives it: nothing missing, nothing besides', () => {
    for (const { name, payload } of events) {
      const kind = EVENTS[name as string]
      assert.ok(kind, `${name} is not in the catalogue`)
      const [wrong] = Value.Errors(attributesOf(kind), payload.attributes)
      assert.equal(
        wrong,
        undefined,
        `${name}: ${JSON.stringify(wrong)} ${JSON.stringify(payload.attributes)}`,
      )
    }
  })

  test('is described in the docs as it is', async () => {
    assert.ok(await isFresh(), 'npm run generate was forgotten')
  })

  test('planted fault: one field less is found', () => {
    const [scanned] = named('product_scanned')
    const { email: _, ...identity } = (scanned as Attributes).user_snapshot.identity
    const less = { ...scanned, user_snapshot: { ...scanned?.user_snapshot, identity } }
    assert.ok(!Value.Check(attributesOf(EVENTS.product_scanned as never), less))
  })

  test('names the product or the reward that it is about', () => {
    for (const { name, payload } of events) {
      const { product, reward } = EVENTS[name as string] ?? {}
      const { product_snapshot, reward_snapshot } = payload.attributes as never as Attributes
      if (product === 'always') assert.equal(product_snapshot?.identity.sku, 'TEN', `${name}`)
      if (reward === 'always') assert.equal(reward_snapshot?.identity.reward_name, 'Grinder', `${name}`)
    }
    assert.equal(named('order_shipped')[0]?.reward_snapshot?.identity.reward_name, 'Grinder')
  })
})

describe('what an event says of its moment', () => {
  test('is the device and the network of who did it, and none of what the programme did', () => {
    const ofApp = {
      device_type: 'phone',
      os: 'iOS',
      browser: 'Safari',
      user_agent: person.canaries.user_agent,
    }
    const nothing = { device_type: null, os: null, browser: null, user_agent: null }
    for (const { name, payload } of events) {
      const { device, location } = attributes({ payload } as Received).event_context
      const isOwn = EVENTS[name as string]?.by === 'member'
      const isClaim = attributes({ payload } as Received).user_snapshot.engagement.total_scans === 1
      if (isOwn && !isClaim) assert.deepEqual([name, device], [name, ofApp])
      if (!isOwn || name === 'gift_claimed') assert.deepEqual([name, device], [name, nothing])
      assert.equal(location.ip_address, device.os === null ? null : '127.0.0.0', `${name}`)
    }
  })

  test('are the numbers as they were, and the profile as it is now', () => {
    const scans = named('product_scanned')
    assert.deepEqual(
      scans.map(({ user_snapshot }) => user_snapshot.engagement.total_scans),
      scans.map((_, i) => i + 1),
    )
    assert.deepEqual(
      scans.slice(0, 2).map(({ points_award }) => points_award),
      [100, 200],
    )
    for (const { user_snapshot } of scans) {
      assert.equal(user_snapshot.identity.email, person.canaries.new_email)
      assert.equal(
        (user_snapshot.profile_data as never as { custom_nickname: string }).custom_nickname,
        person.canaries.nickname,
      )
    }
  })

  test('is who is dormant and who a power user, by the settings of the brand', () => {
    const last = (name: string) => named(name).at(-1)?.user_snapshot.engagement
    assert.equal(last('product_scanned')?.is_dormant, false)
    assert.equal(last('points_expiring')?.is_dormant, true, 'a month without a session or a pack')
    for (const { payload } of events) {
      assert.equal(
        typeof attributes({ payload } as Received).user_snapshot.engagement.is_power_user,
        'boolean',
      )
    }
    assert.equal(last('points_expiring')?.is_power_user, true)
  })
})
