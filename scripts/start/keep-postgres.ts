import { setTimeout as sleep } from 'node:timers/promises'
import {
  type EmbeddedPostgres,
  isAlive,
  startEmbeddedPostgres,
} from '../../server/src/platform/embedded-postgres/index.ts'
import { embeddedDatabaseUrl } from '../../server/src/platform/installation.ts'

const watchEveryMs = 300

export type KeptPostgres = {
  url(): string
  /** Resolves when it serves, at once if it does. */
  serving(): Promise<unknown>
  /** Rejects when it died and cannot be started again; never resolves. */
  gaveUp: Promise<never>
  stop(): Promise<void>
}

/** Watches a running PostgreSQL and starts it again when it dies; `onMoved` when that gave it another address. */
export function keepPostgres(
  first: EmbeddedPostgres,
  dataDir: string,
  tell: (line: string) => void,
  onMoved: () => void,
): KeptPostgres {
  const gaveUp = Promise.withResolvers<never>()
  gaveUp.promise.catch(() => {})
  let postgres = first
  let serving: Promise<unknown> = Promise.resolve()
  let isStopping = false

  const watch = async () => {
    while (!isStopping) {
      await sleep(watchEveryMs)
      if (isStopping || isAlive(postgres.pid)) continue
      tell('PostgreSQL ended: starting it again.')
      const before = postgres.url
      const again = startEmbeddedPostgres({ dataDir })
      serving = again
      postgres = await again
      if (postgres.url !== before) onMoved()
    }
  }
  const watching = watch().catch(error => gaveUp.reject(error))

  return {
    url: () => embeddedDatabaseUrl(postgres.url),
    serving: async () => {
      // A program that fell with its database may be noticed before the database is.
      if (!isAlive(postgres.pid)) await sleep(watchEveryMs * 2)
      // Why it cannot serve is for `gaveUp` to tell.
      await serving.catch(() => {})
    },
    gaveUp: gaveUp.promise,
    stop: async () => {
      isStopping = true
      await watching
      await postgres.stop()
    },
  }
}
