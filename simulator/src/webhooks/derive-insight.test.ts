import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { type Activity, chooseSegment, deriveInsight } from './derive-insight.ts'

const DAY_MS = 86_400_000
const now_ms = 1_800_000_000_000

function scan(daysAgo: number, more: Partial<Activity> = {}): Activity {
  return { name: 'product_scanned', at_ms: now_ms - daysAgo * DAY_MS, spend: 1_000, ...more }
}

function derive(activities: Activity[], more: Partial<Parameters<typeof deriveInsight>[0]> = {}) {
  return deriveInsight({
    seed: 1,
    identifier: 'ada',
    activities,
    previousSegment: undefined,
    now_ms,
    ...more,
  })
}

suite('predictions', () => {
  test('are the same for the same input and lean differently with another seed', () => {
    const activities = [scan(1), scan(5)]
    assert.deepEqual(derive(activities), derive(activities))
    assert.notEqual(derive(activities).engagement_score, derive(activities, { seed: 2 }).engagement_score)
  })

  test('churn grows with absence and falls with frequency', () => {
    const churn = (activities: Activity[]) => derive(activities).churn_probability
    assert.ok(churn([scan(60)]) > churn([scan(20)]))
    assert.ok(churn([scan(20)]) > churn([scan(0)]))
    assert.ok(churn([scan(0)]) > churn([scan(0), scan(3), scan(6)]))
  })

  test('stay within 0 and 1 for nobody, for a newcomer and for someone who never stops', () => {
    for (const activities of [[], [scan(0)], Array.from({ length: 50 }, (_, day) => scan(day / 10))]) {
      const { churn_probability, engagement_score, purchase_probability } = derive(activities)
      for (const share of [churn_probability, engagement_score, purchase_probability])
        assert.ok(share >= 0 && share <= 1, String(share))
    }
  })

  test('affinity follows what was bought lately more than what was bought long ago', () => {
    const { product_affinity_scores } = derive([
      scan(200, { product_form: 'flower' }),
      scan(200, { product_form: 'flower' }),
      scan(1, { product_form: 'edible', strain_type: 'indica' }),
    ])
    assert.deepEqual(Object.keys(product_affinity_scores), ['edible', 'flower', 'indica'])
    const { edible = 0, flower = 0 } = product_affinity_scores
    assert.ok(edible > flower && flower > 0)
  })

  test('asking for insights does not count as being active', () => {
    const asked: Activity = { name: 'insights_requested', at_ms: now_ms, spend: 0 }
    assert.equal(derive([scan(40), asked]).churn_probability, derive([scan(40)]).churn_probability)
  })

  test('the lifetime value is at least what was spent, in its unit', () => {
    assert.ok(derive([scan(1), scan(2)]).predicted_ltv > 2_000)
    assert.equal(derive([]).predicted_ltv, 0)
  })

  test('the next action fits what the person is in the middle of', () => {
    const action = (...names: string[]) =>
      derive([scan(0), scan(0), ...names.map((name, i) => scan(0, { name, at_ms: now_ms + i, spend: 0 }))])
        .next_best_action
    assert.equal(action(), 'scan_again')
    assert.equal(action('goal_set'), 'finish_goal')
    assert.equal(action('goal_set', 'goal_completed', 'wishlist_item_added'), 'redeem_reward')
    assert.equal(derive([scan(90)]).next_best_action, 'come_back')
    assert.equal(derive(Array.from({ length: 8 }, () => scan(0))).next_best_action, 'invite_friend')
  })
})

suite('segments', () => {
  test('someone who has just come is not called lapsed, and someone long gone is', () => {
    assert.equal(derive([scan(0)]).recommended_segment, 'casual')
    assert.equal(derive(Array.from({ length: 20 }, (_, i) => scan(i / 5))).recommended_segment, 'champion')
    assert.equal(derive([scan(90), scan(91)]).recommended_segment, 'dormant')
  })

  test('a newcomer gets the segment of their health', () => {
    assert.deepEqual(
      [0, 0.2, 0.6, 0.7, 0.9].map(health => chooseSegment(health, undefined)),
      ['dormant', 'at_risk', 'casual', 'loyal', 'champion'],
    )
  })

  test('a segment is kept while health wavers about its border, and left once the border is well passed', () => {
    assert.equal(chooseSegment(0.68, 'casual'), 'casual')
    assert.equal(chooseSegment(0.71, 'casual'), 'loyal')
    assert.equal(chooseSegment(0.61, 'loyal'), 'loyal')
    assert.equal(chooseSegment(0.59, 'loyal'), 'casual')
    assert.equal(chooseSegment(0.02, 'champion'), 'dormant')
  })
})
