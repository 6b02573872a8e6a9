import type { Product, Settings } from './configuration.ts'

/** A fraction of whole numbers: nothing is rounded before the end. */
interface Fraction {
  over: bigint
  under: bigint
}

const times = (a: Fraction, b: Fraction): Fraction => ({ over: a.over * b.over, under: a.under * b.under })

const factorOf = (basisPoints: number): Fraction => ({ over: BigInt(basisPoints), under: 10_000n })

/** All multipliers together, but at most the cap. */
function together(multipliers: number[], cap: number): Fraction {
  const product = multipliers.map(factorOf).reduce(times, { over: 1n, under: 1n })
  const most = factorOf(cap)
  return product.over * most.under > most.over * product.under ? most : product
}

/** Rule 1 of the programme: base x multipliers, capped, rounded once, half up. */
export function pointsFor(product: Product, settings: Settings, multipliers: number[]): number {
  const base: Fraction =
    product.fixedPoints === null
      ? { over: BigInt(product.cents) * BigInt(settings.points_per_dollar), under: 100n }
      : { over: BigInt(product.fixedPoints), under: 1n }
  const { over, under } = times(base, together(multipliers, settings.multiplier_cap_basis_points))
  const whole = over / under
  const rest = over % under
  return Number(rest * 2n >= under ? whole + 1n : whole)
}

/** What a member is shown: all multipliers together, cut after four decimals. */
export function shownMultiplier(settings: Settings, multipliers: number[]): number {
  const { over, under } = together(multipliers, settings.multiplier_cap_basis_points)
  return Number((over * 10_000n) / under) / 10_000
}
