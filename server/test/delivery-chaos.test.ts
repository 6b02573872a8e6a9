import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type Evidence, findDeliveryFaults } from './delivery-chaos/find-delivery-faults.ts'
import { type DeliveryChaosOptions, runDeliveryChaos } from './delivery-chaos/run-delivery-chaos.ts'

const SIZE = { events: 800, members: 100, weatherMs: 700, redisUrl: process.env.REDIS_TEST_URL ?? '' }
const LONG = 10_000_000

const run = (options: Pick<DeliveryChaosOptions, 'seed' | 'rememberedIds' | 'tell'> & { preload?: string }) =>
  runDeliveryChaos({ ...SIZE, ...options })

test('through every fault, with workers killed, each event comes to one end: taken in once, dead with a reason, or discarded', {
  timeout: 180_000,
}, async t => {
  const report = await run({ seed: 11, rememberedIds: LONG, tell: line => t.diagnostic(line) })
  assert.deepEqual(report.faults, [])
  assert.ok(report.kills >= 2, `${report.kills} kills are too few to mean anything`)
  assert.ok(
    (report.counts.dead ?? 0) > 0 && (report.counts.discarded ?? 0) > 0,
    JSON.stringify(report.counts),
  )
})

test('planted bug: a failure that counts as success is found', { timeout: 180_000 }, async t => {
  const preload = new URL('./delivery-chaos/plant-swallowed-error.ts', import.meta.url).href
  const { faults } = await run({ seed: 12, rememberedIds: LONG, preload, tell: line => t.diagnostic(line) })
  assert.match(faults.join('\n'), /is sent, and was never taken in/)
})

describe('the evidence', () => {
  const received = (ulid: string, decision = 'accepted') => ({ ulid, identifier: 'm', decision, at: '' })
  const row = (ulid: string, state = 'sent') => ({
    ulid,
    member_id: 'm',
    name: 'goal_set',
    state,
    message: null,
  })
  const evidence = (change: Partial<Evidence>): Evidence => ({
    rows: [row('1'), row('2')],
    received: [received('1'), received('2')],
    malformed: new Set(),
    left: new Set(),
    isWindowLong: true,
    peakRate: 100,
    rateCeiling: 120,
    ...change,
  })

  test('of a good run shows no fault', () => {
    assert.deepEqual(findDeliveryFaults(evidence({})).faults, [])
    const again = { received: [received('1'), received('1', 'duplicate'), received('2')] }
    assert.deepEqual(findDeliveryFaults(evidence(again)).faults, [])
  })

  const faulty: [what: string, change: Partial<Evidence>, fault: RegExp][] = [
    ['a lost event', { received: [received('1')] }, /2 is sent, and was never taken in/],
    ['a doubled one', { received: [received('1'), received('1'), received('2')] }, /taken in 2 times/],
    ['a dead one that arrived', { rows: [row('1', 'dead'), row('2')] }, /is dead/],
    ['one that still waits', { rows: [row('1', 'waiting'), row('2')] }, /1 is waiting/],
    ['one that nobody left', { rows: [row('1', 'discarded'), row('2')] }, /its member agrees/],
    ['one of nobody', { rows: [row('1')] }, /2 was taken in, and is no row/],
    ['disorder', { received: [received('2'), received('1')] }, /1 of m came after 2/],
    ['haste', { peakRate: 121 }, /121 requests in a second/],
  ]
  for (const [what, change, fault] of faulty) {
    test(`of ${what} shows it`, () => {
      assert.match(findDeliveryFaults(evidence(change)).faults.join('\n'), fault)
    })
  }

  test('with a short memory at the other side counts what was taken in again, as no fault', () => {
    const twice = [received('1'), received('1'), received('2')]
    const { faults, counts } = findDeliveryFaults(evidence({ received: twice, isWindowLong: false }))
    assert.deepEqual(faults, [])
    assert.equal(counts.sent_again, 1)
  })
})
