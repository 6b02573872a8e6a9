import { setTimeout as sleep } from 'node:timers/promises'
import type { Platform } from '../../platform/platform.ts'
import { ACTIVE_MS, FRESH_MS } from './request-insights.ts'

const MEASURE_MS = 60_000

interface Ages {
  members: number
  stale: number
  p50_seconds: number | null
  p95_seconds: number | null
}

/** Tells the metrics every minute how old the insights of active members are, until stopped. */
export async function measureInsights(platform: Platform, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    try {
      await setInsightGauges(platform)
    } catch (error) {
      platform.log.warn({ err: error }, 'the age of insights could not be measured')
    }
    await sleep(MEASURE_MS, undefined, { signal: stop }).catch(() => {})
  }
}

/** Sets the gauges: members active in the last hour who consent, the ages of their insights, and how many have none fresh. */
export async function setInsightGauges({ db, clock, metrics }: Platform): Promise<void> {
  const at = clock()
  const [ages] = await db.system<Ages>('select * from insight_ages($1, $2, $3)', [
    at,
    new Date(at.getTime() - ACTIVE_MS),
    new Date(at.getTime() - FRESH_MS),
  ])
  if (!ages) return
  metrics.insightAge.set({ quantile: '0.5' }, ages.p50_seconds ?? 0)
  metrics.insightAge.set({ quantile: '0.95' }, ages.p95_seconds ?? 0)
  metrics.insightsActive.set(Number(ages.members))
  metrics.insightsStale.set(Number(ages.stale))
}
