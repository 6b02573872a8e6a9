import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type AchievementDefinition, compileRule } from '../achievements/index.ts'
import type { ProductView } from '../catalogue/index.ts'
import { DEFAULT_LADDER } from '../ranks/index.ts'
import { DEFAULT_SETTINGS } from '../tenancy/index.ts'
import type { CardInput } from './card-candidates.ts'
import { rankCards } from './cards.ts'
import type { Insight } from './insight.ts'
import type { PlacedAchievement } from './order-achievements.ts'
import { standingOf } from './standing.ts'

const settings = { ...DEFAULT_SETTINGS, points_name: { one: 'Leaf', many: 'Leaves' } }

const LOCAL: Insight = {
  source: 'local',
  computed_at: new Date('2026-03-02T12:00:00Z'),
  stale: false,
  given: new Set(),
  churn_probability: 0,
  engagement_score: 0.5,
  predicted_ltv: 100,
  purchase_probability: 0.5,
  product_affinity_scores: {},
  segment: 'casual',
  next_best_action: 'scan_again',
}

const fromCustomerIo = (predictions: Partial<Insight>): Insight => ({
  ...LOCAL,
  ...predictions,
  source: 'customer.io',
  given: new Set(Object.keys(predictions) as never[]),
})

const GUMMIES = { name: 'Plum gummies', points: 220 } as ProductView

const REGULAR: AchievementDefinition = {
  name: 'Regular',
  description: 'Scan ten packs.',
  criteria: { metric: 'scans', operator: 'at_least', value: [10], timeframe: 'all_time' },
  rewards: { points: 500 },
  visibility: { active: true, show_progress: true, hidden: false },
  personalization: { priority: 50 },
  metadata: { category: 'loyalty', rarity: 'rare' },
}

const NEAR: PlacedAchievement = {
  achievement: { id: 'near', key: 'near', version: 1, definition: REGULAR },
  rule: compileRule(REGULAR, 'UTC'),
  progress: { value: 9, target: 10 },
  unlocked_at: null,
  times: 0,
  resets_on: null,
  distance: '1 scan',
  score: 0,
  reason: 'You are 1 scan away',
}

function input(
  scanCount: number,
  changes: Partial<CardInput> = {},
  lifetimePoints = scanCount * 100,
): CardInput {
  const member = {
    points_balance: lifetimePoints,
    lifetime_points: lifetimePoints,
    rank_offset: 0,
    scan_count: scanCount,
    rank_key: 'bronze',
  }
  return {
    brand: { name: 'Fernwood', settings },
    standing: standingOf(member, DEFAULT_LADDER),
    achievements: [],
    insight: LOCAL,
    product: null,
    ...changes,
  }
}

const cards = (given: CardInput) => rankCards('a member', given)
const kinds = (given: CardInput) => cards(given).map(({ kind }) => kind)

test('after the first scan the second one is suggested, with what it counts for', () => {
  const [first] = cards(input(1))
  assert.equal(first?.title, 'Scan a second pack: it counts double')
  assert.deepEqual(first?.action, { label: 'Scan a pack', href: '/scan' })
  assert.ok(!kinds(input(2)).includes('second_scan'))
  const off = { ...settings, second_scan_basis_points: 10_000 }
  assert.ok(!kinds(input(1, { brand: { name: 'Fernwood', settings: off } })).includes('second_scan'))
})

test('there is always a card, and never more than five', () => {
  const everything = fc.record({
    scans: fc.nat(30),
    lifetimePoints: fc.nat(60_000),
    churn: fc.float({ min: 0, max: 1, noNaN: true }),
    liking: fc.float({ min: 0, max: 1, noNaN: true }),
    action: fc.constantFrom('scan_again', 'come_back', 'invite_friend', 'something new'),
  })
  fc.assert(
    fc.property(everything, ({ scans, lifetimePoints, churn, liking, action }) => {
      const insight = fromCustomerIo({
        churn_probability: churn,
        next_best_action: action,
        product_affinity_scores: { edible: liking },
      })
      const changes = { insight, achievements: [NEAR], product: GUMMIES }
      const found = cards(input(scans, changes, lifetimePoints))
      assert.ok(found.length >= 1 && found.length <= 5)
      assert.equal(new Set(found.map(({ id }) => id)).size, found.length)
    }),
  )
})

test('a card of a kind keeps its id for a member, and another member has another', () => {
  const idOf = (memberId: string, given: CardInput) =>
    rankCards(memberId, given).find(card => card.kind === 'scan_again')?.id
  assert.ok(idOf('a', input(3)))
  assert.equal(idOf('a', input(3)), idOf('a', input(9)))
  assert.notEqual(idOf('a', input(3)), idOf('b', input(3)))
})

test('a new insight from Customer.io changes what comes first, and the reason says so in plain words', () => {
  const before = cards(input(4))
  assert.deepEqual(
    before.map(({ kind }) => kind),
    ['scan_again'],
  )
  const liking = fromCustomerIo({
    product_affinity_scores: { edible: 0.9 },
    next_best_action: 'invite_friend',
  })
  const [first] = cards(input(4, { insight: liking, product: GUMMIES }))
  assert.deepEqual(first && [first.title, first.reason, first.source], [
    'Try Plum gummies',
    'Because you seem to enjoy edibles',
    'customer.io',
  ])
  const leaving = fromCustomerIo({ churn_probability: 0.9 })
  const [welcome] = cards(input(4, { insight: leaving }))
  assert.deepEqual(welcome && [welcome.kind, welcome.reason, welcome.source], [
    'come_back',
    'Because we would miss you',
    'customer.io',
  ])
})

test('a field that Customer.io left out is not called its word', () => {
  const partial = { ...fromCustomerIo({ engagement_score: 0.9 }), churn_probability: 0.8 }
  const [card] = cards(input(4, { insight: partial }))
  assert.deepEqual(card && [card.kind, card.source], ['come_back', 'local'])
})

test('the next best action lifts the card that answers it', () => {
  const churn_probability = 0.5
  const product_affinity_scores = { edible: 0.8 }
  const first = (next_best_action: string) => {
    const insight = fromCustomerIo({ churn_probability, product_affinity_scores, next_best_action })
    return kinds(input(4, { insight, product: GUMMIES }))[0]
  }
  assert.equal(first('scan_again'), 'affinity_product')
  assert.equal(first('come_back'), 'come_back')
})

test('what is nearly reached is named with its distance and what it gives', () => {
  const found = cards(input(4, { achievements: [NEAR] }, 4_990))
  const near = found.find(({ kind }) => kind === 'almost_unlocked')
  assert.deepEqual(near && [near.title, near.body], [
    '1 scan to Regular',
    'Scan ten packs. It gives 500 Leaves.',
  ])
  const promoted = found.find(({ kind }) => kind === 'almost_promoted')
  assert.equal(promoted?.title, '10 Leaves to Silver')
})

test('what the member likes is only suggested where the brand has it and the liking is clear', () => {
  const liking = (score: number) => fromCustomerIo({ product_affinity_scores: { edible: score } })
  assert.ok(!kinds(input(4, { insight: liking(0.9) })).includes('affinity_product'))
  assert.ok(!kinds(input(4, { insight: liking(0.2), product: GUMMIES })).includes('affinity_product'))
})
