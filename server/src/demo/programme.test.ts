import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type AchievementDefinition, matchesFilters, validateAchievement } from '../achievements/index.ts'
import { validateCampaign } from '../campaigns/index.ts'
import { checkLadder } from '../ranks/index.ts'
import { readProducts } from './read-products.ts'
import { DEMO_BRANDS } from './seed-demo.ts'

const AT = new Date('2026-11-24T12:00:00Z')
const inDays = (days: number) =>
  `${new Date(AT.getTime() + days * 86_400_000).toISOString().slice(0, 10)}T00:00`

for (const { name, slug, timeZone, ladder, ...brand } of DEMO_BRANDS) {
  const achievements = Object.entries(brand.achievements(inDays))
  const campaigns = brand.campaigns(inDays)

  test(`${name} has achievements that work as they are meant, and shows all that they can do`, () => {
    for (const [key, definition] of achievements) {
      assert.deepEqual(validateAchievement(key, definition).warnings, [], key)
    }
    const has = (wanted: (definition: AchievementDefinition) => unknown) =>
      achievements.filter(([, definition]) => wanted(definition)).length
    assert.ok(achievements.length >= 8 && achievements.length <= 10)
    assert.equal(
      has(({ criteria }) => criteria.metric === 'streak_weeks'),
      1,
      'a streak of weeks',
    )
    assert.ok(has(({ repeat }) => repeat?.every === 'month') > 0, 'each month anew')
    assert.ok(has(({ criteria }) => criteria.metric === 'distinct_products') > 0, 'different products')
    assert.equal(
      has(({ visibility }) => visibility.hidden),
      1,
      'hidden',
    )
    assert.equal(
      has(({ rewards }) => rewards.multiplier),
      1,
      'a multiplier for some days',
    )
    assert.equal(
      has(({ rewards }) => rewards.exclusive_access),
      1,
      'access to something',
    )
    assert.equal(
      has(({ visibility }) => visibility.until),
      1,
      'for a limited time',
    )
  })

  test(`what ${name} asks for is on its shelves`, async () => {
    const products = (await readProducts(slug)) as Parameters<typeof matchesFilters>[1][]
    const matching = (filters: Parameters<typeof matchesFilters>[0]) =>
      products.filter(product => matchesFilters(filters, product)).length
    for (const [key, { criteria }] of achievements) {
      const wanted = criteria.metric === 'distinct_products' ? Math.max(...criteria.value) : 1
      assert.ok(matching(criteria.product_filters) >= wanted, key)
    }
    for (const campaign of campaigns) assert.ok(matching(campaign.when.product_filters) > 0, campaign.name)
  })

  test(`${name} has a ladder on which each step gives more, and from which one can fall`, () => {
    const { ranks, fall } = checkLadder(ladder)
    assert.deepEqual(fall, { after_months: 12, grace_days: 30, notice_days: 30 })
    const [first, ...others] = ranks
    assert.ok(first.benefits)
    for (const { benefits, rewards } of others) assert.ok(benefits && rewards?.points)
  })

  test(`${name} has a campaign with a limit that runs for 60 days, and one that members see coming`, () => {
    const rankKeys = ladder.ranks.map(({ key }) => key)
    const facts = { at: AT, timeZone, rankKeys, others: [], hasProduct: true }
    const [running, coming] = campaigns
    assert.ok(running && coming)
    const said = validateCampaign(running, facts).map(({ field }) => field)
    assert.deepEqual(said, ['definition.from'], 'it begins this morning')
    assert.deepEqual(validateCampaign(coming, facts), [])
    assert.deepEqual([running.from, running.until], [inDays(0), inDays(60)])
    assert.ok(running.budget_points)
    assert.ok(coming.from > inDays(0) && coming.from <= inDays(7))
  })
}
