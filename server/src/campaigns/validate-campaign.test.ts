import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Problem } from '../platform/errors.ts'
import type { CampaignDefinition } from './definition.ts'
import { sampleCampaign, sampleDefinition } from './test/sample.ts'
import { type CampaignFacts, validateCampaign } from './validate-campaign.ts'

const FACTS: CampaignFacts = {
  at: new Date('2026-06-01T12:00:00Z'),
  timeZone: 'America/New_York',
  rankKeys: ['bronze', 'silver'],
  others: [],
  hasProduct: true,
}

const validate = (parts: Partial<CampaignDefinition>, facts: Partial<CampaignFacts> = {}) =>
  validateCampaign(sampleDefinition(parts), { ...FACTS, ...facts })

/** The fields that a definition is refused for. */
function refused(parts: Partial<CampaignDefinition>, facts: Partial<CampaignFacts> = {}): string[] {
  try {
    validate(parts, facts)
    return []
  } catch (error) {
    assert.ok(error instanceof Problem && error.code === 'validation_failed')
    return (error.errors ?? []).map(({ field }) => field)
  }
}
const warned = (parts: Partial<CampaignDefinition>, facts: Partial<CampaignFacts> = {}) =>
  validate(parts, facts).map(({ field }) => field)

test('a sound definition is neither refused nor doubted', () => {
  assert.deepEqual(validate({}), [])
})

test('times that cannot be meant are refused by name', () => {
  assert.deepEqual(refused({ from: '2026-02-30T00:00', until: '2026-07-01T25:00' }), [
    'definition.from',
    'definition.until',
  ])
  assert.deepEqual(refused({ until: '2026-06-30T00:00' }), ['definition.until'])
  assert.deepEqual(refused({ until: '2026-07-01T00:00' }), ['definition.until'])
  assert.deepEqual(refused({ from: '2026-05-01T00:00', until: '2026-06-01T08:00' }), ['definition.until'])
})

test('a year and a day is the longest, whatever the clocks do on the way', () => {
  assert.deepEqual(refused({ from: '2026-07-01T00:00', until: '2027-07-02T00:00' }), [])
  assert.deepEqual(refused({ from: '2026-07-01T00:00', until: '2027-07-02T00:01' }), ['definition.until'])
  assert.deepEqual(refused({ from: '2026-10-31T12:00', until: '2027-11-01T12:00' }), [])
})

test('an unknown rank is refused at its place', () => {
  assert.deepEqual(refused({ when: { ranks: ['silver', 'diamond'] } }), ['definition.when.ranks.1'])
})

test('a limit below one award is refused', () => {
  const effect = { bonus_points: 100 }
  assert.deepEqual(refused({ effect, budget_points: 99, points_per_member: 99 }), [
    'definition.budget_points',
    'definition.points_per_member',
  ])
  assert.deepEqual(refused({ effect, budget_points: 100, points_per_member: 100 }), [])
})

test('what may not be meant is a warning: the past, neighbours in time, no product', () => {
  assert.deepEqual(warned({ from: '2026-05-01T00:00' }), ['definition.from'])
  assert.deepEqual(warned({}, { hasProduct: false }), ['definition.when.product_filters'])
  const beside = sampleCampaign(1, { name: 'Summer' })
  assert.deepEqual(warned({}, { others: [beside] }), ['definition.stacks'])
  assert.deepEqual(warned({ stacks: false }, { others: [beside] }), [])
  assert.deepEqual(warned({ from: '2026-08-01T00:00', until: '2026-08-02T00:00' }, { others: [beside] }), [])
  assert.match(validate({}, { others: [beside] })[0]?.message ?? '', /“Summer”/)
})
