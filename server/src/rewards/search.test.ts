import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { Reward } from './reward.ts'
import { byPlace, findRewards, type Place, placeOf, plainText } from './search.ts'
import { sampleReward } from './test/sample.ts'

const at = new Date('2026-06-01T12:00:00Z')
const find = (rewards: Reward[], search = '', after?: Place, limit = 100) =>
  findRewards(rewards, { search, after, at, limit })
const names = (rewards: Reward[]) => rewards.map(({ definition }) => definition.name)

describe('a search', () => {
  const rewards = [
    sampleReward({ name: 'Café Crème', tags: ['Coffee'] }),
    sampleReward({ name: 'Rolling tray', description: 'Walnut, made by hand' }),
    sampleReward({ name: 'Grinder', tags: ['tools', 'aluminium'] }),
  ]

  test('finds words in name, description and tags, without case and accents', () => {
    assert.deepEqual(names(find(rewards, 'cafe')), ['Café Crème'])
    assert.deepEqual(names(find(rewards, 'COFFEE')), ['Café Crème'])
    assert.deepEqual(names(find(rewards, 'walnut')), ['Rolling tray'])
    assert.deepEqual(names(find(rewards, 'alu')), ['Grinder'])
  })

  test('needs every word, in any order, and takes signs as they come', () => {
    assert.deepEqual(names(find(rewards, 'tray walnut')), ['Rolling tray'])
    assert.deepEqual(names(find(rewards, 'tray café')), [])
    for (const search of ['', '  ', '%', "';--", '\u0000', '👋🏽']) {
      assert.equal(find(rewards, search).length, 3, search)
    }
  })

  test('of what is over finds nothing', () => {
    const over = sampleReward({ name: 'Calendar 2025', available_until: '2026-01-31T00:00' })
    assert.deepEqual(find([over], 'calendar'), [])
  })

  test('of the most rewards that there can be takes milliseconds', () => {
    const many = Array.from({ length: 1_000 }, (_, n) =>
      sampleReward({ name: `Reward ${n}`, description: 'something that one would want '.repeat(20) }),
    )
    const started = performance.now()
    for (let n = 0; n < 10; n++) find(many, 'nothing of that kind')
    const each = (performance.now() - started) / 10
    assert.ok(each < 20, `${each.toFixed(2)} ms`)
  })
})

test('a text is searched as it is shown: words apart by one space', () => {
  assert.equal(plainText('  Crème   brûlée—№1! '), 'creme brulee no1')
})

test('pages together are the whole list, each reward once, featured ones first and then the cheapest', () => {
  const anyReward = fc
    .record({ featured: fc.boolean(), cost_points: fc.integer({ min: 1, max: 5 }) })
    .map(definition => sampleReward(definition))
  fc.assert(
    fc.property(fc.array(anyReward, { maxLength: 25 }), fc.integer({ min: 1, max: 7 }), (some, limit) => {
      const list = some.sort((a, b) => byPlace(placeOf(a), placeOf(b)))
      const seen: Reward[] = []
      for (let page = find(list, '', undefined, limit); page.length > 0; ) {
        seen.push(...page)
        page = find(list, '', placeOf(page.at(-1) as Reward), limit)
      }
      assert.deepEqual(seen, list)
      const order = seen.map(
        ({ definition: { featured, cost_points } }) => Number(!featured) * 100 + cost_points,
      )
      assert.deepEqual(
        order,
        order.toSorted((a, b) => a - b),
      )
    }),
  )
})
