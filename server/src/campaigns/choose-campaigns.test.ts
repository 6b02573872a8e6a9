import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { pointsForScan, type ScanPrice } from '../points/index.ts'
import type { Campaign, Effect } from './campaign.ts'
import { type CampaignChoice, chooseCampaigns } from './choose-campaigns.ts'
import { type CampaignUsage, type Room, roomOf } from './room.ts'
import { sampleCampaign } from './test/sample.ts'

const PRICE: ScanPrice = {
  msrpCents: 1_000,
  fixedPoints: null,
  pointsPerDollar: 10,
  multipliers: [],
  capBasisPoints: 100_000,
}
const UNLIMITED: Room = { points: null, awards: null }
const times = (basisPoints: number): Effect => ({ kind: 'multiplier', basisPoints })
const plus = (points: number): Effect => ({ kind: 'bonus', points })

const choose = (campaigns: Campaign[], rooms: Record<string, Room> = {}, price = PRICE) =>
  chooseCampaigns({ price, campaigns, roomOf: ({ id }) => rooms[id] ?? UNLIMITED })
const names = ({ applied }: CampaignChoice) => applied.map(({ campaign }) => campaign.id.at(-1)).join('')
const total = ({ applied }: CampaignChoice) => applied.reduce((sum, { points }) => sum + points, 0)

/** What the scan earns with a choice, by the one formula. */
const scanTotal = (price: ScanPrice, { multipliers, bonus }: CampaignChoice) =>
  pointsForScan({ ...price, multipliers: [...price.multipliers, ...multipliers] }) + bonus

test('campaigns that stack combine: multipliers multiply, bonuses add', () => {
  const choice = choose([
    sampleCampaign(1, { effect: times(20_000) }),
    sampleCampaign(2, { effect: times(15_000) }),
    sampleCampaign(3, { effect: plus(30) }),
  ])
  assert.equal(scanTotal(PRICE, choice), 330)
  assert.deepEqual(
    choice.applied.map(({ points }) => points),
    [100, 100, 30],
  )
})

test('one that stands alone wins when it gives more than all the others together', () => {
  const stacked = [sampleCampaign(1, { effect: plus(60) }), sampleCampaign(2, { effect: plus(30) })]
  assert.equal(names(choose([...stacked, sampleCampaign(3, { effect: plus(91), stacks: false })])), '3')
  assert.equal(names(choose([...stacked, sampleCampaign(3, { effect: plus(89), stacks: false })])), '12')
})

test('of equal ones the higher priority is taken, then the older', () => {
  const alone = (n: number, priority: number) =>
    sampleCampaign(n, { effect: plus(50), stacks: false, priority })
  assert.equal(names(choose([alone(1, 10), alone(2, 20)])), '2')
  assert.equal(names(choose([alone(2, 10), alone(1, 10)])), '1')
})

test('without room for its whole extra a campaign is left out, and the next best is taken', () => {
  const best = sampleCampaign(1, { effect: plus(100), stacks: false })
  const second = sampleCampaign(2, { effect: plus(40), stacks: false })
  assert.equal(names(choose([best, second], { [best.id]: { points: 99, awards: null } })), '2')
  assert.equal(names(choose([best, second], { [best.id]: { points: null, awards: 0 } })), '2')
  assert.equal(names(choose([best, second], { [best.id]: { points: 100, awards: 1 } })), '1')
})

test('one that is left out makes room for the younger: its extra is reckoned upon those that are taken', () => {
  const doubles = [1, 2, 3].map(n => sampleCampaign(n, { effect: times(20_000) })) as [
    Campaign,
    Campaign,
    Campaign,
  ]
  const rooms = {
    [doubles[1].id]: { points: 199, awards: null },
    [doubles[2].id]: { points: 200, awards: null },
  }
  assert.equal(names(choose(doubles, rooms)), '13')
})

test('what adds nothing is not said to apply', () => {
  const free = { ...PRICE, fixedPoints: 0 }
  const choice = choose([sampleCampaign(1, { effect: times(20_000) })], {}, free)
  assert.deepEqual(choice, { multipliers: [], bonus: 0, applied: [] })
})

test('the cap of all multipliers holds for those of campaigns, and bonuses come on top', () => {
  const choice = choose(
    [sampleCampaign(1, { effect: times(100_000) }), sampleCampaign(2, { effect: plus(5) })],
    {},
    { ...PRICE, multipliers: [{ rule: 'rank', basis_points: 20_000 }], capBasisPoints: 30_000 },
  )
  assert.deepEqual(
    choice.applied.map(({ points }) => points),
    [100, 5],
  )
})

const effects = fc.oneof(
  fc.integer({ min: 10_001, max: 100_000 }).map(times),
  fc.integer({ min: 1, max: 3_000 }).map(plus),
)
const campaigns = fc
  .array(fc.record({ effect: effects, stacks: fc.boolean(), priority: fc.integer({ min: 0, max: 3 }) }), {
    maxLength: 7,
  })
  .map(parts => parts.map((part, i) => sampleCampaign(i + 1, part)))
