import assert from 'node:assert/strict'
import { test } from 'node:test'
import { affinityKey, affinityWords } from './affinity-words.ts'

test('predictions and products meet under one key, however they are spelled', () => {
  assert.equal(affinityKey('Pre-Rolls'), 'pre_roll')
  assert.equal(affinityKey(' pre rolls '), 'pre_roll')
  assert.equal(affinityKey('accessories'), 'accessory')
  assert.equal(affinityKey('Edible'), 'edible')
  assert.equal(affinityKey('Live Resins'), 'live_resins')
})

test('an affinity is spoken of in plain words, known or not', () => {
  assert.equal(affinityWords('vaporizer'), 'vapes')
  assert.equal(affinityWords('live_resin'), 'live resin')
})
