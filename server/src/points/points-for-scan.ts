const ONE = 10_000n

export interface Multiplier {
  rule: 'rank' | 'streak' | 'campaign' | 'timed'
  basis_points: number
}

export interface ScanPrice {
  msrpCents: number
  fixedPoints: number | null
  pointsPerDollar: number
  multipliers: Multiplier[]
  capBasisPoints: number
}

/**
 * Points for one scan: fixed points of the product, else points per dollar of MSRP, times every multiplier (together
 * at most the cap), rounded once at the end, half up. $10.45 at 10 per dollar and x1.5 is 156.75, so 157.
 */
export function pointsForScan(price: ScanPrice): number {
  const base =
    price.fixedPoints === null
      ? { numerator: BigInt(price.msrpCents) * BigInt(price.pointsPerDollar), denominator: 100n }
      : { numerator: BigInt(price.fixedPoints), denominator: 1n }
  const factor = combine(price)
  const numerator = base.numerator * factor.numerator
  const denominator = base.denominator * factor.denominator
  return Number((2n * numerator + denominator) / (2n * denominator))
}

/** All multipliers together as the member sees them, such as 1.25; never above the cap. */
export function combinedMultiplier(price: Pick<ScanPrice, 'multipliers' | 'capBasisPoints'>): number {
  const { numerator, denominator } = combine(price)
  return Number((numerator * ONE) / denominator) / Number(ONE)
}

function combine({ multipliers, capBasisPoints }: Pick<ScanPrice, 'multipliers' | 'capBasisPoints'>) {
  const numerator = multipliers.reduce((product, { basis_points }) => product * BigInt(basis_points), 1n)
  const denominator = ONE ** BigInt(multipliers.length)
  const cap = BigInt(capBasisPoints)
  return numerator * ONE > cap * denominator
    ? { numerator: cap, denominator: ONE }
    : { numerator, denominator }
}
