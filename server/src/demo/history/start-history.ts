import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { Platform } from '../../platform/platform.ts'
import { DEMO_BRANDS } from '../seed-demo.ts'
import { openCheckpoint } from './checkpoint.ts'

/** What a thread is given: its brand, and the addresses of the database, which this process alone may know. */
export interface HistoryData {
  slug: string
  roles: Platform['roles']
}

/** Who comes first is served first. */
const AFTER_MS = 1_000

/**
 * Makes the demo's history in the background, brand after brand, each in a thread of its own: ids ascend within a
 * thread, so those of a past cannot be made after those of today. `stop` may come at any time; the next start goes on.
 */
export function startHistory(platform: Platform): { stop(): Promise<void> } {
  const { config, roles, log } = platform
  const stopAsked = new AbortController()
  const { signal } = stopAsked

  async function make() {
    await sleep(AFTER_MS, undefined, { signal, ref: false })
    for (const { slug } of DEMO_BRANDS) {
      const isDone = (await openCheckpoint(config, slug).read())?.isDone
      if (isDone || signal.aborted) continue
      const workerData: HistoryData = { slug, roles }
      const worker = new Worker(new URL('./history-thread.ts', import.meta.url), { workerData })
      const end = () => void worker.terminate()
      signal.addEventListener('abort', end)
      await once(worker, 'exit')
      signal.removeEventListener('abort', end)
    }
  }

  const made = make().catch(error => {
    if (!signal.aborted)
      log.error({ err: error }, 'the demo’s history is not finished; the next start goes on')
  })
  return {
    async stop() {
      stopAsked.abort()
      await made
    },
  }
}
