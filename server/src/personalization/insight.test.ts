import assert from 'node:assert/strict'
import { test } from 'node:test'
import { explainInsight } from './explain-insight.ts'
import { type Predictions, resolveInsight, sourceOf, topAffinity } from './insight.ts'

const AT = new Date('2026-03-02T12:00:00Z')
const minutesAgo = (minutes: number) => new Date(AT.getTime() - minutes * 60_000)

const LOCAL: Predictions = {
  churn_probability: 0.1,
  engagement_score: 0.4,
  predicted_ltv: 120,
  purchase_probability: 0.5,
  product_affinity_scores: { flower: 0.5 },
  segment: 'casual',
  next_best_action: 'scan_again',
}

test('without Customer.io the insight is our own and not stale', () => {
  const insight = resolveInsight(undefined, LOCAL, AT)
  assert.equal(insight.source, 'local')
  assert.equal(insight.stale, false)
  assert.equal(insight.computed_at, AT)
})

test('an insight of exactly 30 minutes is used, one a millisecond older is stale and replaced by our own', () => {
  const predictions = { churn_probability: 0.9 }
  const fresh = resolveInsight({ computed_at: minutesAgo(30), predictions }, LOCAL, AT)
  assert.deepEqual([fresh.source, fresh.stale, fresh.churn_probability], ['customer.io', false, 0.9])
  const late = { computed_at: new Date(minutesAgo(30).getTime() - 1), predictions }
  const stale = resolveInsight(late, LOCAL, AT)
  assert.deepEqual([stale.source, stale.stale, stale.churn_probability], ['local', true, 0.1])
})

test('what Customer.io did not say is filled up with our own scores, and known to be our own', () => {
  const predictions = {
    recommended_segment: 'champion',
    product_affinity_scores: { Edibles: 0.7, edible: 0.2 },
  }
  const insight = resolveInsight({ computed_at: AT, predictions }, LOCAL, AT)
  assert.equal(insight.segment, 'champion')
  assert.deepEqual(insight.product_affinity_scores, { edible: 0.7 })
  assert.equal(insight.engagement_score, LOCAL.engagement_score)
  assert.equal(sourceOf(insight, 'product_affinity_scores'), 'customer.io')
  assert.equal(sourceOf(insight, 'engagement_score'), 'local')
})

test('the top affinity is the strongest, whatever the order it came in', () => {
  const predictions = { product_affinity_scores: { hybrid: 0.3, edible: 0.8, flower: 0.5 } }
  const insight = resolveInsight({ computed_at: AT, predictions }, LOCAL, AT)
  assert.deepEqual(topAffinity(insight), { key: 'edible', score: 0.8 })
})

test('the explanation is one plain sentence that says guess or knowledge', () => {
  const guessed = resolveInsight(
    { computed_at: AT, predictions: { product_affinity_scores: { edible: 0.8 }, engagement_score: 0.9 } },
    LOCAL,
    AT,
  )
  assert.equal(
    explainInsight(guessed),
    'Because you seem to enjoy edibles, and you are here often, so we show you more to reach for.',
  )
  const known = resolveInsight(undefined, LOCAL, AT)
  assert.match(explainInsight(known), /^Because you have chosen flower before, and .*\.$/)
  const nothing = resolveInsight(undefined, { ...LOCAL, product_affinity_scores: {} }, AT)
  assert.match(explainInsight(nothing), /^We are still getting to know you/)
})
