import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DEFAULT_LADDER } from '../ranks/index.ts'
import type { SuggestionKind } from '../tenancy/index.ts'
import { candidatesFor } from './candidates.ts'
import { unpersonalInsight } from './insight.ts'
import { standingOf } from './standing.ts'
import type { SuggestionInput } from './suggestion.ts'
import {
  fromCustomerIo,
  GUMMIES,
  nearAchievement,
  SETTINGS,
  sampleInput,
  TODAY,
} from './test/sample-input.ts'

const found = (kind: SuggestionKind, input: SuggestionInput) =>
  candidatesFor(input).filter(candidate => candidate.kind === kind)
const words = (kind: SuggestionKind, input: SuggestionInput) => {
  const [first] = found(kind, input)
  return first && [first.title, first.body, first.reason, first.action.href]
}

const GOAL = {
  reward_id: 'r1',
  name: 'Enamel tin',
  cost: 1_000,
  balance: 400,
  points_needed: 600,
  progress: 0.4,
  reached: false,
}

test('after the first scan the second one is suggested, with what it counts for', () => {
  const [first] = found('second_scan', sampleInput(1))
  assert.equal(first?.title, 'Scan a second pack: it counts double')
  assert.deepEqual(first?.action, { label: 'Scan a pack', href: '/scan' })
  assert.deepEqual(found('second_scan', sampleInput(2)), [])
  const { brand } = sampleInput(1)
  const off = { ...brand, settings: { ...brand.settings, second_scan_basis_points: 10_000 } }
  assert.deepEqual(found('second_scan', sampleInput(1, { brand: off })), [])
})

test('an insight from Customer.io proposes what it speaks of, and the reason says who knows', () => {
  const liking = fromCustomerIo({ product_affinity_scores: { edible: 0.9 } })
  const [product] = found('affinity_product', sampleInput(4, { insight: liking, product: GUMMIES }))
  assert.deepEqual(product && [product.title, product.reason, product.source, product.subject], [
    'Try Plum gummies',
    'Because you seem to enjoy edibles',
    'customer.io',
    'gummies',
  ])
  const leaving = fromCustomerIo({ churn_probability: 0.9 })
  const [welcome] = found('come_back', sampleInput(4, { insight: leaving }))
  assert.deepEqual(welcome && [welcome.reason, welcome.source], ['Because we would miss you', 'customer.io'])
})

test('a field that Customer.io left out is not called its word', () => {
  const partial = { ...fromCustomerIo({ engagement_score: 0.9 }), churn_probability: 0.8 }
  assert.equal(found('come_back', sampleInput(4, { insight: partial }))[0]?.source, 'local')
})

test('who was away for long is welcomed back without any prediction; a newcomer is not', () => {
  const insight = unpersonalInsight(new Date(0))
  assert.equal(found('come_back', sampleInput(4, { insight, daysSinceScan: 44 })).length, 0)
  assert.equal(found('come_back', sampleInput(4, { insight, daysSinceScan: 45 })).length, 1)
  assert.equal(
    found('come_back', sampleInput(0, { insight: fromCustomerIo({ churn_probability: 1 }) })).length,
    0,
  )
})

test('what the member likes is only suggested where the brand has it and the liking is clear', () => {
  const liking = (score: number) => fromCustomerIo({ product_affinity_scores: { edible: score } })
  assert.deepEqual(found('affinity_product', sampleInput(4, { insight: liking(0.9) })), [])
  assert.deepEqual(found('affinity_product', sampleInput(4, { insight: liking(0.2), product: GUMMIES })), [])
})

test('what is nearly reached is named with its distance and what it gives, the nearest first', () => {
  const achievements = [nearAchievement('far', 4), nearAchievement('half', 5), nearAchievement('near', 9)]
  const near = found('almost_unlocked', sampleInput(4, { achievements }))
  assert.deepEqual(
    near.map(({ subject }) => subject),
    ['near', 'half'],
  )
  assert.deepEqual(
    [near[0]?.title, near[0]?.body],
    ['1 scan to Regular', 'Scan ten packs. It gives 500 Leaves.'],
  )
  const member = {
    points_balance: 0,
    lifetime_points: 4_990,
    rank_offset: 0,
    scan_count: 4,
    rank_key: 'bronze',
  }
  const [promoted] = found(
    'almost_promoted',
    sampleInput(4, { standing: standingOf(member, DEFAULT_LADDER) }),
  )
  assert.deepEqual([promoted?.title, promoted?.subject], ['10 Leaves to Silver', 'silver'])
})

