import type { Static } from 'typebox'
import { isoDate } from '../platform/calendar.ts'
import { sql, type Tx } from '../platform/db/database.ts'
import { notFound } from '../platform/errors.ts'
import { type HoldRecord, readHolds, readLots } from '../points/index.ts'
import { qualifyingPoints } from '../ranks/index.ts'
import type { EntryView, HoldView, MemberDetail, MemberListItem } from './schema.ts'

const iso = (at: Date | null) => at?.toISOString() ?? null

const members = (tx: Tx) => sql.selectFrom('members').selectAll().where('brand_id', '=', tx.brandId)
type MemberRow = Awaited<ReturnType<typeof firstMember>> & object
const firstMember = (tx: Tx) => tx.first(members(tx))

async function requireMember(tx: Tx, id: string): Promise<MemberRow> {
  const row = await tx.first(members(tx).where('id', '=', id))
  if (!row) throw notFound('member')
  return row
}

/** A brand's members, newest first, or the one with this e-mail. */
export async function listMembers(
  tx: Tx,
  input: { email?: string | undefined; after?: string | undefined; limit: number },
): Promise<Static<typeof MemberListItem>[]> {
  let query = members(tx).orderBy('id', 'desc').limit(input.limit)
  if (input.email !== undefined) query = query.where('email', '=', input.email.trim().toLowerCase())
  if (input.after !== undefined) query = query.where('id', '<', input.after)
  return (await tx.many(query)).map(listItem)
}

const listItem = (row: MemberRow): Static<typeof MemberListItem> => ({
  id: row.id,
  email: row.email,
  first_name: row.first_name,
  last_name: row.last_name,
  state: row.state,
  rank: row.rank_key,
  points_balance: row.points_balance,
  scan_count: row.scan_count,
  last_active_at: iso(row.last_active_at),
  created_at: row.created_at.toISOString(),
})

/** One member as operators see the account. Throws a 404 Problem. */
export async function readMemberDetail(tx: Tx, id: string): Promise<Static<typeof MemberDetail>> {
  const row = await requireMember(tx, id)
  const lots = await readLots(tx, id)
  const achievements = await tx.many(
    sql
      .selectFrom('member_achievements as m')
      .innerJoin('achievements as a', join =>
        join.onRef('a.brand_id', '=', 'm.brand_id').onRef('a.id', '=', 'm.achievement_id'),
      )
      .select(['a.key', 'm.version', 'm.times', 'm.unlocked_at'])
      .where('m.brand_id', '=', tx.brandId)
      .where('m.member_id', '=', id)
      .orderBy('m.unlocked_at'),
  )
  return {
    ...listItem(row),
    points_owed: row.points_owed,
    points_held: row.points_held,
    points_spent: row.points_spent,
    lifetime_points: row.lifetime_points,
    birth_month: row.birth_month,
    email_bounced_at: row.email_bounced_at?.toISOString() ?? null,
    qualifying_points: qualifyingPoints(row),
    lots: lots.map(({ remaining, expires_day }) => ({ points: remaining, expires_on: isoDate(expires_day) })),
    holds: (await readHolds(tx, id)).map(holdView),
    achievements: achievements.map(one => ({ ...one, unlocked_at: one.unlocked_at.toISOString() })),
  }
}

export const holdView = (hold: HoldRecord): Static<typeof HoldView> => ({
  id: hold.id,
  member_id: hold.member_id,
  points: hold.points,
  reason: hold.reason,
  detail: hold.detail,
  settles_at: iso(hold.settles_at),
  created_at: hold.created_at.toISOString(),
})

/** A member's ledger, newest first, from the entry before `before`. Throws a 404 Problem. */
export async function listEntries(
  tx: Tx,
  input: { memberId: string; before?: number | undefined; limit: number },
): Promise<Static<typeof EntryView>[]> {
  await requireMember(tx, input.memberId)
  let query = sql
    .selectFrom('ledger_entries')
    .selectAll()
    .where('brand_id', '=', tx.brandId)
    .where('member_id', '=', input.memberId)
    .orderBy('seq', 'desc')
    .limit(input.limit)
  if (input.before !== undefined) query = query.where('seq', '<', input.before)
  const rows = await tx.many(query)
  return rows.map(({ brand_id: _brand, member_id: _member, created_at, ...entry }) => ({
    ...entry,
    created_at: created_at.toISOString(),
  }))
}
