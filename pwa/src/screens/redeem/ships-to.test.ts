import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Markets } from '../../api/shapes.ts'
import { shipsTo } from './ships-to.ts'

const markets = (ships: boolean, rules: Record<string, boolean>): Markets => ({
  default: { legal_age: 21, gifts_allowed: ships, ships_to: ships },
  items: Object.entries(rules).map(([code, ships_to]) => ({
    code,
    name: null,
    legal_age: 21,
    gifts_allowed: ships_to,
    ships_to,
  })),
})

test('a state’s own rule comes before the country’s, and that before what holds elsewhere', () => {
  assert.equal(shipsTo(markets(true, {}), 'NY'), true)
  assert.equal(shipsTo(markets(true, { 'US-ID': false }), 'ID'), false)
  assert.equal(shipsTo(markets(true, { 'US-ID': false }), 'NY'), true)
  assert.equal(shipsTo(markets(true, { US: false, 'US-NY': true }), 'NY'), true)
  assert.equal(shipsTo(markets(true, { US: false, 'US-NY': true }), 'ID'), false)
})
