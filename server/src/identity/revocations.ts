import { setTimeout as sleep } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'
import type { Platform } from '../platform/platform.ts'
import { ACCESS_TOKEN_SECONDS } from './access-token.ts'

const POLL_MS = 2_000
/** How far a poll looks back past the last one: processes' clocks differ, and a commit may be late. */
const OVERLAP_MS = 30_000

export interface Revocations {
  isRevoked(sessionId: string): boolean
  add(sessionId: string): void
  close(): void
}

/**
 * The sessions that ended while an access token of theirs may still be valid. Kept in the process and polled, so that
 * a request needs no read: a sign-out is seen here at once and by every other process within about two seconds.
 */
export function watchRevocations({ db, clock, log }: Platform): Revocations {
  const revoked = new LRUCache<string, true>({ max: 500_000, ttl: ACCESS_TOKEN_SECONDS * 1_000 })
  const closed = new AbortController()
  let since = new Date(clock().getTime() - ACCESS_TOKEN_SECONDS * 1_000)

  async function poll() {
    const started = clock()
    const rows = await db.system<{ id: string }>('select id from sessions_revoked_since($1)', [since])
    for (const { id } of rows) revoked.set(id, true)
    since = new Date(started.getTime() - OVERLAP_MS)
  }

  async function watch() {
    while (!closed.signal.aborted) {
      await poll().catch(error => log.warn({ err: error }, 'ended sessions could not be read; trying again'))
      await sleep(POLL_MS, undefined, { signal: closed.signal, ref: false }).catch(() => {})
    }
  }
  void watch()

  return {
    isRevoked: sessionId => revoked.has(sessionId),
    add: sessionId => void revoked.set(sessionId, true),
    close: () => closed.abort(),
  }
}
