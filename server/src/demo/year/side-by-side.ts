import { setTimeout as sleep } from 'node:timers/promises'
import { isUnavailable } from '../../platform/http/problem-reply.ts'

const TRIES = 6
const AGAIN_MS = 400

/** Does the work for each, so many at once, beginning in their order. */
export async function sideBySide<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  let next = 0
  async function serve(): Promise<void> {
    while (next < items.length) await work(items[next++] as T)
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, serve))
}

/** Tries again while the database is too busy, as phones do; what is done has a name, so it is done once. */
export async function tryAgain<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work()
    } catch (error) {
      if (tries === TRIES || !isUnavailable(error)) throw error
      await sleep(AGAIN_MS * tries)
    }
  }
}
