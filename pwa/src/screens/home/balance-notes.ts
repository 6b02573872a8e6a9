import type { PointsName, PointsStatement } from '../../api/shapes.ts'
import { dayOf, daysBetween } from '../../words/days.ts'
import { formatDay, formatPoints } from '../../words/format.ts'
import { memberWords } from '../../words/member.ts'

/** An expiry further away than this is no reason to act today. */
const soon_days = 60

/** What has to be known beside the balance: what is on its way, what is owed, what expires soon. */
export function balanceNotes(
  { held, owed, next_expiry }: PointsStatement,
  name: PointsName,
  now: Date,
): string[] {
  const notes: string[] = []
  const onTheirWay = held.reduce((sum, { points }) => sum + points, 0)
  if (onTheirWay > 0) notes.push(memberWords.points.onTheirWay(formatPoints(onTheirWay, name)))
  if (owed > 0) notes.push(memberWords.points.owed(formatPoints(owed, name)))
  const day = next_expiry && dayOf(next_expiry.expires_on)
  if (next_expiry && day && daysBetween(now, day) <= soon_days) {
    notes.push(memberWords.points.expiring(formatPoints(next_expiry.points, name), formatDay(day, now)))
  }
  return notes
}
