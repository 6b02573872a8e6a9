import { sql, type Tx } from '../platform/db/database.ts'

export interface AuditFilter {
  action?: string | undefined
  subject?: string | undefined
  operator_id?: string | undefined
}

/** Entries of the audit, newest first, `limit` of them from the one before number `before`. */
export async function listAudit(
  tx: Tx,
  { filter, before, limit }: { filter: AuditFilter; before: number | undefined; limit: number },
) {
  let query = sql
    .selectFrom('audit_entries')
    .select(['seq', 'id', 'operator_id', 'operator_name', 'action', 'subject'])
    .select(['before', 'after', 'request_id', 'at'])
    .where('brand_id', '=', tx.brandId)
    .orderBy('seq', 'desc')
    .limit(limit)
  for (const column of ['action', 'subject', 'operator_id'] as const) {
    if (filter[column] !== undefined) query = query.where(column, '=', filter[column])
  }
  if (before !== undefined) query = query.where('seq', '<', before)
  const rows = await tx.many(query)
  return rows.map(row => ({ ...row, at: row.at.toISOString() }))
}
