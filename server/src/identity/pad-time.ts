import { setTimeout as sleep } from 'node:timers/promises'

const STEP_MS = 150

/**
 * Answers after a whole number of 150 ms steps, whatever the work took: how long it takes must not tell whether an
 * e-mail is a member's.
 */
export async function inEqualTime<T>(work: () => Promise<T>): Promise<T> {
  const started = performance.now()
  try {
    return await work()
  } finally {
    const took = performance.now() - started
    // A timer may fire within the millisecond before its time.
    await sleep(Math.ceil(took / STEP_MS) * STEP_MS - took + 1)
  }
}
