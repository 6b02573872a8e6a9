import { setTimeout as sleep } from 'node:timers/promises'
import type { Platform } from '../../platform/platform.ts'
import { BREAKER_FAILURES } from '../deliver/pace.ts'
import { glanceAtBrands, type OutboxGlance } from './read-brands.ts'

const MEASURE_MS = 5_000
/** Where counting is slow it is done less often: it takes no more than a fiftieth of a connection's time. */
const PAUSE_TIMES = 50
const COUNTED_ROWS_MOST = 100_000
/** Brands with numbers of their own; the rest are one, so that the series do not grow with the brands. */
const NAMED_MOST = 50
/** No slug: a slug has letters and digits. */
export const THE_REST = '*'

/** Tells the metrics every few seconds how it is with the brands' outboxes, until stopped. */
export async function measureOutbox(platform: Platform, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    const begunMs = performance.now()
    try {
      setGauges(platform, await glanceAtBrands(platform.db, COUNTED_ROWS_MOST))
    } catch (error) {
      platform.log.warn({ err: error }, 'the outbox could not be counted')
    }
    const pauseMs = Math.max(MEASURE_MS, PAUSE_TIMES * (performance.now() - begunMs))
    await sleep(pauseMs, undefined, { signal: stop }).catch(() => {})
  }
}

/** Sets the gauges of the outbox: the brands with the most waiting by name, all others together. */
export function setGauges(
  { metrics, clock }: Pick<Platform, 'metrics' | 'clock'>,
  brands: OutboxGlance[],
): void {
  const nowMs = clock().getTime()
  const { outboxDepth, outboxAge, outboxDead, outboxRate, outboxBreakerOpen, outboxPaused } = metrics
  for (const gauge of [outboxDepth, outboxAge, outboxDead, outboxRate, outboxBreakerOpen, outboxPaused]) {
    gauge.reset()
  }
  const deepest = [...brands].sort((a, b) => b.waiting - a.waiting || b.dead - a.dead)
  let restMs = 0
  for (const [place, one] of deepest.entries()) {
    const isNamed = place < NAMED_MOST
    const brand = isNamed ? one.slug : THE_REST
    const ageMs = one.oldest ? Math.max(0, nowMs - one.oldest.getTime()) : 0
    outboxDepth.inc({ brand }, one.waiting)
    outboxDead.inc({ brand }, one.dead)
    outboxRate.inc({ brand }, one.per_second)
    outboxBreakerOpen.inc({ brand }, one.failures >= BREAKER_FAILURES ? 1 : 0)
    outboxPaused.inc({ brand }, one.paused_at ? 1 : 0)
    if (!isNamed) restMs = Math.max(restMs, ageMs)
    outboxAge.set({ brand }, (isNamed ? ageMs : restMs) / 1_000)
  }
}
