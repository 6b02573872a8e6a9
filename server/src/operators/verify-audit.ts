import { sql, type Tx } from '../platform/db/database.ts'
import { sameBytes } from '../platform/keys.ts'
import type { Platform } from '../platform/platform.ts'
import { entryHash, FIRST_PREVIOUS } from './audit-hash.ts'

const AT_ONCE = 1_000

export interface AuditVerdict {
  /** Entries that are as they were written, from the first one on. */
  entries: number
  /** The newest of them; kept elsewhere, it also proves that no newer one was taken out. */
  head: { seq: number; hash: string } | null
  /** The number of the first entry that was changed, taken out or added; null when all is well. */
  firstBad: number | null
}

/** Walks a brand's audit from its first entry and says where it stops being what was written. */
export async function verifyAudit({ db, keys }: Platform, brandId: number): Promise<AuditVerdict> {
  let seq = 0
  let previous: Buffer = FIRST_PREVIOUS
  const verdict = (firstBad: number | null): AuditVerdict => ({
    entries: seq,
    head: seq === 0 ? null : { seq, hash: previous.toString('hex') },
    firstBad,
  })
  for (;;) {
    const rows = await db.transaction(brandId, tx => entriesAfter(tx, seq))
    for (const row of rows) {
      const isNext = row.seq === seq + 1 && sameBytes(row.previous_hash, previous)
      if (!isNext || !keys.ids.includes(row.key_id) || !sameBytes(row.hash, entryHash(keys, row))) {
        return verdict(seq + 1)
      }
      seq = row.seq
      previous = row.hash
    }
    if (rows.length < AT_ONCE) return verdict(null)
  }
}

const entriesAfter = (tx: Tx, seq: number) =>
  tx.many(
    sql
      .selectFrom('audit_entries')
      .selectAll()
      .where('brand_id', '=', tx.brandId)
      .where('seq', '>', seq)
      .orderBy('seq')
      .limit(AT_ONCE),
  )
