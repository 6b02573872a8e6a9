import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isReport, readReport, reportIdOf } from './read-report.ts'
import { uniqueKeyOf } from './unique-key.ts'

const RECEIVED = {
  received_at: new Date('2026-03-01T12:00:00Z'),
  signed_at: new Date('2026-03-01T11:59:58Z'),
}
const REPORT = {
  event_id: '01JN',
  object_type: 'email',
  metric: 'unsubscribed',
  timestamp: 1_772_366_340,
  data: { customer_id: 'M-1', identifiers: { id: 'M-1' }, recipient: 'robin@example.com' },
}
const read = (change: object) => readReport({ ...REPORT, ...change }, RECEIVED)

test('a report says what it means, who it is about and when it was', () => {
  assert.deepEqual(read({}), {
    metric: 'unsubscribed',
    means: 'withdraws',
    memberId: 'm-1',
    email: 'robin@example.com',
    at: new Date('2026-03-01T11:59:00Z'),
  })
  assert.equal(read({ metric: 'spammed' }).means, 'withdraws')
  assert.equal(read({ metric: 'bounced' }).means, 'bounces')
  assert.equal(read({ metric: 'bounced', object_type: 'sms' }).means, 'counts')
  // Consent is given to us, never by way of Customer.io.
  assert.equal(read({ metric: 'subscribed' }).means, 'counts')
})

test('a metric that nobody knows is counted as other', () => {
  assert.deepEqual([read({ metric: 'sighed' }).metric, read({ metric: 5 }).metric], ['other', 'other'])
  assert.equal(read({ metric: 'Delivered' }).metric, 'delivered')
})

test('what is missing or odd is left out, and the moment is that of the signature', () => {
  for (const data of [undefined, null, [], 'x', { identifiers: 5, customer_id: '', recipient: {} }]) {
    const { memberId, email } = read({ data })
    assert.deepEqual([memberId, email], [undefined, undefined])
  }
  for (const timestamp of [undefined, 'x', 0, 1_900_000_000]) {
    assert.deepEqual(read({ timestamp }).at, RECEIVED.signed_at, String(timestamp))
  }
})

test('the same report has the same key, whatever its headers say', () => {
  const raw = Buffer.from(JSON.stringify(REPORT))
  const key = uniqueKeyOf({ 'x-cio-idempotency-key': 'a' }, raw)
  assert.equal(uniqueKeyOf({ 'x-cio-idempotency-key': 'b', 'x-cio-delivery-id': 'c' }, raw), key)
  assert.notEqual(uniqueKeyOf({}, Buffer.from(JSON.stringify({ ...REPORT, event_id: '01JP' }))), key)
  assert.equal(reportIdOf(REPORT), '01JN')
})

test('an insight with an event_id of the marketer’s own is no report', () => {
  const insight = { event_id: '01JN', insight_id: 'i', metric: ' ' }
  assert.equal(isReport(insight), false)
  const raw = Buffer.from(JSON.stringify(insight))
  assert.match(uniqueKeyOf({ 'x-cio-idempotency-key': 'a' }, raw), /^key:/)
  assert.match(uniqueKeyOf({ 'x-cio-delivery-id': 'a' }, raw), /^delivery:/)
  assert.match(uniqueKeyOf({ 'x-cio-delivery-id': '' }, raw), /^body:/)
})
