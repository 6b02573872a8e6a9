import { setTimeout as sleep } from 'node:timers/promises'
import type { Platform } from '../platform/platform.ts'

const MEASURE_MS = 5_000
const SAY_AGAIN_MS = 60_000
const COUNTED_TO = 100_000
/** A mail that waits longer than this, its second try included, waits for something that is broken. */
export const LATE_MS = 60_000

/** How many mails wait, of all brands, and how long the oldest has. */
export async function readMailDepth({ db, clock }: Pick<Platform, 'db' | 'clock'>) {
  const [row] = await db.system<{ waiting: number; oldest: Date | null }>(
    'select waiting, oldest from mail_depth($1)',
    [COUNTED_TO],
  )
  const { waiting = 0, oldest = null } = row ?? {}
  return { waiting, oldestMs: oldest ? Math.max(0, clock().getTime() - oldest.getTime()) : 0 }
}

/** Tells the metrics every few seconds how mail waits, and the log each minute when it waits for too long. */
export function watchMail(platform: Platform): { stop(): Promise<void> } {
  const stop = new AbortController()
  const ended = keepMeasuring(platform, stop.signal)
  return {
    stop() {
      stop.abort()
      return ended
    },
  }
}

async function keepMeasuring({ db, clock, metrics, log }: Platform, stop: AbortSignal): Promise<void> {
  for (let saidAt = -Infinity; !stop.aborted; ) {
    try {
      const { waiting, oldestMs } = await readMailDepth({ db, clock })
      metrics.mailWaiting.set(waiting)
      metrics.mailAge.set(oldestMs / 1_000)
      if (oldestMs > LATE_MS && performance.now() - saidAt > SAY_AGAIN_MS) {
        saidAt = performance.now()
        log.error({ waiting, oldest_seconds: Math.round(oldestMs / 1_000) }, 'mail waits for too long')
      }
    } catch (error) {
      log.warn({ err: error }, 'the waiting mail could not be counted')
    }
    await sleep(MEASURE_MS, undefined, { signal: stop }).catch(() => {})
  }
}
