import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Achievement } from '../../api/shapes.ts'
import { progressWords, rewardWords, timeWords, unlockedWords } from './achievement-words.ts'

const now = new Date(2026, 10, 24, 15, 0)
const leaves = { one: 'Leaf', many: 'Leaves' }
const achievement: Achievement = {
  id: 'an id',
  key: 'third_leaf',
  name: 'Third leaf',
  description: 'Scan three packs',
  category: 'welcome',
  rarity: 'common',
  progress: { value: 2, target: 3 },
  shows_progress: true,
  timeframe: 'all_time',
  unlocked_at: null,
  times: 0,
  repeats: null,
  resets_on: null,
  until: null,
  points: 0,
  rewards: { points: 0, multiplier: null, badge: null, exclusive_access: null },
  reason: '',
}
const but = (part: Partial<Achievement>): Achievement => ({ ...achievement, ...part })

test('progress says in which time it counts, and never more than there is to do', () => {
  assert.equal(progressWords(achievement), '2 of 3')
  assert.equal(progressWords(but({ timeframe: 'month' })), '2 of 3 this month')
  assert.equal(
    progressWords(but({ timeframe: '30d', progress: { value: 5, target: 3 } })),
    '3 of 3 in the last 30 days',
  )
})

test('all that unlocking gives is told, and nothing where it gives nothing', () => {
  assert.equal(rewardWords(achievement, leaves), '')
  const rewards = {
    points: 250,
    multiplier: { factor: 1.5, days: 1 },
    badge: null,
    exclusive_access: 'early_drops',
  }
  assert.equal(
    rewardWords(but({ rewards }), leaves),
    '250\u00a0Leaves, ×1.5 on every scan for a day, access to early drops',
  )
})

test('one that begins anew says when: its progress while open, its next chance once unlocked', () => {
  const monthly = but({ repeats: 'month', resets_on: '2026-12-01' })
  assert.equal(timeWords(achievement, now), '')
  assert.equal(timeWords(monthly, now), 'Once a month. Starts over on December 1.')
  const done = { ...monthly, unlocked_at: '2026-11-04T12:00:00Z', times: 3 }
  assert.equal(timeWords(done, now), 'You can unlock it again from December 1.')
  assert.equal(unlockedWords(done, now), 'Unlocked November 4, 3 times so far')
})

test('an end is told while it is still to come', () => {
  const end = new Date(2027, 0, 1)
  assert.equal(timeWords(but({ until: end.toISOString() }), now), 'Until December 31.')
  assert.equal(timeWords(but({ until: end.toISOString() }), end), '')
})
