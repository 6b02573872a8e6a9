import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toUlid } from '../../platform/id.ts'
import { MEMBER, PRODUCT, SCANNED, SNAPSHOT_BRAND } from '../test/sample-rows.ts'
import { buildEvent, buildIdentify, buildWithdrawal, type OutboxEvent } from './build-event.ts'
import { SCHEMA_VERSION } from './event-shapes.ts'
import { OPERATION_BYTES_MAX } from './operation.ts'

const BRAND = SNAPSHOT_BRAND

const FORBIDDEN = /^(recipient|from_address|reply_to|_.*)$/

function keysOf(value: unknown): string[] {
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(Array.isArray(value) ? [] : [key]),
    ...keysOf(inner),
  ])
}

test('an event carries its final ULID, Unix seconds and the three snapshots', () => {
  const event = buildEvent(SCANNED, { member: MEMBER, product: PRODUCT }, BRAND)
  assert.deepEqual(event.identifiers, { id: MEMBER.id })
  assert.equal(event.name, 'product_scanned')
  assert.equal(event.id, toUlid(SCANNED.id))
  assert.equal(event.timestamp, Date.parse('2026-03-01T02:30:00Z') / 1_000)
  assert.equal(event.attributes.schema_version, SCHEMA_VERSION)
  assert.deepEqual(
    Object.keys(event.attributes).filter(key => /snapshot|context/.test(key)),
    ['user_snapshot', 'product_snapshot', 'event_context'],
  )
})

test('the numbers are those of the moment, the profile is that of now', () => {
  const { user_snapshot, product_snapshot } = buildEvent(SCANNED, { member: MEMBER, product: PRODUCT }, BRAND)
    .attributes as never as {
    user_snapshot: Record<string, Record<string, unknown>>
    product_snapshot: Record<string, Record<string, unknown>>
  }
  assert.deepEqual(user_snapshot.economy, {
    points_balance: 100,
    lifetime_points: 100,
    points_spent_total: 0,
    currency_name: 'leaves',
  })
  assert.equal(user_snapshot.identity?.first_name, 'Robin')
  assert.equal(user_snapshot.engagement?.days_since_signup, 9)
  assert.equal(user_snapshot.engagement?.days_since_last_scan, 0, 'a scan after the event is not before it')
  assert.deepEqual(product_snapshot.economy, { points_award: 100, points_cost: null, msrp: 10.45 })
})

test('an event without numbers of its own gets those of now', () => {
  const event = buildEvent({ ...SCANNED, name: 'consent_changed', numbers: {} }, { member: MEMBER }, BRAND)
  const { economy, status } = event.attributes.user_snapshot as Record<string, Record<string, unknown>>
  assert.equal(economy?.points_balance, 900)
  assert.deepEqual(status, { rank_key: 'silver', rank_name: 'Silver', rank_multiplier: 1.25 })
  assert.ok(!('product_snapshot' in event.attributes))
})

test("the context is told by the brand's clock", () => {
  const { time } = buildEvent(SCANNED, { member: MEMBER, product: PRODUCT }, BRAND).attributes
    .event_context as Record<string, unknown>
  assert.deepEqual(time, {
    timestamp_utc: '2026-03-01T02:30:00.000Z',
    timestamp_local: '2026-02-28T21:30:00',
    day_of_week_local: 'Saturday',
    hour_of_day_local: 21,
    is_weekend: true,
  })
})

test('forbidden keys never leave, at any depth', () => {
  const refs = {
    recipient: 'a@b.c',
    from_address: 'x',
    reply_to: 'y',
    _internal: 1,
    deep: [{ _x: 1, kept: 2 }],
  }
  const event = buildEvent({ ...SCANNED, refs }, { member: MEMBER, product: PRODUCT }, BRAND)
  assert.deepEqual(
    keysOf(event).filter(key => FORBIDDEN.test(key)),
    [],
  )
  assert.deepEqual(event.attributes.deep, [{ kept: 2 }])
})

test('the largest profile and product the database takes fit an operation several times over', () => {
  const long = (length: number) => '\u{1F33F}'.repeat(length)
  const member = {
    ...MEMBER,
    email: `${'e'.repeat(240)}@example.com`,
    first_name: long(80),
    last_name: long(80),
  }
  const tags = Array.from({ length: 20 }, () => long(40))
  const product = { ...PRODUCT, name: long(300), strain_name: long(100), product_line: long(100), tags }
  assert.ok(
    Buffer.byteLength(JSON.stringify(buildEvent(SCANNED, { member, product }, BRAND))) <
      OPERATION_BYTES_MAX / 2,
  )
  const { attributes } = buildIdentify(member, BRAND, SCANNED.occurred_at)
  for (const [name, value] of Object.entries(attributes)) {
    assert.ok(Buffer.byteLength(JSON.stringify(value)) <= 1_000, name)
  }
})

test('a withdrawal says nothing but that', () => {
  const row: OutboxEvent = { ...SCANNED, name: 'consent_changed', refs: { granted: false } }
  assert.deepEqual(buildWithdrawal(row), {
    type: 'person',
    action: 'identify',
    identifiers: { id: MEMBER.id },
    timestamp: Date.parse('2026-03-01T02:30:00Z') / 1_000,
    attributes: { unsubscribed: true },
  })
})
