import { sql, type Tx } from '../platform/db/database.ts'
import { newId } from '../platform/id.ts'

export type ConsentKind = 'age' | 'terms' | 'marketing'

export interface Consent {
  memberId: string
  kind: ConsentKind
  granted: boolean
  source: 'claim' | 'member' | 'import' | 'customer.io'
  /** The version of the text that was shown, where the brand names one. */
  textVersion: string | null
  at: Date
}

/** Keeps what members agreed to or withdrew: evidence that is never changed and outlives them. */
export async function insertConsents(tx: Tx, consents: Consent[]): Promise<void> {
  if (consents.length === 0) return
  const rows = consents.map(({ memberId, kind, granted, source, textVersion, at }) => ({
    brand_id: tx.brandId,
    id: newId(at),
    member_id: memberId,
    kind,
    granted,
    source,
    text_version: textVersion,
    at,
  }))
  await tx.run(sql.insertInto('member_consents').values(rows))
}

/** A member's consents, newest first, `limit` of them from the one after the id `after`. */
export async function listConsents(
  tx: Tx,
  input: { memberId: string; after?: string | undefined; limit: number },
) {
  const query = sql
    .selectFrom('member_consents')
    .select(['id', 'kind', 'granted', 'source', 'text_version', 'at'])
    .where('brand_id', '=', tx.brandId)
    .where('member_id', '=', input.memberId)
    .orderBy('id', 'desc')
    .limit(input.limit)
  const rows = await tx.many(input.after === undefined ? query : query.where('id', '<', input.after))
  return rows.map(({ at, ...row }) => ({ ...row, kind: row.kind as ConsentKind, at: at.toISOString() }))
}
