import pg from 'pg'
import { overloaded } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import { runScanBatch, type ScanOutcome, type ScanResult } from './scan-batch.ts'
import type { ScanRequest } from './state.ts'

const BATCH_REQUESTS_MAX = 64
const BATCHES_IN_FLIGHT_MAX = 2
/** About two seconds of work; beyond it a caller is told at once to come back. */
const QUEUE_REQUESTS_MAX = 4_000

interface Waiting {
  request: ScanRequest
  resolve(outcome: ScanOutcome): void
  reject(error: Error): void
}

export interface ScanBatcher {
  /** Resolves when the scan is committed. Throws a 503 Problem, at once, when too many are waiting. */
  submit(request: ScanRequest): Promise<ScanOutcome>
  /** How many wait now. */
  readonly depth: number
}

/**
 * Forms a batch when a connection comes free: alone when idle, up to 64 under load, without a timer. A batch that
 * fails is run again one by one, so that one bad request spoils nobody else's; operations make that safe.
 */
export function createScanBatcher(platform: Pick<Platform, 'scanPool' | 'metrics' | 'log'>): ScanBatcher {
  const queue: Waiting[] = []
  let inFlight = 0
  let scheduled = false

  function schedule() {
    if (scheduled) return
    scheduled = true
    // After this turn of the event loop: requests that arrived together share the batch.
    setImmediate(() => {
      scheduled = false
      while (queue.length > 0 && inFlight < BATCHES_IN_FLIGHT_MAX)
        void run(queue.splice(0, BATCH_REQUESTS_MAX))
    })
  }

  async function run(batch: Waiting[]) {
    inFlight++
    platform.metrics.scanBatch.observe(batch.length)
    try {
      settle(
        batch,
        await withClient(client =>
          runScanBatch(
            client,
            batch.map(({ request }) => request),
          ),
        ),
      )
    } catch (error) {
      if (mayBeOneRequest(error)) {
        platform.log.warn({ err: error, size: batch.length }, 'a scan batch failed; one by one')
        await runOneByOne(batch)
      } else for (const waiting of batch) waiting.reject(notStored(error))
    } finally {
      inFlight--
      schedule()
    }
  }

  async function runOneByOne(batch: Waiting[]) {
    for (const waiting of batch) {
      try {
        settle([waiting], await withClient(client => runScanBatch(client, [waiting.request])))
      } catch (error) {
        waiting.reject(notStored(error))
      }
    }
  }

  async function withClient<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const client = await platform.scanPool.connect()
    let failed = false
    try {
      return await work(client)
    } catch (error) {
      failed = true
      throw error
    } finally {
      // A failed connection is thrown away: what is left in its pipeline is not worth guessing.
      client.release(failed)
    }
  }

  return {
    get depth() {
      return queue.length
    },
    submit(request) {
      if (queue.length >= QUEUE_REQUESTS_MAX) return Promise.reject(overloaded())
      return new Promise((resolve, reject) => {
        queue.push({ request, resolve, reject })
        schedule()
      })
    },
  }
}

const notStored = (cause: unknown) => new Error('The scan could not be stored', { cause })

const CONNECTION_TROUBLE = /^(08|53|57P|55000)/

/**
 * Whether PostgreSQL refused the batch for what may be one request's fault, such as a lock that did not come. With the
 * database away or silent all are refused at once: trying each would keep them waiting for a time-out each.
 */
function mayBeOneRequest(error: unknown): boolean {
  return error instanceof pg.DatabaseError && !CONNECTION_TROUBLE.test(error.code ?? '')
}

function settle(batch: Waiting[], results: ScanResult[]) {
  batch.forEach(({ resolve, reject }, i) => {
    const result = results[i] as ScanResult
    if (result instanceof Error) reject(result)
    else resolve(result)
  })
}
