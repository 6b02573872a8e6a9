import { setTimeout as sleep } from 'node:timers/promises'
import type { Platform } from '../../platform/platform.ts'
import { drainWebhooks } from './drain-webhooks.ts'
import { measureInsights } from './measure-insights.ts'

export interface InsightReader {
  /** Takes no more batches, and resolves when the one in hand is stored. */
  stop(): Promise<void>
}

const POLL_MS = 200
const BRANDS_AT_ONCE = 4

/** Reads what Customer.io posts, brand by brand, until stopped. It survives every outage of the database. */
export function startInsightReader(platform: Platform): InsightReader {
  const stopping = new AbortController()
  const { signal } = stopping

  async function drainAll() {
    const brands = await platform.db.system<{ id: number }>('select id from brands_with_webhooks() as id')
    const queue = brands.map(({ id }) => id)
    const drainNext = async () => {
      for (let id = queue.shift(); id !== undefined && !signal.aborted; id = queue.shift()) {
        await drainWebhooks(platform, id, signal).catch(error =>
          platform.log.error({ err: error, brand_id: id }, 'webhooks of a brand could not be read'),
        )
      }
    }
    await Promise.all(Array.from({ length: BRANDS_AT_ONCE }, drainNext))
  }

  async function poll() {
    while (!signal.aborted) {
      await drainAll().catch(error =>
        platform.log.error({ err: error }, 'webhooks that wait could not be looked for'),
      )
      await sleep(POLL_MS, undefined, { signal }).catch(() => {})
    }
  }

  const loops = [poll(), measureInsights(platform, signal)]
  return {
    async stop() {
      stopping.abort()
      await Promise.all(loops)
    },
  }
}
