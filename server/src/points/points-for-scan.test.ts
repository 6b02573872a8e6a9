import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { combinedMultiplier, type Multiplier, pointsForScan } from './points-for-scan.ts'

const rank = (basis_points: number): Multiplier => ({ rule: 'rank', basis_points })
const price = { fixedPoints: null, pointsPerDollar: 10, capBasisPoints: 1_000_000 }

test('$10.45 at 10 per dollar and x1.5 is 157: rounded once, at the end, half up', () => {
  assert.equal(pointsForScan({ ...price, msrpCents: 1_045, multipliers: [rank(15_000)] }), 157)
  assert.equal(pointsForScan({ ...price, msrpCents: 1_045, multipliers: [] }), 105)
})

test('fixed points replace the price and are multiplied as well', () => {
  assert.equal(
    pointsForScan({ ...price, msrpCents: 1_045, fixedPoints: 25, multipliers: [rank(12_500)] }),
    31,
  )
})

const multipliers = fc.array(fc.integer({ min: 10_000, max: 50_000 }).map(rank), { maxLength: 4 })

test('points are the exact product, rounded half up', () => {
  fc.assert(
    fc.property(fc.nat(10_000_000), fc.nat(1_000), multipliers, (msrpCents, pointsPerDollar, factors) => {
      const numerator = factors.reduce(
        (product, { basis_points }) => product * BigInt(basis_points),
        BigInt(msrpCents) * BigInt(pointsPerDollar),
      )
      const denominator = 100n * 10_000n ** BigInt(factors.length)
      const floor = numerator / denominator
      const isHalfOrMore = 2n * (numerator % denominator) >= denominator
      const capBasisPoints = 100_000_000
      const points = pointsForScan({
        msrpCents,
        fixedPoints: null,
        pointsPerDollar,
        multipliers: factors,
        capBasisPoints,
      })
      assert.equal(points, Number(isHalfOrMore ? floor + 1n : floor))
    }),
  )
})

test('all multipliers together never pass the cap, in any order', () => {
  fc.assert(
    fc.property(multipliers, fc.integer({ min: 10_000, max: 100_000 }), (factors, capBasisPoints) => {
      const shown = combinedMultiplier({ multipliers: factors, capBasisPoints })
      assert.ok(shown <= capBasisPoints / 10_000)
      assert.equal(shown, combinedMultiplier({ multipliers: factors.toReversed(), capBasisPoints }))
      const most = pointsForScan({ ...price, msrpCents: 2_000, multipliers: [rank(capBasisPoints)] })
      assert.ok(pointsForScan({ ...price, msrpCents: 2_000, multipliers: factors, capBasisPoints }) <= most)
    }),
  )
})
