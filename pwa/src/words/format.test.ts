import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatChange, formatMultiplier, formatPercent, formatPoints } from './format.ts'

const leaves = { one: 'Leaf', many: 'Leaves' }

test('points are called by the word of the brand, in the right number', () => {
  assert.equal(formatPoints(1, leaves), '1\u00a0Leaf')
  assert.equal(formatPoints(0, leaves), '0\u00a0Leaves')
  assert.equal(formatPoints(12_460, leaves), '12,460\u00a0Leaves')
})

test('a change always shows its sign, and the minus is a minus', () => {
  assert.equal(formatChange(438), '+438')
  assert.equal(formatChange(-1_200), '\u22121,200')
})

test('multipliers and percentages lose no digit that matters', () => {
  assert.equal(formatMultiplier(1.25), '1.25')
  assert.equal(formatMultiplier(2), '2')
  assert.equal(formatPercent(22.4), '22.4%')
})
