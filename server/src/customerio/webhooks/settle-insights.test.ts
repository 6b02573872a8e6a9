import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Arrived, settleInsights } from './settle-insights.ts'

const MEMBERS = ['a', 'b', 'c']
const moment = (minute: number) => new Date(Date.UTC(2026, 2, 1, 12, minute))

const arrivals = fc
  .array(
    fc.record({
      memberId: fc.constantFrom(...MEMBERS, 'stranger'),
      minute: fc.nat(20),
      predictions: fc.dictionary(fc.constantFrom('churn_probability', 'engagement_score'), fc.nat(9)),
    }),
    { maxLength: 12 },
  )
  .map(list =>
    list.map(
      ({ memberId, minute, predictions }, i): Arrived => ({
        webhook: { id: `w${String(i).padStart(2, '0')}`, received_at: moment(30 + i) },
        insight: { insightId: `i${i}`, memberId, computedAt: moment(minute), predictions, notes: [] },
      }),
    ),
  )

const known = new Map(MEMBERS.map((id, i) => [id, { id, computed_at: i === 0 ? null : moment(i * 5) }]))

test('each arrival has one outcome, and only the newest of a member that is newer than what is stored is kept', () => {
  fc.assert(
    fc.property(arrivals, arrived => {
      const { insights, outcomes } = settleInsights(arrived, known)
      assert.equal(outcomes.size, arrived.length)
      for (const id of MEMBERS) {
        const storedMs = known.get(id)?.computed_at?.getTime() ?? Number.NEGATIVE_INFINITY
        const times = arrived
          .filter(({ insight }) => insight.memberId === id)
          .map(({ insight }) => insight.computedAt.getTime())
          .filter(ms => ms > storedMs)
        const kept = insights.filter(one => one.member_id === id)
        assert.equal(kept.length, times.length > 0 ? 1 : 0)
        if (kept[0]) assert.equal(kept[0].computed_at.getTime(), Math.max(...times))
      }
      assert.ok(insights.every(one => one.member_id !== 'stranger'))
    }),
  )
})

test('what is kept does not depend on the order of receipt', () => {
  fc.assert(
    fc.property(
      fc
        .uniqueArray(fc.nat(20), { maxLength: 8 })
        .chain(minutes =>
          fc.tuple(fc.constant(minutes), fc.shuffledSubarray(minutes, { minLength: minutes.length })),
        ),
      ([minutes, shuffled]) => {
        const arrivedAt = (minute: number): Arrived => ({
          webhook: { id: `w${minute}`, received_at: moment(30) },
          insight: {
            insightId: undefined,
            memberId: 'a',
            computedAt: moment(minute),
            predictions: minute % 2 ? { churn_probability: minute } : { engagement_score: minute },
            notes: [],
          },
        })
        const settle = (some: number[]) => settleInsights(some.map(arrivedAt), known).insights
        assert.deepEqual(settle(shuffled), settle(minutes))
      },
    ),
  )
})

test('of two of the same moment the first counts', () => {
  const at = (id: string): Arrived => ({
    webhook: { id, received_at: moment(30) },
    insight: { insightId: id, memberId: 'a', computedAt: moment(1), predictions: {}, notes: [] },
  })
  const { insights, outcomes } = settleInsights([at('w2'), at('w1')], known)
  assert.equal(insights[0]?.insight_id, 'w1')
  assert.equal(outcomes.get('w2')?.state, 'ignored')
})
