import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Problem } from '../platform/errors.ts'
import { checkLadder, type LadderDefinition } from './definition.ts'
import { DEFAULT_LADDER } from './ladder.ts'

/** The fields that are refused, with the default ladder changed. */
function fields(change: (ladder: LadderDefinition) => void): string[] | undefined {
  const ladder = structuredClone(DEFAULT_LADDER) as LadderDefinition
  change(ladder)
  try {
    checkLadder(ladder)
    return []
  } catch (error) {
    return (error as Problem).errors?.map(({ field }) => field)
  }
}

const rank = (ladder: LadderDefinition, i: number) => ladder.ranks[i] as LadderDefinition['ranks'][0]

test('the default ladder is one, with benefits, rewards and a fall as well', () => {
  const full = (ladder: LadderDefinition) => {
    rank(ladder, 1).benefits = ['First to know', 'A gift on your birthday']
    rank(ladder, 1).rewards = { points: 500 }
    ladder.fall = { after_months: 6, grace_days: 14, notice_days: 30 }
  }
  assert.deepEqual(
    fields(() => {}),
    [],
  )
  assert.deepEqual(fields(full), [])
})

test('thresholds ascend from 0, each higher than the one before', () => {
  assert.deepEqual(
    fields(ladder => {
      rank(ladder, 2).threshold = 5_000
    }),
    ['ranks.2.threshold'],
  )
  assert.deepEqual(
    fields(ladder => {
      rank(ladder, 0).threshold = 1
    }),
    ['ranks.0.threshold'],
  )
})

test('two ranks with one key are refused, and so is a ladder without ranks', () => {
  assert.deepEqual(
    fields(ladder => {
      rank(ladder, 3).key = 'silver'
    }),
    ['ranks.3.key'],
  )
  assert.deepEqual(
    fields(ladder => {
      ladder.ranks = []
    }),
    ['ranks'],
  )
})

test('a multiplier of 1e9, a negative threshold and an empty benefit are named', () => {
  assert.deepEqual(
    fields(ladder => {
      rank(ladder, 1).multiplier_basis_points = 1e9
      rank(ladder, 2).threshold = -1
      rank(ladder, 3).benefits = ['']
    }),
    ['ranks.1.multiplier_basis_points', 'ranks.2.threshold', 'ranks.3.benefits.0'],
  )
})

test('nobody can be told of a fall before the time for it begins', () => {
  assert.deepEqual(
    fields(ladder => {
      ladder.fall = { after_months: 1, grace_days: 2, notice_days: 30 }
    }),
    ['fall.notice_days'],
  )
})