test('points that end within a month say until when and what keeps them', () => {
  const ending = (days: number, keptByActivity: boolean) =>
    sampleInput(4, { ending: { points: 1_200, lastDay: TODAY + days, keptByActivity } })
  assert.deepEqual(words('points_expiring', ending(30, true)), [
    '1,200 Leaves until April 1',
    'Any pack that you scan keeps all of them.',
    'Because they end after April 1',
    '/scan',
  ])
  assert.equal(found('points_expiring', ending(0, false))[0]?.action.href, '/rewards')
  assert.deepEqual(found('points_expiring', ending(31, true)), [])
  assert.deepEqual(found('points_expiring', ending(-1, true)), [])
  const signal = (days: number) => found('points_expiring', ending(days, true))[0]?.signal as number
  assert.ok(signal(0) === 1 && signal(10) < signal(0) && signal(30) === 0)
  const subjects = [3, 4].map(days => found('points_expiring', ending(days, true))[0]?.subject)
  assert.deepEqual(subjects, ['2026-03-05', '2026-03-06'], 'another end is another suggestion')
})

test('a rank that falls soon says what keeps it and what comes after it', () => {
  const silver = DEFAULT_LADDER.ranks[1] ?? assert.fail()
  const member = {
    points_balance: 0,
    lifetime_points: 16_000,
    rank_offset: 0,
    scan_count: 9,
    rank_key: 'gold',
  }
  const input = (days: number) =>
    sampleInput(9, {
      standing: standingOf(member, DEFAULT_LADDER),
      rankFall: { lastDay: TODAY + days, to: silver },
    })
  assert.deepEqual(words('rank_will_fall', input(10)), [
    'Stay Gold',
    'One scan until March 12 keeps your rank. After that you would be Silver.',
    'Because Gold ends after March 12 without a scan',
    '/scan',
  ])
  assert.deepEqual(found('rank_will_fall', input(31)), [])
})

test('a campaign that runs is suggested, one for the birthday as that', () => {
  const offer = { id: 'o1', name: 'Green days', description: '', effect: '2x Leaves', lastDay: TODAY + 3 }
  const input = sampleInput(4, {
    offers: [
      { ...offer, isBirthday: false },
      { ...offer, id: 'o2', name: 'Cake', isBirthday: true },
    ],
  })
  assert.deepEqual(words('campaign_running', input), [
    'Green days: 2x Leaves',
    'Scan a pack while it lasts.',
    'Because it is on until March 5',
    '/scan',
  ])
  assert.deepEqual(words('birthday', input), [
    'Happy birthday month: 2x Leaves',
    'Cake, on every pack that counts for it.',
    'Because it is the month of your birthday',
    '/scan',
  ])
})

test('the goal is suggested until it is redeemed, with what is missing', () => {
  assert.deepEqual(words('finish_goal', sampleInput(4, { goal: GOAL })), [
    '600 Leaves to Enamel tin',
    'You have 400 Leaves of 1,000.',
    'Because you made it your goal',
    '/goal',
  ])
  const there = { ...GOAL, balance: 1_000, points_needed: 0, progress: 1, reached: true }
  assert.equal(words('finish_goal', sampleInput(4, { goal: there }))?.[0], 'Enamel tin is yours to redeem')
  assert.deepEqual(found('finish_goal', sampleInput(4, { goal: { ...GOAL, reached: true } })), [])
})

test('rewards that the points pay for are suggested, the goal not twice', () => {
  const affordable = [
    { id: 'r1', name: 'Enamel tin', cost: 300 },
    { id: 'r2', name: 'Sticker', cost: 100 },
  ]
  const subjects = (goal: SuggestionInput['goal']) =>
    found('redeem_reward', sampleInput(4, { affordable, goal })).map(({ subject }) => subject)
  assert.deepEqual(subjects(null), ['r1', 'r2'])
  assert.deepEqual(subjects(GOAL), ['r2'])
})

test('as many friends are asked for as the goal needs; none where invitations are switched off', () => {
  const inviting = { brand: { name: 'Fernwood', settings: SETTINGS } }
  assert.deepEqual(words('invite_friends', sampleInput(4, { ...inviting, goal: GOAL })), [
    'Invite 2 friends for Enamel tin',
    'You get 500 Leaves, your friend 250 Leaves, with your friend’s first pack.',
    'Because it takes you to your goal',
    '/friends',
  ])
  assert.equal(words('invite_friends', sampleInput(4, inviting))?.[0], 'Invite a friend')
  assert.deepEqual(found('invite_friends', sampleInput(4, { goal: GOAL })), [])
  assert.deepEqual(found('invite_friends', sampleInput(0, inviting)), [])
})
