import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compileCampaigns, isRunning, stateOf } from './campaign.ts'
import type { CampaignDefinition } from './definition.ts'
import { estimateExtra } from './estimate-extra.ts'
import { type CampaignScan, matchCampaigns } from './match-campaigns.ts'
import { sampleDefinition } from './test/sample.ts'

const ID = '0190a000-0000-7000-8000-000000000001'
const compile = (parts: Partial<CampaignDefinition> = {}, timeZone = 'America/New_York') =>
  compileCampaigns([{ id: ID, version: 1, definition: sampleDefinition(parts) }], timeZone)

const SCAN: CampaignScan = {
  product: { form: 'flower', strain_type: 'hybrid', product_line: 'House', tags: ['calm'], sku: 'TEN' },
  rankKey: 'silver',
  weekday: 4,
  month: 7,
  birthMonth: 7,
  at: new Date('2026-07-10T16:00:00Z'),
}
const matches = (when: CampaignDefinition['when'], scan: Partial<CampaignScan> = {}) =>
  matchCampaigns(compile({ when }), { ...SCAN, ...scan }).length === 1

test('a campaign runs from its first minute until the minute before its end, by the clock of the brand', () => {
  const [campaign] = compile({ from: '2026-07-04T00:00', until: '2026-07-05T00:00' })
  assert.ok(campaign)
  assert.equal(isRunning(campaign, new Date('2026-07-04T03:59:59.999Z')), false)
  assert.equal(isRunning(campaign, new Date('2026-07-04T04:00:00Z')), true)
  assert.equal(isRunning(campaign, new Date('2026-07-05T03:59:59.999Z')), true)
  assert.equal(isRunning(campaign, new Date('2026-07-05T04:00:00Z')), false)
})

test('a weekend on which the clocks change has an hour more', () => {
  const [campaign] = compile({ from: '2026-11-01T00:00', until: '2026-11-02T00:00' })
  assert.ok(campaign)
  assert.equal(campaign.until.getTime() - campaign.from.getTime(), 25 * 3_600_000)
})

test('without conditions every scan matches; each condition narrows it', () => {
  assert.ok(matches({}))
  assert.ok(matches({ ranks: ['gold', 'silver'] }))
  assert.ok(!matches({ ranks: ['gold'] }))
  assert.ok(matches({ weekdays: ['fri'] }))
  assert.ok(!matches({ weekdays: ['sat', 'sun'] }))
  assert.ok(matches({ birthday_month: true }))
  assert.ok(!matches({ birthday_month: true }, { birthMonth: 8 }))
  assert.ok(!matches({ birthday_month: true }, { birthMonth: null }))
  assert.ok(matches({ product_filters: { product_form: ['flower'], tags: ['calm', 'sleep'] } }))
  assert.ok(!matches({ product_filters: { product_form: ['flower'], tags: ['sleep'] } }))
  assert.ok(!matches({ ranks: ['silver'], weekdays: ['mon'] }))
})

test('what it would have added to an earlier scan is estimated without its time', () => {
  const [campaign] = compile({ when: { ranks: ['silver'] } })
  assert.ok(campaign)
  const price = { msrpCents: 1_045, fixedPoints: null, pointsPerDollar: 10, capBasisPoints: 100_000 }
  const multipliers = [{ rule: 'rank' as const, basis_points: 12_500 }]
  // 131 without it, 261 with it.
  assert.equal(estimateExtra(campaign, SCAN, { ...price, multipliers }), 130)
  assert.equal(estimateExtra(campaign, { ...SCAN, rankKey: 'gold' }, { ...price, multipliers }), 0)
})

test('its state: undone and ended are for good, paused hides scheduled and running', () => {
  const times = { from: new Date(10), until: new Date(20) }
  const unmarked = { paused_at: null, undone_at: null }
  assert.equal(stateOf(times, unmarked, new Date(9)), 'scheduled')
  assert.equal(stateOf(times, unmarked, new Date(10)), 'running')
  assert.equal(stateOf(times, { ...unmarked, paused_at: new Date(5) }, new Date(10)), 'paused')
  assert.equal(stateOf(times, { ...unmarked, paused_at: new Date(5) }, new Date(20)), 'ended')
  assert.equal(stateOf(times, { ...unmarked, undone_at: new Date(5) }, new Date(10)), 'undone')
})
