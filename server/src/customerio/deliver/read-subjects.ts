import { readUses, type SessionUse } from '../../identity/index.ts'
import { sql, type Tx } from '../../platform/db/database.ts'
import { readRewards, type StoredReward } from '../../rewards/index.ts'
import type { OutboxEvent } from './build-event.ts'
import type { MemberRow } from './snapshots.ts'
import type { ProductRow } from './things.ts'

/** What rows name by their ids alone, as it is now. */
export interface Subjects {
  members: ReadonlyMap<string, MemberRow>
  sessions: ReadonlyMap<string, readonly SessionUse[]>
  products: ReadonlyMap<string, ProductRow>
  rewards: ReadonlyMap<string, StoredReward>
}

/** Reads all that rows of the outbox are joined with, in a statement for each kind of thing that they name. */
export async function readSubjects(tx: Tx, rows: readonly OutboxEvent[]): Promise<Subjects> {
  const memberIds = [...new Set(rows.map(row => row.member_id))]
  return {
    members: await readMembers(tx, memberIds),
    sessions: await readUses(tx, memberIds),
    products: await readProducts(tx, idsIn(rows, 'product_id')),
    rewards: await readRewards(tx, idsIn(rows, 'reward_id')),
  }
}

const idsIn = (rows: readonly OutboxEvent[], ref: 'product_id' | 'reward_id') => [
  ...new Set(rows.flatMap(({ refs }) => (refs?.[ref] ? [String(refs[ref])] : []))),
]

async function readMembers(tx: Tx, ids: string[]): Promise<Map<string, MemberRow>> {
  if (ids.length === 0) return new Map()
  const members = await tx.raw<MemberRow>(
    'select * from members where brand_id = $1 and id = any($2::uuid[])',
    [tx.brandId, ids],
  )
  return new Map(members.map(member => [member.id, member]))
}

async function readProducts(tx: Tx, ids: string[]): Promise<Map<string, ProductRow>> {
  if (ids.length === 0) return new Map()
  const products = await tx.many(
    sql.selectFrom('products').selectAll().where('brand_id', '=', tx.brandId).where('id', 'in', ids),
  )
  return new Map(products.map(product => [product.id, product]))
}
