import type pg from 'pg'
import { ledgerFaults } from '../invariants.ts'
import type { Farm, FarmKind } from './farms.ts'

/** What the year did, in numbers. */
export interface Measured {
  members: number
  scans: number
  price_paid_cents: number
  points: {
    earned: number
    spent: number
    expired: number
    outstanding: number
    by_reason: Record<string, number>
  }
  ranks: Record<string, number>
  orders: Record<string, number>
  referrals: Record<string, number>
  farms: { points: number; withheld_share: number; by_kind: Record<string, string> }
  honest: { members: number; held: number; held_share: number; reasons: Record<string, number> }
  faults: Record<string, number>
}

/** Reads the year's numbers. `emails` are everybody's by number: with the farms they tell who is honest. */
export async function measure(
  admin: pg.Pool,
  { brandId, farms, emails }: { brandId: number; farms: Farm[]; emails: readonly string[] },
): Promise<Measured> {
  const one = async <T>(text: string) => (await admin.query(text, [brandId])).rows[0] as T
  const tally = async (text: string): Promise<Record<string, number>> =>
    Object.fromEntries(
      (await admin.query(text, [brandId])).rows.map(({ name, count }) => [name, Number(count)]),
    )
  // All of it was written within minutes: without statistics the invariants would be planned for empty tables.
  await admin.query('analyze')
  const members = await one<Record<string, string>>(
    `select count(*) as members, sum(scan_count) as scans, sum(points_spent) as spent,
       sum(points_balance + points_held) as outstanding from members where brand_id = $1`,
  )
  const paid = await one<{ cents: string }>(
    `select sum(p.msrp_cents) as cents from codes c
     join batches b on b.brand_id = c.brand_id and b.id = c.batch_id
     join products p on p.brand_id = b.brand_id and p.id = b.product_id
     where c.brand_id = $1 and c.claimed_by is not null`,
  )
  const byReason = await tally(
    'select reason as name, sum(amount) as count from ledger_entries where brand_id = $1 group by 1 order by 2 desc',
  )
  const { redemption = 0, expiry = 0, ...earned } = byReason
  return {
    members: Number(members.members),
    scans: Number(members.scans),
    price_paid_cents: Number(paid.cents),
    points: {
      earned: Object.values(earned).reduce((sum, points) => sum + points, 0),
      spent: -redemption,
      expired: -expiry,
      outstanding: Number(members.outstanding),
      by_reason: byReason,
    },
    ranks: await tally(
      `select rank_key as name, count(*) as count from members where brand_id = $1 group by 1 order by 2 desc`,
    ),
    orders: await tally(
      `select kind || ' ' || state as name, count(*) as count from orders where brand_id = $1 group by 1 order by 1`,
    ),
    referrals: await tally(
      `select state as name, count(*) as count from referrals where brand_id = $1 group by 1`,
    ),
    ...(await judgeDetectors(admin, { brandId, farms, emails })),
    faults: tallyOf((await ledgerFaults(admin)).map(({ fault }) => fault)),
  }
}

interface JudgedReferral {
  state: string
  reasons: string[]
  paid: number
  friend: string
  referrer: string
}

/** Holds what the detectors decided against what only we know. What waits for an operator is withheld. */
async function judgeDetectors(
  admin: pg.Pool,
  { brandId, farms, emails }: { brandId: number; farms: Farm[]; emails: readonly string[] },
): Promise<Pick<Measured, 'farms' | 'honest'>> {
  const kindOf = new Map<string, FarmKind>()
  for (const { kind, members } of farms)
    for (const number of members) kindOf.set(emails[number] as string, kind)
  const { rows } = await admin.query<JudgedReferral>(
    `select r.state, r.reasons, (r.referrer_points + r.friend_points)::int as paid, f.email as friend, b.email as referrer
     from referrals r
     join members f on f.brand_id = r.brand_id and f.id = r.friend_id
     join members b on b.brand_id = r.brand_id and b.id = r.referrer_id
     where r.brand_id = $1 and r.state <> 'pending'`,
    [brandId],
  )
  const worth = Math.max(1, ...rows.map(({ paid }) => paid))
  const farmed = rows.filter(({ friend }) => kindOf.has(friend))
  const honest = rows.filter(({ friend, referrer }) => !kindOf.has(friend) && !kindOf.has(referrer))
  const held = honest.filter(({ state }) => state !== 'converted')
  const honestMembers = emails.length - kindOf.size
  const touched = new Set(held.flatMap(({ friend, referrer }) => [friend, referrer])).size
  const paid = farmed.reduce((sum, referral) => sum + referral.paid, 0)
  const byKind: Record<string, string> = {}
  for (const kind of new Set(farms.map(farm => farm.kind))) {
    const ofKind = farmed.filter(({ friend }) => kindOf.get(friend) === kind)
    byKind[kind] =
      `${ofKind.filter(({ state }) => state !== 'converted').length} of ${ofKind.length} withheld`
  }
  return {
    farms: {
      points: farmed.length * worth,
      withheld_share: farmed.length === 0 ? 1 : 1 - paid / (farmed.length * worth),
      by_kind: byKind,
    },
    honest: {
      members: honestMembers,
      held: touched,
      held_share: touched / honestMembers,
      reasons: tallyOf(held.flatMap(({ reasons }) => reasons)),
    },
  }
}

function tallyOf(names: string[]): Record<string, number> {
  const tally: Record<string, number> = {}
  for (const name of names) tally[name] = (tally[name] ?? 0) + 1
  return tally
}
