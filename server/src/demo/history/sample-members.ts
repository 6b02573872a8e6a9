import type { Platform } from '../../platform/platform.ts'
import type { Ladder } from '../../ranks/index.ts'
import type { Brand } from '../../tenancy/index.ts'
import { openCheckpoint } from './checkpoint.ts'
import { mailDomainOf } from './sample-people.ts'

/** A member of the demo whom one may sign in as. */
export interface SampleMember {
  id: string
  name: string
  rank: string
  balance: number
  orders: number
}

interface SampleRow {
  id: string
  email: string
  first_name: string
  rank_key: string
  points_balance: number
  redemption_count: number
}

// Not `like`: what a brand is called is no pattern.
const SAMPLES = `
  select distinct on (rank_key) id, email, first_name, rank_key, points_balance, redemption_count from members
  where brand_id = $1 and state = 'confirmed' and strpos(email, $2) > 0
  order by rank_key, redemption_count desc, id`

const SAMPLE = `
  select id, email, first_name, rank_key, points_balance, redemption_count from members
  where brand_id = $1 and id = $2 and state = 'confirmed' and strpos(email, $3) > 0`

const isOf = (slug: string) => `@${mailDomainOf(slug)}`

/** The sample member with the most orders at each rank, the lowest first; undefined while their year is being lived. */
export async function readSampleMembers(
  { db, config }: Platform,
  { id: brandId, slug }: Brand,
  { ranks }: Ladder,
): Promise<SampleMember[] | undefined> {
  if (!(await openCheckpoint(config, slug).read())?.isDone) return undefined
  const rows = await db.transaction(brandId, tx => tx.raw<SampleRow>(SAMPLES, [brandId, isOf(slug)]))
  return ranks.flatMap(({ key, name: rank }) => {
    const row = rows.find(({ rank_key }) => rank_key === key)
    if (!row) return []
    const { id, first_name: name, points_balance: balance, redemption_count: orders } = row
    return [{ id, name, rank, balance, orders }]
  })
}

/** A sample member by id: nobody else can be signed in as. */
export async function findSampleMember(
  { db }: Platform,
  { id: brandId, slug }: Brand,
  memberId: string,
): Promise<{ id: string; email: string; firstName: string } | undefined> {
  const [row] = await db.transaction(brandId, tx =>
    tx.raw<SampleRow>(SAMPLE, [brandId, memberId, isOf(slug)]),
  )
  return row && { id: row.id, email: row.email, firstName: row.first_name }
}
