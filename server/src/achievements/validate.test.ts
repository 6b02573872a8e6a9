import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Problem } from '../platform/errors.ts'
import type { AchievementDefinition } from './definition.ts'
import { validateAchievement } from './validate.ts'

type Changes = { [K in keyof AchievementDefinition]?: unknown }

/** A sound definition with these changes; a section is changed field by field. */
function definition(changes: Changes = {}): Record<string, unknown> {
  const sound: AchievementDefinition = {
    name: 'Third pack',
    description: 'Scan three packs',
    criteria: { metric: 'scans', operator: 'at_least', value: [3], timeframe: 'all_time' },
    rewards: { points: 10 },
    visibility: { active: true, show_progress: true, hidden: false },
    personalization: { priority: 50 },
    metadata: { category: 'welcome', rarity: 'common' },
  }
  const sections = Object.entries(changes).map(([name, change]) => {
    const section = sound[name as keyof AchievementDefinition]
    const isSection = typeof section === 'object' && typeof change === 'object'
    return [name, isSection ? { ...section, ...change } : change]
  })
  return { ...sound, ...Object.fromEntries(sections) }
}

/** The fields that are named as bad. */
function refused(changes: Changes, key = 'third', prefix = ''): string[] {
  try {
    validateAchievement(key, definition(changes), prefix)
    return []
  } catch (error) {
    assert.ok(error instanceof Problem)
    assert.equal(error.code, 'validation_failed')
    return (error.errors ?? []).map(({ field }) => field)
  }
}

const warned = (changes: Changes) =>
  validateAchievement('third', definition(changes)).warnings.map(({ field }) => field)

test('what is sound is taken as it is', () => {
  const sound: Changes[] = [
    {},
    { criteria: { operator: 'between', value: [3, 1_000_000] } },
    { criteria: { operator: 'in', value: [3, 5, 10] } },
    {
      criteria: { metric: 'streak_weeks', value: [4], product_filters: { tags: ['calm'] } },
      repeat: { every: 'month' },
    },
    { criteria: { timeframe: 'month' }, repeat: { every: 'month' } },
    { criteria: { metric: 'wishlist_items' } },
    { visibility: { from: '2026-12-01T00:00', until: '2027-01-01T00:00' } },
    {
      rewards: {
        points: 0,
        multiplier: { basis_points: 20_000, days: 7 },
        exclusive_access: 'club',
        custom: { a: 'b' },
      },
    },
    {
      criteria: { product_filters: { product_form: ['edible'] } },
      personalization: { affinity_min: 0.5, engagement_min: 1 },
    },
    { metadata: { tags: ['summer'] } },
  ]
  for (const changes of sound) {
    assert.deepEqual(refused(changes), [], JSON.stringify(changes))
    assert.deepEqual(warned(changes), [], JSON.stringify(changes))
  }
})

const FAULTS: [field: string, changes: Changes][] = [
  ['name', { name: '   ' }],
  ['name', { name: undefined }],
  ['colour', { colour: 'red' } as Changes],
  ['criteria.metric', { criteria: { metric: 'steps' } }],
  ['criteria.operator', { criteria: { operator: 'more' } }],
  ['criteria.value', { criteria: { value: [] } }],
  ['criteria.value', { criteria: { value: [3, 4] } }],
  ['criteria.value.0', { criteria: { value: [0] } }],
  ['criteria.value.0', { criteria: { value: [-3] } }],
  ['criteria.value.0', { criteria: { value: [1.5] } }],
  ['criteria.value', { criteria: { operator: 'equals', value: [1, 2] } }],
  ['criteria.value', { criteria: { operator: 'between', value: [3] } }],
  ['criteria.value', { criteria: { operator: 'between', value: [5, 3] } }],
  ['criteria.value', { criteria: { operator: 'between', value: [3, 3] } }],
  ['criteria.value', { criteria: { operator: 'in', value: [3, 3] } }],
  ['criteria.value', { criteria: { operator: 'in', value: [5, 3] } }],
  ['criteria.timeframe', { criteria: { timeframe: 'week' } }],
  ['criteria.timeframe', { criteria: { metric: 'streak_weeks', timeframe: '30d' } }],
  ['criteria.timeframe', { criteria: { metric: 'wishlist_items', timeframe: 'month' } }],
  ['criteria.product_filters', { criteria: { metric: 'redemptions', product_filters: { sku: ['a'] } } }],
  ['criteria.product_filters.colour', { criteria: { product_filters: { colour: ['a'] } } }],
  ['criteria.product_filters.sku', { criteria: { product_filters: { sku: ['a', 'a'] } } }],
  ['criteria.value', { criteria: { metric: 'streak_weeks', value: [521] } }],
  [
    'criteria.value',
    {
      criteria: { metric: 'streak_weeks', value: [4] },
      visibility: { from: '2026-06-01T00:00', until: '2026-06-15T00:00' },
    },
  ],
  ['criteria.value', { criteria: { timeframe: '7d', value: [701] } }],
  [
    'criteria.value',
    { criteria: { metric: 'distinct_products', value: [3], product_filters: { sku: ['a', 'b'] } } },
  ],
  ['repeat', { repeat: { every: 'month' } }],
  ['repeat.every', { criteria: { timeframe: 'month' }, repeat: { every: 'hour' } }],
  ['visibility.from', { visibility: { from: '2026-02-30T00:00' } }],
  ['visibility.until', { visibility: { until: '2026-12-01' } }],
  ['visibility.until', { visibility: { from: '2026-12-01T00:00', until: '2026-12-01T00:00' } }],
  ['rewards.points', { rewards: { points: -1 } }],
  ['rewards.multiplier.basis_points', { rewards: { multiplier: { basis_points: 10_000, days: 1 } } }],
  ['rewards.multiplier.days', { rewards: { multiplier: { basis_points: 20_000, days: 366 } } }],
  ['rewards.exclusive_access', { rewards: { exclusive_access: 'The Club' } }],
  ['personalization.affinity_min', { personalization: { affinity_min: 0.5 } }],
  ['personalization.affinity_min', { personalization: { affinity_min: 1.5 } }],
  ['metadata.rarity', { metadata: { rarity: 'mythic' } }],
]

test('what is not is refused, with the field named', () => {
  for (const [field, changes] of FAULTS) {
    assert.deepEqual([...new Set(refused(changes))], [field], JSON.stringify(changes))
  }
  for (const key of ['Third pack', '', 'export']) assert.deepEqual(refused({}, key), ['key'])
})

test('every bad field is named, below where the definition stands', () => {
  const changes = { name: ' ', criteria: { value: [1, 2] } }
  assert.deepEqual(refused(changes, 'third', 'definition'), ['definition.name', 'definition.criteria.value'])
})

test('what may surprise is said, and taken all the same', () => {
  const surprising: [field: string, changes: Changes][] = [
    ['criteria.value', { criteria: { metric: 'points_earned', operator: 'equals', value: [100] } }],
    ['criteria.value', { criteria: { metric: 'points_earned', operator: 'between', value: [100, 110] } }],
    ['criteria.value', { criteria: { metric: 'achievements_unlocked', operator: 'in', value: [5] } }],
    ['repeat.every', { criteria: { timeframe: '7d' }, repeat: { every: 'week' } }],
    ['repeat.every', { criteria: { timeframe: 'month' }, repeat: { every: 'day' } }],
    ['rewards', { rewards: { points: 0 } }],
  ]
  for (const [field, changes] of surprising)
    assert.deepEqual(warned(changes), [field], JSON.stringify(changes))
})
