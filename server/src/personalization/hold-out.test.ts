import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { DEFAULT_SETTINGS } from '../tenancy/index.ts'
import { variantOf } from './hold-out.ts'

const brandOf = (hold_out_percent: number, memberHashKey = 'a key') => ({
  memberHashKey,
  settings: {
    ...DEFAULT_SETTINGS,
    personalization: { ...DEFAULT_SETTINGS.personalization, hold_out_percent },
  },
})
const members = Array.from({ length: 20_000 }, () => randomUUID())
const heldOut = (percent: number, key?: string) =>
  members.filter(id => variantOf(brandOf(percent, key), id) === 'hold_out')

test('as many are held out as the brand says', () => {
  assert.equal(heldOut(0).length, 0)
  // Five standard deviations: a false alarm in millions of runs.
  assert.ok(Math.abs(heldOut(10).length - 2_000) < 5 * Math.sqrt(20_000 * 0.1 * 0.9))
})

test('who is held out stays so when the share grows, and is drawn anew at another brand', () => {
  const [few, more] = [new Set(heldOut(10)), new Set(heldOut(20))]
  assert.ok([...few].every(id => more.has(id)))
  const elsewhere = heldOut(10, 'another key').filter(id => few.has(id))
  assert.ok(elsewhere.length < 400)
})
