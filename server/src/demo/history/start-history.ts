import { Worker } from 'node:worker_threads'
import type { Platform } from '../../platform/platform.ts'
import { DEMO_BRANDS } from '../seed-demo.ts'
import { openCheckpoint } from './checkpoint.ts'

/** What the thread is given: the addresses of the database, which only this process knows in embedded mode. */
export interface HistoryData {
  roles: Platform['roles']
}

/** Who comes first is served first. */
const AFTER_MS = 1_000

/**
 * Makes the demo's history in the background, in a thread of its own: ids ascend within a thread, so those of the past
 * cannot be made where those of today are. `stop` may come at any time; the next start goes on.
 */
export function startHistory(platform: Platform): { stop(): Promise<void> } {
  let worker: Worker | undefined
  const timer = setTimeout(async () => {
    const checkpoints = await Promise.all(
      DEMO_BRANDS.map(({ slug }) => openCheckpoint(platform.config, slug).read()),
    )
    if (checkpoints.every(checkpoint => checkpoint?.isDone)) return
    const workerData: HistoryData = { roles: platform.roles }
    worker = new Worker(new URL('./history-thread.ts', import.meta.url), { workerData })
    worker.on('error', error => platform.log.error({ err: error }, 'the demo’s history is not finished'))
    worker.unref()
  }, AFTER_MS)
  return {
    async stop() {
      clearTimeout(timer)
      await worker?.terminate()
    },
  }
}
