/** How many of how many did something. */
export interface Share {
  done: number
  of: number
}

export interface DifferenceInterval {
  /** The first share less the second. */
  difference: number
  low: number
  high: number
}

/** The quantile of the normal distribution for 95 %. */
const Z = 1.959963984540054

/**
 * The difference of two independent shares with its 95 % interval: Newcombe's hybrid score interval, "method 10" of
 * R. G. Newcombe, Interval estimation for the difference between independent proportions, Statistics in Medicine 17
 * (1998) 873-890. With p the shares and (l, u) Wilson's interval of each,
 *   low  = d - sqrt((p1 - l1)^2 + (u2 - p2)^2)      high = d + sqrt((u1 - p1)^2 + (p2 - l2)^2)
 * It holds for small groups and for shares of 0 and 1, where the usual p1 - p2 +- z x s says too much. Null where a
 * group is empty.
 */
export function differenceInterval(a: Share, b: Share): DifferenceInterval | null {
  if (a.of === 0 || b.of === 0) return null
  const [p1, p2] = [a.done / a.of, b.done / b.of]
  const [first, second] = [wilson(a), wilson(b)]
  const difference = p1 - p2
  return {
    difference,
    low: difference - Math.hypot(p1 - first.low, second.high - p2),
    high: difference + Math.hypot(first.high - p1, p2 - second.low),
  }
}

/** E. B. Wilson's score interval of one share, J. Am. Stat. Assoc. 22 (1927) 209-212. */
function wilson({ done, of }: Share): { low: number; high: number } {
  const share = done / of
  const middle = share + Z ** 2 / (2 * of)
  const half = Z * Math.sqrt((share * (1 - share)) / of + (Z / (2 * of)) ** 2)
  const whole = 1 + Z ** 2 / of
  return { low: Math.max(0, (middle - half) / whole), high: Math.min(1, (middle + half) / whole) }
}
