const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 300_000

/** How long to wait after this many failures in a row: full jitter below a bound that doubles from 1 s to 5 min. */
export function waitAfterFailures(failures: number, random: () => number = Math.random): number {
  const bound = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failures - 1, 20))
  return Math.round(random() * bound)
}

export interface RequestRate {
  /** Takes a token and answers how long to wait before using it. */
  take(nowMs: number): number
}

/** A token bucket: `perSecond` requests a second, and as many at once after a second's rest. */
export function createRequestRate(perSecond: number): RequestRate {
  const intervalMs = 1_000 / perSecond
  let nextMs = 0
  return {
    take(nowMs) {
      nextMs = Math.max(nextMs, nowMs - 1_000) + intervalMs
      return Math.max(0, nextMs - nowMs)
    },
  }
}
