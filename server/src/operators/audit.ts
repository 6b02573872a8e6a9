import { sql, type Tx } from '../platform/db/database.ts'
import { newId } from '../platform/id.ts'
import type { Keys } from '../platform/keys.ts'
import { entryHash, FIRST_PREVIOUS } from './audit-hash.ts'

/** Who did it: an operator, or something that is none and has no id. */
export interface Actor {
  id: string | null
  name: string
}

export const COMMAND_LINE: Actor = { id: null, name: 'command line' }

export interface Deed {
  operator: Actor
  /** What was done, such as `achievement.published`. */
  action: string
  /** What it was done to, such as `achievement:third_leaf`. */
  subject: string
  before?: unknown
  after?: unknown
  at: Date
  requestId: string | null
}

/**
 * Writes down who did what, in the transaction of the deed; entries of a brand are numbered without a gap. Call it
 * last: it holds the brand's audit until the commit. `before` and `after` carry no secret and nothing personal of a
 * member: an entry can never be taken out again.
 */
export async function audit(tx: Tx, keys: Keys, deed: Deed): Promise<void> {
  await tx.raw(`select pg_advisory_xact_lock(hashtext('audit'), $1)`, [tx.brandId])
  const last = await tx.first(
    sql
      .selectFrom('audit_entries')
      .select(['seq', 'hash'])
      .where('brand_id', '=', tx.brandId)
      .orderBy('seq', 'desc')
      .limit(1),
  )
  const entry = {
    brand_id: tx.brandId,
    seq: (last?.seq ?? 0) + 1,
    id: newId(deed.at),
    operator_id: deed.operator.id,
    operator_name: deed.operator.name,
    action: deed.action,
    subject: deed.subject,
    before: asStored(deed.before),
    after: asStored(deed.after),
    request_id: deed.requestId,
    at: deed.at,
    key_id: keys.currentId,
    previous_hash: last?.hash ?? FIRST_PREVIOUS,
  }
  const row = {
    ...entry,
    before: entry.before === null ? null : JSON.stringify(entry.before),
    after: entry.after === null ? null : JSON.stringify(entry.after),
    hash: entryHash(keys, entry),
  }
  await tx.run(sql.insertInto('audit_entries').values(row))
}

/** As the database will give it back: without what JSON cannot say. */
const asStored = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null))
