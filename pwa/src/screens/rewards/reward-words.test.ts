import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Obstacle, Reward } from '../../api/shapes.ts'
import { isLow, obstacleWords, onlyPointsMissing, rewardFacts, shortNote } from './reward-words.ts'

const now = new Date(2026, 10, 24, 12)
const leaves = { one: 'Leaf', many: 'Leaves' }
const obstacle = (reason: Obstacle['reason'], more: Partial<Obstacle> = {}): Obstacle => ({
  reason,
  detail: '',
  points_missing: null,
  needed: null,
  at: null,
  ...more,
})
const reward = (more: Partial<Reward> = {}): Reward => ({
  id: 'one',
  name: 'Grinder',
  description: '',
  art: { seed: 1, motif: 'grain' },
  tags: [],
  kind: 'shipped',
  cost_points: 400,
  featured: false,
  remaining: null,
  limit_per_member: null,
  available_from: null,
  available_until: null,
  can_redeem: true,
  obstacles: [],
  ...more,
})
const noteOf = (...obstacles: Obstacle[]) => shortNote(reward({ obstacles }), leaves, now)

test('a card says the first thing that keeps one from it, and else that few are left', () => {
  assert.equal(noteOf(obstacle('not_enough_points', { points_missing: 1 })), '1\u00a0Leaf to go')
  assert.equal(
    noteOf(obstacle('rank_needed', { needed: 'Gold' }), obstacle('not_enough_points')),
    'Needs Gold',
  )
  assert.equal(noteOf(obstacle('achievement_needed')), 'Special access')
  assert.equal(noteOf(obstacle('limit_reached', { at: '2026-12-01T12:00:00Z' })), 'Again from December 1')
  assert.equal(noteOf(obstacle('limit_reached')), 'You had it already')
  assert.equal(shortNote(reward({ remaining: 1 }), leaves, now), 'The last one')
  assert.equal(shortNote(reward({ remaining: 11 }), leaves, now), null)
  assert.equal(shortNote(reward(), leaves, now), null)
})

test('none left is sold out and not few', () => {
  assert.equal(isLow(reward({ remaining: 0 })), false)
  assert.equal(isLow(reward({ remaining: 10 })), true)
})

test('every reason has a sentence of its own', () => {
  const reasons: Obstacle['reason'][] = [
    'not_available',
    'not_yet',
    'over',
    'sold_out',
    'not_signed_in',
    'limit_reached',
    'rank_needed',
    'achievement_needed',
    'not_enough_points',
  ]
  const said = reasons.map(reason => obstacleWords(obstacle(reason, { points_missing: 5 }), leaves, now))
  assert.equal(new Set(said).size, reasons.length)
  assert.ok(said.every(sentence => sentence.endsWith('.')))
})

test('only points missing is worth working towards; nothing missing is not', () => {
  const points = obstacle('not_enough_points')
  assert.equal(onlyPointsMissing(reward({ obstacles: [points] })), true)
  assert.equal(onlyPointsMissing(reward({ obstacles: [obstacle('rank_needed'), points] })), false)
  assert.equal(onlyPointsMissing(reward()), false)
})

test('facts tell the limit, the last day and the last few', () => {
  const facts = rewardFacts(
    reward({
      limit_per_member: { times: 2, period: 'month' },
      available_until: new Date(2026, 11, 1).toISOString(),
      remaining: 3,
    }),
    now,
  )
  assert.deepEqual(facts, [
    ['Limit', '2 times a month'],
    ['Until', 'November 30'],
    ['In stock', '3'],
  ])
  assert.deepEqual(rewardFacts(reward({ available_until: '2026-01-01T00:00:00Z' }), now), [])
})
