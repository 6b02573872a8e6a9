import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DEFAULT_LADDER } from '../ranks/index.ts'
import { standingOf } from './standing.ts'

const member = {
  points_balance: 700,
  lifetime_points: 4_000,
  rank_offset: 0,
  scan_count: 9,
  rank_key: 'bronze',
}

test('the way to the next rank is what is still to be earned', () => {
  const { rank, next_rank } = standingOf(member, DEFAULT_LADDER)
  assert.deepEqual(rank, { key: 'bronze', name: 'Bronze', multiplier: 1 })
  assert.deepEqual(next_rank, {
    key: 'silver',
    name: 'Silver',
    threshold: 5_000,
    points_needed: 1_000,
    progress: 0.8,
  })
})

test('a rank that was held before the ladder became steeper is kept, and the way goes on from it', () => {
  const { rank, next_rank } = standingOf({ ...member, rank_key: 'silver' }, DEFAULT_LADDER)
  assert.equal(rank.key, 'silver')
  assert.equal(next_rank?.key, 'gold')
  assert.equal(next_rank?.points_needed, 11_000)
  assert.equal(next_rank?.progress, 0)
})

test('there is no way further from the top', () => {
  const top = { ...member, lifetime_points: 50_000, rank_key: 'platinum' }
  assert.equal(standingOf(top, DEFAULT_LADDER).next_rank, null)
})

test('points that a fall has used up are to be earned again', () => {
  const fallen = { ...member, lifetime_points: 9_000, rank_offset: 9_000 }
  const { rank, next_rank } = standingOf(fallen, DEFAULT_LADDER)
  assert.equal(rank.key, 'bronze')
  assert.equal(next_rank?.points_needed, 5_000)
})

test('a rank that the ladder no longer has becomes the one that the points reach', () => {
  const { rank } = standingOf({ ...member, lifetime_points: 16_000, rank_key: 'ruby' }, DEFAULT_LADDER)
  assert.equal(rank.key, 'gold')
})
