import { readMember } from '../members/index.ts'
import { type Day, dayOf, isoDate } from '../platform/calendar.ts'
import type { Tx } from '../platform/db/database.ts'
import type { Brand } from '../tenancy/index.ts'
import { effectiveLots, inactivityEndAsTold } from './expiry.ts'
import { type Lot, nextExpiry } from './lots.ts'
import { readHolds, readLots, readTimedMultipliers } from './queries.ts'
import type { PointsStatement } from './schema.ts'

/** A member's points as the member sees them. Throws a 401 Problem when the member is gone. */
export async function readStatement(
  tx: Tx,
  { brand, memberId, at }: { brand: Brand; memberId: string; at: Date },
): Promise<PointsStatement> {
  const member = await readMember(tx, memberId)
  const { timeZone, settings } = brand
  const activeAt = member.last_active_at ?? member.created_at
  const today = dayOf(at, timeZone)
  const end = inactivityEndAsTold(
    settings.expiry,
    { activeAt, notifiedAt: member.expiry_notified_at },
    { today, timeZone },
  )
  const lots = byDay(effectiveLots(await readLots(tx, memberId), end))
  const next = nextExpiry(lots)
  const [multiplier] = await readTimedMultipliers(tx, memberId, at)
  return {
    balance: member.points_balance,
    owed: member.points_owed,
    held: (await readHolds(tx, memberId)).map(({ points, reason, settles_at, created_at }) => ({
      points,
      reason,
      settles_at: settles_at?.toISOString() ?? null,
      since: created_at.toISOString(),
    })),
    lots: lots.map(({ remaining, expires_day }) => ({ points: remaining, expires_on: isoDate(expires_day) })),
    next_expiry: next && { points: next.points, expires_on: isoDate(next.expires_day) as string },
    multiplier: multiplier
      ? { factor: multiplier.basis_points / 10_000, until: multiplier.ends_at.toISOString() }
      : null,
  }
}

/** Lots that really end with the same day, as one; the soonest first. */
function byDay(lots: readonly Lot[]): Lot[] {
  const points = new Map<Day, number>()
  for (const { expires_day, remaining } of lots) {
    points.set(expires_day, (points.get(expires_day) ?? 0) + remaining)
  }
  return [...points]
    .map(([expires_day, remaining]) => ({ expires_day, remaining }))
    .sort((a, b) => a.expires_day - b.expires_day)
}
