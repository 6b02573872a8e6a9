import { dayOf, firstDayOfMonth, monthOf, startOfDay } from '../platform/calendar.ts'
import { sql, type Tx } from '../platform/db/database.ts'
import { readCompany } from './company.ts'
import { isDisposable } from './disposable-mail.ts'
import type { Evidence } from './judge.ts'
import type { Referral } from './stored-referrals.ts'

/** Further ones change nothing: every limit is below. */
const COUNTED = 101

const SHARED = `
  select t.kind,
    exists (select 1 from member_traits r
      where r.brand_id = t.brand_id and r.kind = t.kind and r.hash = t.hash and r.member_id = $3) as is_referrers,
    (select count(*)::int from (select 1 from member_traits o
      where o.brand_id = t.brand_id and o.kind = t.kind and o.hash = t.hash limit ${COUNTED}) o) as members
  from member_traits t
  where t.brand_id = $1 and t.member_id = $2`

interface SharedRow {
  kind: 'mailbox' | 'address' | 'device'
  is_referrers: boolean
  members: number
}

/** What speaks for and against a referral at this moment. The caller holds the referrer's lock, so the count stands. */
export async function readEvidence(
  tx: Tx,
  { referrer_id, friend_id }: Pick<Referral, 'referrer_id' | 'friend_id'>,
  { timeZone, at }: { timeZone: string; at: Date },
): Promise<Evidence> {
  const rows = await tx.raw<SharedRow>(SHARED, [tx.brandId, friend_id, referrer_id])
  const most = (wanted: SharedRow['kind']) => {
    const found = rows.filter(({ kind }) => kind === wanted)
    return {
      isReferrers: found.some(({ is_referrers }) => is_referrers),
      members: Math.max(0, ...found.map(({ members }) => members)),
    }
  }
  const friend = await tx.first(
    sql.selectFrom('members').select('email').where('brand_id', '=', tx.brandId).where('id', '=', friend_id),
  )
  return {
    mailbox: most('mailbox'),
    address: most('address'),
    device: most('device'),
    company: await readCompany(tx, { referrer_id, friend_id }, at),
    isDisposable: isDisposable(friend?.email ?? ''),
    convertedThisMonth: await countConverted(tx, referrer_id, startOfMonth(at, timeZone)),
  }
}

/** The first moment of the brand's calendar month. */
export const startOfMonth = (at: Date, timeZone: string): Date =>
  startOfDay(firstDayOfMonth(monthOf(dayOf(at, timeZone))), timeZone)

/** How many of a member's friends have counted since a moment. */
export async function countConverted(tx: Tx, referrerId: string, since: Date): Promise<number> {
  const [row] = await tx.raw<{ count: number }>(
    `select count(*)::int as count from referrals
     where brand_id = $1 and referrer_id = $2 and state = 'converted' and decided_at >= $3`,
    [tx.brandId, referrerId, since],
  )
  return row?.count ?? 0
}
