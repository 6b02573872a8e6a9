import type { Person } from './person.ts'
import type { Stage } from './stage.ts'

interface StandingRow {
  email: string
  id: string
  referral_code: string
  points_balance: number
  rank_key: string
}

const STANDINGS = `
  select email, id, referral_code, points_balance, rank_key from members
  where brand_id = $1 and email = any($2::text[])`

/**
 * Reads how those who come today stand, and those who told them; those who are known already keep what is known:
 * only what they did themselves has changed it.
 */
export async function readStandings(stage: Stage, visitors: ReadonlySet<Person>): Promise<void> {
  const wanted = new Map<string, Person>()
  for (const person of visitors) {
    const inviter = person.invitedBy === undefined ? undefined : stage.people[person.invitedBy]
    for (const one of [person, inviter])
      if (one && !stage.standings.has(one.number)) wanted.set(one.email, one)
  }
  if (wanted.size === 0) return
  const { db } = stage.at(new Date(0))
  const rows = await db.transaction(stage.brandId, tx =>
    tx.raw<StandingRow>(STANDINGS, [stage.brandId, [...wanted.keys()]]),
  )
  for (const row of rows) {
    const { number } = wanted.get(row.email) as Person
    stage.standings.set(number, {
      memberId: row.id,
      referralCode: row.referral_code,
      balance: row.points_balance,
      rankKey: row.rank_key,
    })
  }
}
