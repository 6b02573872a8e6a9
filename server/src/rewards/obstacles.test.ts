import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { DEFAULT_LADDER } from '../ranks/index.ts'
import type { RewardDefinition } from './definition.ts'
import { obstaclesTo, type Standing, type Supply, type Surroundings } from './obstacles.ts'
import { sampleReward } from './test/sample.ts'

const achievement = (id: string, key: string, more: { access?: string; hidden?: boolean } = {}) =>
  ({
    id,
    key,
    version: 1,
    definition: {
      name: `The ${key}`,
      rewards: { points: 0, ...(more.access ? { exclusive_access: more.access } : {}) },
      visibility: { active: true, show_progress: true, hidden: more.hidden ?? false },
    },
  }) as Surroundings['achievements']['all'][number]

const around: Surroundings = {
  ladder: DEFAULT_LADDER,
  achievements: {
    all: [
      achievement('a', 'first'),
      achievement('b', 'secret', { hidden: true }),
      achievement('c', 'club', { access: 'lounge' }),
    ],
  },
  timeZone: 'America/New_York',
  pointsName: { one: 'leaf', many: 'leaves' },
  at: new Date('2026-06-01T12:00:00Z'),
}
const RICH: Standing = { balance: 1_000, rankKey: 'silver', unlocked: new Set() }
const PLENTY: Supply = { remaining: null, bought: 0 }

const to = (
  definition: Partial<RewardDefinition> = {},
  { supply = PLENTY, ...standing }: Partial<Standing & { supply: Supply }> = {},
) => obstaclesTo(sampleReward(definition), supply, { ...RICH, ...standing }, around)
const reasons = (...of: Parameters<typeof to>) => to(...of).map(({ reason }) => reason)

describe('what keeps a member from a reward', () => {
  test('is nothing where there is nothing', () => {
    assert.deepEqual(to(), [])
    assert.deepEqual(to({ rank_key: 'silver' }), [], 'the rank itself is enough')
    assert.deepEqual(to({ rank_key: 'bronze' }), [], 'and so is a higher one')
  })

  test('is said with what is missing', () => {
    const [short] = to({ cost_points: 1_001 })
    assert.deepEqual(
      [short?.reason, short?.points_missing, short?.detail],
      ['not_enough_points', 1, '1 more leaf is needed.'],
    )
    assert.match(to({ cost_points: 2_000 })[0]?.detail ?? '', /1000 more leaves are/)
    const [rank] = to({ rank_key: 'gold' })
    assert.deepEqual([rank?.reason, rank?.needed], ['rank_needed', 'Gold'])
    const limit_per_member = { times: 1, period: 'month' } as const
    const [limit] = to({ limit_per_member }, { supply: { remaining: 5, bought: 1 } })
    assert.deepEqual([limit?.reason, limit?.at?.toISOString()], ['limit_reached', '2026-07-01T04:00:00.000Z'])
    const [early] = to({ available_from: '2026-06-02T00:00' })
    assert.deepEqual([early?.reason, early?.at?.toISOString()], ['not_yet', '2026-06-02T04:00:00.000Z'])
  })

  test('is an achievement, by name unless it is hidden; an access is opened by whichever gives it', () => {
    assert.equal(to({ achievement_key: 'first' })[0]?.needed, 'The first')
    assert.deepEqual(reasons({ achievement_key: 'first' }, { unlocked: new Set(['a']) }), [])
    const [hidden] = to({ achievement_key: 'secret' })
    assert.equal(hidden?.needed, null)
    assert.doesNotMatch(JSON.stringify(hidden), /secret/)
    assert.deepEqual(reasons({ access_key: 'lounge' }, { unlocked: new Set(['a']) }), ['achievement_needed'])
    assert.deepEqual(reasons({ access_key: 'lounge' }, { unlocked: new Set(['c']) }), [])
  })

  test('is a gate whose rank or achievement is no more: it stays shut', () => {
    assert.deepEqual(reasons({ rank_key: 'diamond' }), ['rank_needed'])
    assert.deepEqual(reasons({ achievement_key: 'gone' }, { unlocked: new Set(['a', 'b', 'c']) }), [
      'achievement_needed',
    ])
  })

  test('is all of it at once, what the member cannot change first', () => {
    const all = reasons(
      { available_until: '2026-01-01T00:00', rank_key: 'platinum', cost_points: 9_999 },
      { supply: { remaining: 0, bought: 0 } },
    )
    assert.deepEqual(all, ['over', 'sold_out', 'rank_needed', 'not_enough_points'])
  })

  test('is for a visitor that nobody is signed in', () => {
    const found = obstaclesTo(sampleReward(), { remaining: 0, bought: 0 }, undefined, around)
    assert.deepEqual(
      found.map(({ reason }) => reason),
      ['sold_out', 'not_signed_in'],
    )
  })
})

test('a window is open from its first moment to the one before its last', () => {
  const zoned = fc.integer({ min: -3, max: 3 })
  fc.assert(
    fc.property(zoned, zoned, (from, until) => {
      if (until <= from) return
      const day = (n: number) => `2026-06-0${4 + n}T00:00`
      const reward = sampleReward({ available_from: day(from), available_until: day(until) })
      for (let n = -3; n <= 3; n++) {
        const at = new Date(`2026-06-0${4 + n}T04:00:00Z`)
        const found = obstaclesTo(reward, PLENTY, RICH, { ...around, at }).map(({ reason }) => reason)
        assert.deepEqual(found, n < from ? ['not_yet'] : n >= until ? ['over'] : [])
      }
    }),
  )
})
