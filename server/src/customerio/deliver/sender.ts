import { setTimeout as sleep } from 'node:timers/promises'
import type { Platform } from '../../platform/platform.ts'
import type { Brands } from '../../tenancy/index.ts'
import { measureOutbox } from '../operate/measure-outbox.ts'
import { deliverAll } from './deliver-all.ts'
import { createDestinations } from './destinations.ts'

export interface OutboxSender {
  /** Sends no more batches, and resolves when those under way are settled. */
  stop(): Promise<void>
  /** Looks at once whether there is something to send. */
  nudge(): void
}

const POLL_MS = 200
/** A brand waits for an answer most of the time, so there may be many; each holds a connection only in between. */
const BRANDS_AT_ONCE_MAX = 64
/** A brand from which nothing could be taken is asked less often than the poll comes round. */
const QUIET_MS = 1_000

/** Sends what waits in the outbox, brand by brand and side by side, until stopped. It survives every outage. */
export function startOutboxSender(platform: Platform, brands: Brands): OutboxSender {
  const destinations = createDestinations(platform, brands)
  const stopping = new AbortController()
  const working = new Map<number, Promise<void>>()
  const quietUntilMs = new Map<number, number>()
  let wake = () => {}
  const beQuiet = (brandId: number) => quietUntilMs.set(brandId, platform.clock().getTime() + QUIET_MS)

  async function deliver(brandId: number): Promise<void> {
    try {
      const to = await destinations.of(brandId)
      const hasSent = to !== undefined && (await deliverAll(platform, to, stopping.signal))
      // Something waits but cannot be taken now; a queue that was emptied is looked at again with the next poll.
      if (!hasSent) beQuiet(brandId)
    } catch (error) {
      platform.log.error({ err: error, brand_id: brandId }, 'the outbox of a brand could not be worked on')
      beQuiet(brandId)
    }
  }

  async function startDueBrands() {
    const rows = await platform.db.system<{ id: number }>('select * from brands_with_due_work() as id')
    const nowMs = platform.clock().getTime()
    for (const { id } of rows) {
      if (working.size >= BRANDS_AT_ONCE_MAX) return
      if (working.has(id) || (quietUntilMs.get(id) ?? 0) > nowMs) continue
      quietUntilMs.delete(id)
      working.set(
        id,
        deliver(id).finally(() => working.delete(id)),
      )
    }
  }

  async function poll() {
    while (!stopping.signal.aborted) {
      await startDueBrands().catch(error =>
        platform.log.error({ err: error }, 'the outbox could not be read'),
      )
      const nudged = new Promise<void>(resolve => {
        wake = resolve
      })
      await Promise.race([nudged, pause(POLL_MS, stopping.signal)])
    }
  }

  const loops = [poll(), measureOutbox(platform, stopping.signal)]
  return {
    async stop() {
      stopping.abort()
      await Promise.all(loops)
      await Promise.all(working.values())
    },
    nudge() {
      quietUntilMs.clear()
      wake()
    },
  }
}

const pause = (ms: number, stop: AbortSignal) => sleep(ms, undefined, { signal: stop }).catch(() => {})
