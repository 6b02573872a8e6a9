import { type Counters, valueIn, type Window } from '../counters/index.ts'
import type { Day } from '../platform/calendar.ts'
import type { Cap } from '../tenancy/index.ts'

/** The counter of what a cap limits; without the limit in it, so that another limit goes on from what was counted. */
export const capKey = ({ per, period }: Cap, productId: string): string =>
  per === 'member' ? `cap;member;${period}` : `cap;product;${period};${productId}`

/** The counters that a scan of this product moves by the points that it earns. */
export function capCounters(
  caps: readonly Cap[],
  productId: string,
): { key: string; window: Window; cap: Cap }[] {
  return caps.map(cap => ({ key: capKey(cap, productId), window: cap.period, cap }))
}

/** How many points a scan of this product may still earn today, and the cap that says so; Infinity without caps. */
export function roomUnder(
  caps: readonly Cap[],
  counters: Readonly<Counters>,
  day: Day,
  productId: string,
): { room: number; cap: Cap | null } {
  let tightest: { room: number; cap: Cap | null } = { room: Number.POSITIVE_INFINITY, cap: null }
  for (const { key, window, cap } of capCounters(caps, productId)) {
    const room = Math.max(0, cap.points - valueIn(counters[key], window, day))
    if (room < tightest.room) tightest = { room, cap }
  }
  return tightest
}
