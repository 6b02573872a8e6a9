import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type Achievement, compileAchievements } from '../achievements/index.ts'
import type { ProductFacts } from '../catalogue/index.ts'
import type { Program } from '../earning/index.ts'
import { DEFAULT_LADDER } from '../ranks/index.ts'
import { DEFAULT_SETTINGS } from '../tenancy/index.ts'
import { otherWays, type Situation } from './other-ways.ts'

const [bronze, silver] = DEFAULT_LADDER.ranks
const PRODUCT = { id: 'p1', name: 'Blue Dream', msrp_cents: 1_000, fixed_points: null } as ProductFacts

function achievement(key: string, scans: number, points: number, hidden = false): Achievement {
  return {
    id: `id-${key}`,
    key,
    version: 1,
    definition: {
      name: key,
      description: '',
      criteria: { metric: 'scans', operator: 'at_least', value: [scans], timeframe: 'all_time' },
      rewards: { points },
      visibility: { active: true, show_progress: true, hidden },
      personalization: { priority: 1 },
      metadata: { category: 'any', rarity: 'common' },
    },
  }
}

const programOf = (achievements: Achievement[] = [], referrals = DEFAULT_SETTINGS.referrals) =>
  ({
    brand: { timeZone: 'UTC', settings: { ...DEFAULT_SETTINGS, referrals } },
    ladder: DEFAULT_LADDER,
    achievements: compileAchievements(achievements, 'UTC'),
    campaigns: [],
  }) as unknown as Program

const situation = (changes: Partial<Situation> = {}): Situation => ({
  pointsNeeded: 900,
  rank: bronze,
  usualProduct: PRODUCT,
  counters: { scans: 5 },
  unlocked: new Set(),
  at: new Date('2026-03-01T12:00:00Z'),
  ...changes,
})

const texts = (...input: Parameters<typeof otherWays>) => otherWays(...input).map(({ text }) => text)

describe('what leads to a goal', () => {
  test('is packs of the usual product at one’s rank, and friends', () => {
    assert.deepEqual(texts(programOf(), situation()), [
      '9 more packs of Blue Dream',
      'Invite 2 friends: 500 points each',
    ])
    assert.deepEqual(texts(programOf(), situation({ rank: silver as typeof bronze, pointsNeeded: 125 })), [
      '1 more pack of Blue Dream',
      'Invite a friend: 500 points each',
    ])
  })

  test('is no pack for who has scanned none, and no friend where they bring nothing', () => {
    const off = { ...DEFAULT_SETTINGS.referrals, enabled: false }
    assert.deepEqual(texts(programOf([], off), situation({ usualProduct: undefined })), [])
  })

  test('is the three achievements that pay and are nearest; none that is hidden, done or pays nothing', () => {
    const all = [
      achievement('far', 100, 900),
      achievement('near', 6, 50),
      achievement('middle', 10, 50),
      achievement('richer', 10, 60),
      achievement('hidden', 6, 500, true),
      achievement('free', 6, 0),
      achievement('had', 6, 500),
    ]
    const ways = otherWays(programOf(all), situation({ unlocked: new Set(['id-had']) }))
    assert.deepEqual(
      ways.filter(({ kind }) => kind === 'achievement').map(({ ref, text }) => [ref, text]),
      [
        ['near', 'Unlock “near”: 50 points'],
        ['richer', 'Unlock “richer”: 60 points'],
        ['middle', 'Unlock “middle”: 50 points'],
      ],
    )
  })

  test('is nothing once it is reached', () => {
    assert.deepEqual(otherWays(programOf(), situation({ pointsNeeded: 0 })), [])
  })
})
