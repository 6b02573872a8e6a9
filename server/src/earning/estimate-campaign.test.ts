import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openDesk } from '../../test/earning/desk.ts'

const DOUBLE = { multiplier_basis_points: 20_000 }
const BONUS = { bonus_points: 30 }

test('an estimate is what the scans so far would have got, for the campaign’s own length, and in its budget', async t => {
  const settings = { second_scan_basis_points: 10_000 }
  // Where no clock changes: a share of days is one of hours.
  const desk = await openDesk(t, { timeZone: 'UTC', settings })
  const member = await desk.member()
  const [returned] = (await desk.codes(1)) as [string]
  for (const sku of ['TEN', 'TEN', 'TEN45']) await desk.scan(member, { sku })
  desk.pass(30 * 24)
  const estimate = async (effect: object, more: object = {}) => {
    const day = (days: number) =>
      new Date(desk.world.time.now.getTime() + days * 86_400_000).toISOString().slice(0, 16)
    const definition = {
      name: 'Some',
      description: '',
      from: day(0),
      until: day(45),
      effect,
      when: {},
      stacks: true,
    }
    await desk.do('POST', 'campaigns/estimate', { definition: { ...definition, priority: 1, ...more } })
    return (await desk.finishRuns()).result
  }
  // 100 + 100 + 104: 104.5 is 105, twice that is 209.
  const { scans, matching, extra_points, estimated_points, estimated_awards } = await estimate(DOUBLE)
  assert.deepEqual([scans, matching, extra_points], [3, 3, 304])
  // In 30 days, so half as much again in 45.
  assert.deepEqual([estimated_points, estimated_awards], [456, 5])
  const filtered = await estimate(BONUS, { when: { product_filters: { sku: ['TEN45'] } } })
  assert.deepEqual([filtered.matching, filtered.extra_points], [1, 30])
  assert.equal((await estimate(DOUBLE, { budget_points: 100 })).estimated_points, 100)
  assert.equal((await estimate(DOUBLE, { first_n: 1 })).estimated_awards, 1)
  await desk.scan(member, { code: returned })
  await desk.giveBack(returned)
  desk.pass(1)
  assert.equal((await estimate(BONUS)).scans, 3, 'a pack that came back is no scan')
})
