import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Reward } from '../rewards/index.ts'
import { suggestNext } from './suggest-next.ts'

const AT = new Date('2026-03-01T12:00:00Z')
const reward = (id: string, cost_points: number, until: Date | null = null) => ({
  id,
  until,
  definition: { name: id, cost_points } as Reward['definition'],
})

const OFFERED = [
  reward('b', 900),
  reward('a', 500),
  reward('goal', 300),
  reward('cheap', 100),
  reward('over', 400, AT),
]
const suggest = (wished: string[], balance = 350) =>
  suggestNext(OFFERED, { goalId: 'goal', balance, wished: new Set(wished), at: AT })?.id

test('after a goal comes the cheapest wish that is out of reach yet, else the cheapest such reward', () => {
  assert.equal(suggest(['b', 'cheap']), 'b')
  assert.equal(suggest([]), 'a')
  assert.equal(suggest(['goal', 'over']), 'a', 'never the goal again, nor one that is over')
  assert.equal(suggest([], 900), undefined)
})
