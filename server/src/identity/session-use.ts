import type { Tx } from '../platform/db/database.ts'
import { ACCESS_TOKEN_SECONDS } from './access-token.ts'
import { type Device, deviceOf } from './device.ts'

/** A session as far as it tells where a member was. */
export interface SessionUse {
  created_at: Date
  rotated_at: Date
  device: Device
  network: string | null
}

/** Who has signed in so often has hardly used the sessions before. */
const SESSIONS_MAX = 10

const LATEST = `
  select s.member_id, s.created_at, s.rotated_at, s.user_agent, s.network
  from unnest($2::uuid[]) m(id) cross join lateral (
    select * from sessions s where s.brand_id = $1 and s.member_id = m.id order by s.id desc limit ${SESSIONS_MAX}
  ) s`

/** The latest sessions of these members, those that have ended too. */
export async function readUses(tx: Tx, memberIds: readonly string[]): Promise<Map<string, SessionUse[]>> {
  if (memberIds.length === 0) return new Map()
  const rows = await tx.raw<Omit<SessionUse, 'device'> & { member_id: string; user_agent: string | null }>(
    LATEST,
    [tx.brandId, memberIds],
  )
  const uses = rows.map(({ user_agent, ...row }) => ({ ...row, device: deviceOf(user_agent) }))
  return Map.groupBy(uses, ({ member_id }) => member_id)
}

/**
 * The session with which a member did something at a moment. An access token lives an hour, so it is one that was opened
 * before and was opened or refreshed within that hour, or later; of several the one that was last.
 */
export function usedAt(sessions: readonly SessionUse[], at: Date): SessionUse | undefined {
  const atMs = at.getTime()
  const lastMs = ({ rotated_at }: SessionUse) => Math.min(rotated_at.getTime(), atMs)
  return sessions
    .filter(
      ({ created_at, rotated_at }) =>
        created_at.getTime() <= atMs && rotated_at.getTime() >= atMs - ACCESS_TOKEN_SECONDS * 1_000,
    )
    .reduce<SessionUse | undefined>(
      (last, one) => (last && lastMs(last) >= lastMs(one) ? last : one),
      undefined,
    )
}
