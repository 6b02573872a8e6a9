import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MEMBER, PRODUCT, SCANNED, SNAPSHOT_BRAND } from '../test/sample-rows.ts'
import { buildIdentify, type OutboxEvent } from './build-event.ts'
import { remember, type Told } from './people.ts'
import { planBatches } from './plan-batches.ts'
import type { MemberRow } from './snapshots.ts'

const BRAND = { ...SNAPSHOT_BRAND, timeZone: 'UTC' }
const OTHER: MemberRow = { ...MEMBER, id: '0195387e-1c00-7000-8000-00000000a002' }

const row = (number: number, more: Partial<OutboxEvent> = {}): OutboxEvent => ({
  ...SCANNED,
  id: `0195387e-1c00-7000-8000-${String(number).padStart(12, '0')}`,
  ...more,
})

const plan = (rows: OutboxEvent[], members = [MEMBER, OTHER], told = new Map<string, Told>()) =>
  planBatches({
    rows,
    subjects: {
      members: new Map(members.map(member => [member.id, member])),
      sessions: new Map(),
      products: new Map([[PRODUCT.id, PRODUCT]]),
      rewards: new Map(),
    },
    told,
    brand: BRAND,
    most: 100,
    at: SCANNED.occurred_at,
  })

const told = (member: MemberRow) => remember(buildIdentify(member, BRAND, SCANNED.occurred_at).attributes)

const shape = ({ batches }: ReturnType<typeof plan>) =>
  batches.flat().map(({ operation }) => [operation.action, operation.identifiers.id.slice(-4)])

test('each person is identified once, before their events, which keep their order', () => {
  const made = plan([row(1), row(2, { member_id: OTHER.id }), row(3)])
  assert.deepEqual(shape(made), [
    ['identify', 'a001'],
    ['event', 'a001'],
    ['identify', 'a002'],
    ['event', 'a002'],
    ['event', 'a001'],
  ])
})

test('without consent nothing is planned, but a withdrawal as one word', () => {
  const member = { ...MEMBER, marketing_consent: false }
  const made = plan([row(1), row(2, { name: 'consent_changed', refs: { granted: false } }), row(3)], [member])
  assert.deepEqual(
    made.batches.flat().map(({ operation }) => operation.attributes),
    [{ unsubscribed: true }],
  )
  assert.deepEqual(
    made.settled.map(({ state, detail }) => [state, detail]),
    [
      ['discarded', { reason: 'no consent' }],
      ['discarded', { reason: 'no consent' }],
    ],
  )
})

test('consent given again makes an earlier withdrawal an event like any other', () => {
  const made = plan([row(1, { name: 'consent_changed', refs: { granted: false } })])
  assert.deepEqual(shape(made), [
    ['identify', 'a001'],
    ['event', 'a001'],
  ])
  assert.equal(made.batches.flat()[0]?.operation.attributes?.unsubscribed, false)
})

test('of a member who is gone nothing leaves, not even a withdrawal', () => {
  const erased = { ...MEMBER, state: 'erased', marketing_consent: false }
  const withdrawal = row(1, { name: 'consent_changed', refs: { granted: false } })
  assert.equal(plan([withdrawal], [erased]).batches.length, 0)
  assert.equal(plan([row(1)], []).settled[0]?.state, 'discarded')
})

test('a batch holds at most 100 operations and 480,000 bytes, and what does not fit is in the next one', () => {
  const many = plan(Array.from({ length: 150 }, (_, i) => row(i)))
  assert.deepEqual(
    many.batches.map(batch => batch.length),
    [100, 51],
  )
  const big = { text: 'x'.repeat(30_000) }
  const large = plan(Array.from({ length: 40 }, (_, i) => row(i, { refs: big })))
  for (const batch of large.batches) {
    assert.ok(batch.reduce((sum, { bytes }) => sum + bytes + 1, 0) <= 480_000)
  }
  assert.ok((large.batches[0]?.length ?? 0) >= 15)
  const order = large.batches.flat().flatMap(({ row: settles }) => settles?.id ?? [])
  assert.deepEqual(order, [...order].sort())
  assert.equal(order.length, 40)
})

test('who a person is and their event stay in one batch', () => {
  const rows = [...Array.from({ length: 99 }, (_, i) => row(i)), row(99, { member_id: OTHER.id })]
  const { batches } = plan(rows, [MEMBER, OTHER], new Map([[MEMBER.id, told(MEMBER)]]))
  assert.deepEqual(
    batches.map(batch => batch.length),
    [99, 2],
  )
})

test('what Customer.io knows of a person is not told again', () => {
  const knowing = (member: MemberRow) =>
    plan([row(1)], [member], new Map([[MEMBER.id, told(MEMBER)]])).batches.flat()
  assert.deepEqual(
    knowing(MEMBER).map(({ operation }) => operation.action),
    ['event'],
  )
  const richer = knowing({ ...MEMBER, points_balance: 901 })
  assert.deepEqual(richer[0]?.operation.attributes, { points_balance: 901 })
  const renamed = knowing({ ...MEMBER, first_name: 'Robyn' })
  assert.deepEqual(Object.keys(renamed[0]?.operation.attributes ?? {}).sort(), [
    'created_at',
    'email',
    'first_name',
    'last_name',
    'referral_code',
    'unsubscribed',
  ])
  const remembered = JSON.stringify(renamed[0]?.told)
  assert.doesNotMatch(remembered, /Robyn|Doe|example\.com/)
})

test('of a withdrawal and an erasure nothing is remembered', () => {
  const unsubscribed = { ...MEMBER, marketing_consent: false }
  const withdrawn = plan([row(1, { name: 'consent_changed', refs: { granted: false } })], [unsubscribed])
  const erased = plan([row(1, { name: 'member_erased', refs: {} })], [{ ...MEMBER, state: 'erased' }])
  assert.equal(withdrawn.batches.flat().at(-1)?.told, null)
  assert.equal(erased.batches.flat().at(-1)?.told, null)
})

test('an event that is too large by itself dies with the reason, and its neighbours go', () => {
  const made = plan([row(1), row(2, { numbers: { texts: Array(64).fill('é'.repeat(250)) } }), row(3)])
  assert.equal(made.batches.flat().length, 3)
  assert.deepEqual(
    made.settled.map(({ state, detail }) => [state, (detail as { reason: string }).reason]),
    [['dead', 'too_large']],
  )
})

test('of an erased member nothing leaves but the erasure, whatever waits before and after it', () => {
  const erased = { ...MEMBER, state: 'erased', email: null, marketing_consent: true }
  const rows = [row(1), row(2, { name: 'member_erased', refs: {} }), row(3), row(4, { member_id: OTHER.id })]
  const made = plan(rows, [erased, OTHER])
  assert.deepEqual(shape(made), [
    ['delete', 'a001'],
    ['suppress', 'a001'],
    ['identify', 'a002'],
    ['event', 'a002'],
  ])
  assert.deepEqual(
    made.batches
      .flat()
      .slice(0, 2)
      .map(({ operation, row: settles }) => [operation.attributes, settles?.name]),
    [
      [undefined, undefined],
      [undefined, 'member_erased'],
    ],
  )
  assert.deepEqual(
    made.settled.map(({ row: { id }, state }) => [id.slice(-1), state]),
    [
      ['1', 'discarded'],
      ['3', 'discarded'],
    ],
  )
})
