import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { DEFAULT_LADDER, type Rank, rankFor, rankOf, ranksReached, wayToNextRank } from './ladder.ts'

const rank = (key: string) => DEFAULT_LADDER.ranks.find(held => held.key === key) as Rank

test('a rank is held from its threshold on', () => {
  assert.equal(rankFor(DEFAULT_LADDER, 4_999).key, 'bronze')
  assert.equal(rankFor(DEFAULT_LADDER, 5_000).key, 'silver')
})

test('a rank that the ladder no longer has is the one that the points reach', () => {
  assert.equal(rankOf(DEFAULT_LADDER, 'gold', 0).key, 'gold')
  assert.equal(rankOf(DEFAULT_LADDER, 'ruby', 16_000).key, 'gold')
})

test('each rank is reached once: those rewarded are left out, those jumped over are not', () => {
  const keys = (from: string, to: string, rewarded: string[]) =>
    ranksReached(DEFAULT_LADDER, rank(from), rank(to), rewarded).map(({ key }) => key)
  assert.deepEqual(keys('bronze', 'platinum', []), ['silver', 'gold', 'platinum'])
  assert.deepEqual(keys('bronze', 'gold', ['silver']), ['gold'])
  assert.deepEqual(keys('gold', 'gold', []), [])
})

test('the points that are still needed bring the next rank, not one fewer', () => {
  fc.assert(
    fc.property(fc.nat(50_000), fc.constantFrom(...DEFAULT_LADDER.ranks), (points, held) => {
      const way = wayToNextRank(DEFAULT_LADDER, held, points)
      if (!way) return assert.ok(Math.max(points, held.threshold) >= 40_000)
      assert.equal(rankFor(DEFAULT_LADDER, points + way.points_needed).key, way.key)
      assert.notEqual(rankFor(DEFAULT_LADDER, points + way.points_needed - 1).key, way.key)
      assert.ok(way.threshold > held.threshold && way.progress >= 0 && way.progress < 1)
    }),
  )
})