const limit = fc.option(fc.nat(4_000))
const rooms = fc.array(fc.record({ points: limit, awards: fc.option(fc.nat(2)) }), {
  minLength: 7,
  maxLength: 7,
})
const prices: fc.Arbitrary<ScanPrice> = fc.record({
  msrpCents: fc.nat(20_000),
  fixedPoints: fc.option(fc.nat(500)),
  pointsPerDollar: fc.nat(50),
  multipliers: fc.array(
    fc.integer({ min: 10_000, max: 30_000 }).map(basis_points => ({ rule: 'rank' as const, basis_points })),
    { maxLength: 3 },
  ),
  capBasisPoints: fc.integer({ min: 10_000, max: 400_000 }),
})
const roomIn = (list: Room[], all: Campaign[]) => (campaign: Campaign) =>
  list[all.indexOf(campaign)] ?? UNLIMITED

test('the sum of extras is exactly what campaigns add, each within its room, in whatever order they come', () => {
  fc.assert(
    fc.property(prices, campaigns, rooms, fc.integer(), (price, all, list, seed) => {
      const roomFor = roomIn(list, all)
      const choice = chooseCampaigns({ price, campaigns: all, roomOf: roomFor })
      assert.equal(scanTotal(price, choice) - pointsForScan(price), total(choice))
      for (const { campaign, points } of choice.applied) {
        const room = roomFor(campaign)
        assert.ok(points > 0 && points <= (room.points ?? points) && (room.awards ?? 1) >= 1)
      }
      const shuffled = all.toSorted(
        (a, b) => ((a.id.charCodeAt(35) * seed) % 7) - ((b.id.charCodeAt(35) * seed) % 7),
      )
      assert.deepEqual(chooseCampaigns({ price, campaigns: shuffled, roomOf: roomFor }), choice)
    }),
  )
})

test('the option is the one that gives most', () => {
  fc.assert(
    fc.property(prices, campaigns, rooms, (price, all, list) => {
      const roomFor = roomIn(list, all)
      const chosen = total(chooseCampaigns({ price, campaigns: all, roomOf: roomFor }))
      const stacked = all.filter(({ stacks }) => stacks)
      const others = [stacked, ...all.filter(({ stacks }) => !stacks).map(campaign => [campaign])]
      for (const option of others) {
        assert.ok(chosen >= total(chooseCampaigns({ price, campaigns: option, roomOf: roomFor })))
        const unlimited = chooseCampaigns({ price, campaigns: option, roomOf: () => UNLIMITED })
        const allFit = unlimited.applied.every(({ campaign, points }) => {
          const room = roomFor(campaign)
          return points <= (room.points ?? points) && (room.awards ?? 1) >= 1
        })
        if (allFit)
          assert.ok(
            chosen >=
              naiveExtra(
                price,
                unlimited.applied.map(({ campaign }) => campaign),
              ),
          )
      }
    }),
  )
})

/** The whole extra in exact fractions, rounded once, half up. */
function naiveExtra(price: ScanPrice, chosen: Campaign[]): number {
  const base =
    price.fixedPoints === null
      ? BigInt(price.msrpCents * price.pointsPerDollar)
      : BigInt(price.fixedPoints) * 100n
  const points = (factors: number[]) => {
    const product = factors.reduce((all, factor) => all * BigInt(factor), 1n)
    const unit = 10_000n ** BigInt(factors.length)
    const cap = BigInt(price.capBasisPoints)
    const [n, d] = product * 10_000n > cap * unit ? [cap, 10_000n] : [product, unit]
    return (2n * base * n + 100n * d) / (200n * d)
  }
  const before = price.multipliers.map(({ basis_points }) => basis_points)
  const factors = chosen.flatMap(({ effect }) => (effect.kind === 'multiplier' ? [effect.basisPoints] : []))
  const bonus = chosen.reduce((sum, { effect }) => sum + (effect.kind === 'bonus' ? effect.points : 0), 0)
  return Number(points([...before, ...factors]) - points(before)) + bonus
}

test('over many scans a budget, a first-N and a member cap are never passed', () => {
  fc.assert(
    fc.property(
      fc.array(prices, { maxLength: 20 }),
      campaigns,
      rooms,
      limit,
      (scans, all, list, perMember) => {
        const capped = all.map(campaign => ({ ...campaign, pointsPerMember: perMember }))
        const usage = new Map<string, CampaignUsage>(
          capped.map(({ id }, i) => {
            const room = list[i] as Room
            return [id, { awards: 0, points: 0, budget_points: room.points, first_n: room.awards }]
          }),
        )
        for (const price of scans) {
          const choice = chooseCampaigns({
            price,
            campaigns: capped,
            roomOf: campaign => roomOf(campaign, usage.get(campaign.id), usage.get(campaign.id)?.points ?? 0),
          })
          for (const { campaign, points } of choice.applied) {
            const used = usage.get(campaign.id) as CampaignUsage
            used.awards += 1
            used.points += points
          }
        }
        for (const { awards, points, budget_points, first_n } of usage.values()) {
          assert.ok(points <= (budget_points ?? points) && awards <= (first_n ?? awards))
          assert.ok(points <= (perMember ?? points))
        }
      },
    ),
  )
})
