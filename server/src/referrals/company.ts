import { type Address, readAddress } from '../members/index.ts'
import type { Tx } from '../platform/db/database.ts'
import { buildingOf } from './household.ts'
import type { Company } from './judge.ts'

const LATELY_DAYS = 30
/** More friends in that time say nothing more. */
const FRIENDS_READ = 50

const COMPANY = `
  with lately as (
    select friend_id as id from referrals
    where brand_id = $1 and referrer_id = $2 and friend_id <> $3
      and created_at > $4::timestamptz - make_interval(days => ${LATELY_DAYS})
    order by id desc limit ${FRIENDS_READ}
  )
  select m.id = $2 as is_referrer, m.created_at < $4::timestamptz - interval '1 day' as had_time, m.scan_count, a.line1, a.postal_code, a.country
  from (select id from lately union all select $2) p
  join members m on m.brand_id = $1 and m.id = p.id
  left join addresses a on a.brand_id = $1 and a.member_id = p.id and a.in_book and a.is_default`

interface CompanyRow extends Pick<Address, 'line1' | 'postal_code' | 'country'> {
  is_referrer: boolean
  had_time: boolean
  scan_count: number
}

/** Whom the friend came with: the referrer, and those whom the same referrer brought in the last weeks. */
export async function readCompany(
  tx: Tx,
  { referrer_id, friend_id }: { referrer_id: string; friend_id: string },
  at: Date,
): Promise<Company> {
  const rows = await tx.raw<CompanyRow>(COMPANY, [tx.brandId, referrer_id, friend_id, at])
  const friends = rows.filter(({ is_referrer, had_time }) => had_time && !is_referrer)
  const home = await readAddress(tx, friend_id)
  const building = home && buildingOf(home)
  const livesThere = (row: CompanyRow) =>
    row.line1 !== null && buildingOf({ ...row, city: '', state: '' }) === building
  return {
    inBuilding: building === null ? 0 : rows.filter(livesThere).length,
    friends: friends.length,
    cameBack: friends.filter(({ scan_count }) => scan_count > 1).length,
  }
}
