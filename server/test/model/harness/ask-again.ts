import { setTimeout as sleep } from 'node:timers/promises'
import { isUnavailable } from '../../../src/platform/http/problem-reply.ts'

const TRIES_MAX = 5
const WAIT_MS = 300

/** Asks again while the answer is 503, as the app does: nothing was stored, and an operation is the same. */
export async function askAgain<T extends { statusCode: number }>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    const answer = await ask()
    if (answer.statusCode !== 503 || tries === TRIES_MAX) return answer
    await sleep(tries * WAIT_MS)
  }
}

/** Works again where the database was too busy, as a worker does with a job that failed. */
export async function workAgain<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work()
    } catch (error) {
      if (!isUnavailable(error) || tries === TRIES_MAX) throw error
      await sleep(tries * WAIT_MS)
    }
  }
}
