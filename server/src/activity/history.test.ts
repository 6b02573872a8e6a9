import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../platform/id.ts'
import { actionTitle, historyItem } from './history.ts'

test('a first scan is titled with its gift, a later one without', () => {
  assert.equal(actionTitle('product_scanned', { gift: 'an order id' }), 'First pack scanned, gift claimed')
  assert.equal(actionTitle('product_scanned', {}), 'Pack scanned')
})

test('a change of consent says which way it went', () => {
  assert.equal(actionTitle('consent_changed', { granted: true }), 'Offers by mail switched on')
  assert.equal(actionTitle('consent_changed', { granted: false }), 'Offers by mail switched off')
})

test('an action without a title of its own is called by its name, in words', () => {
  assert.equal(actionTitle('address_corrected', {}), 'Address corrected')
})

test('what support, time and returned packs do to points is said in words', () => {
  assert.equal(actionTitle('points_adjusted', { points: 50 }), 'Points added by support')
  assert.equal(actionTitle('points_adjusted', { points: -50 }), 'Points taken off by support')
  assert.equal(
    actionTitle('achievement_revoked', { achievement: { name: 'Third leaf' } }),
    'Achievement taken back: Third leaf',
  )
  assert.equal(actionTitle('achievement_revoked', {}), 'Achievement taken back')
})

test('each entry of the ledger shows the balance after it', () => {
  const { entries, held } = historyItem(newId(new Date()), 'product_scanned', {
    points: 110,
    balance_after: 610,
    entries: [
      { amount: 100, reason: 'scan' },
      { amount: -40, reason: 'repayment' },
      { amount: 50, reason: 'achievement' },
    ],
  })
  assert.deepEqual(entries, [
    { points: 100, reason: 'scan', balance_after: 600 },
    { points: -40, reason: 'repayment', balance_after: 560 },
    { points: 50, reason: 'achievement', balance_after: 610 },
  ])
  assert.equal(held, null)
})

test('an action that moved no points has no entries', () => {
  const item = historyItem(newId(new Date()), 'signed_in', {})
  assert.deepEqual([item.points, item.entries], [null, []])
})

test('an action says which achievements it unlocked, by the names of that day, and its title only once', () => {
  const unlockedBy = (data: object) => historyItem(newId(new Date()), 'product_scanned', data).unlocked
  assert.deepEqual(unlockedBy({ unlocked_names: ['Early Bird', 'Third leaf'] }), ['Early Bird', 'Third leaf'])
  assert.deepEqual(unlockedBy({ achievement: { name: 'Early Bird' }, unlocked_names: ['Early Bird'] }), [])
  assert.deepEqual(unlockedBy({ unlocked: ['early_bird'] }), [], 'logged before names were')
})
