import { sql, type Tx } from '../platform/db/database.ts'
import { notFound, Problem } from '../platform/errors.ts'
import { newId } from '../platform/id.ts'
import type { Keys } from '../platform/keys.ts'
import type { ImportRow } from './read-row.ts'

const imports = (tx: Tx) => sql.selectFrom('member_imports').selectAll().where('brand_id', '=', tx.brandId)

/** The import of an operation, if there is one. */
export const findImport = (tx: Tx, clientOpId: string) =>
  tx.first(imports(tx).where('client_op_id', '=', clientOpId))

export type MemberImport = NonNullable<Awaited<ReturnType<typeof findImport>>>

/** The same by its id, locked. Throws a 404 Problem. */
export async function lockImport(tx: Tx, id: string): Promise<MemberImport> {
  const row = await tx.first(imports(tx).where('id', '=', id).forUpdate())
  if (!row) throw notFound('import')
  return row
}

/** A brand's imports, newest first, from the one after `after`. */
export const listImports = (
  tx: Tx,
  input: { after?: string | undefined; limit: number },
): Promise<MemberImport[]> => {
  const query = imports(tx).where('run_id', 'is not', null).orderBy('id', 'desc').limit(input.limit)
  return tx.many(input.after === undefined ? query : query.where('id', '<', input.after))
}

/** Makes an import whose file is still to come. Answers its id, or undefined when the operation has one already. */
export async function insertImport(
  tx: Tx,
  input: { clientOpId: string; dryRun: boolean; by: string | null; at: Date },
): Promise<string | undefined> {
  const row = await tx.first(
    sql
      .insertInto('member_imports')
      .values({
        brand_id: tx.brandId,
        id: newId(input.at),
        client_op_id: input.clientOpId,
        dry_run: input.dryRun,
        created_at: input.at,
        created_by: input.by,
      })
      .onConflict(conflict => conflict.columns(['brand_id', 'client_op_id']).doNothing())
      .returning('id'),
  )
  return row?.id
}

/** Changes an import. */
export async function updateImport(
  tx: Tx,
  id: string,
  set: { file_hash?: Buffer; run_id?: string; undo_run_id?: string },
): Promise<void> {
  await tx.run(
    sql.updateTable('member_imports').set(set).where('brand_id', '=', tx.brandId).where('id', '=', id),
  )
}

/** Forgets an import whose file never came, or could not be read. */
export async function deleteImport(tx: Tx, id: string): Promise<void> {
  for (const [table, column] of [
    ['member_import_chunks', 'import_id'],
    ['member_imports', 'id'],
  ] as const) {
    await tx.raw(`delete from ${table} where brand_id = $1 and ${column} = $2`, [tx.brandId, id])
  }
}

const context = (brandId: number, importId: string, seq: number) =>
  `member_import_chunks/${brandId}/${importId}/${seq}`

/** Keeps rows sealed until their turn comes. */
export async function insertChunk(
  tx: Tx,
  keys: Keys,
  { importId, seq, rows }: { importId: string; seq: number; rows: ImportRow[] },
): Promise<void> {
  const { keyId, sealed } = keys.seal(JSON.stringify(rows), context(tx.brandId, importId, seq))
  const chunk = { brand_id: tx.brandId, import_id: importId, seq, key_id: keyId, sealed }
  await tx.run(sql.insertInto('member_import_chunks').values(chunk))
}

/** Takes rows out for good; undefined when there are no more. */
export async function takeChunk(
  tx: Tx,
  keys: Keys,
  { importId, seq }: { importId: string; seq: number },
): Promise<ImportRow[] | undefined> {
  const chunk = await tx.first(
    sql
      .deleteFrom('member_import_chunks')
      .where('brand_id', '=', tx.brandId)
      .where('import_id', '=', importId)
      .where('seq', '=', seq)
      .returning(['key_id', 'sealed']),
  )
  if (!chunk) return undefined
  const { key_id: keyId, sealed } = chunk
  return JSON.parse(keys.open({ keyId, sealed }, context(tx.brandId, importId, seq)))
}

/** Sealed rows take two and a half times what the file does: this bounds a brand's share of the disk. */
const IMPORTS_AT_ONCE = 3

const UNDER_WAY = `
  select count(*)::int as count from member_imports i
    left join runs r on r.brand_id = i.brand_id and r.id = i.run_id
  where i.brand_id = $1 and (i.run_id is null or r.state in ('waiting', 'running'))`

/** Throws 409 `too_many_imports` when more files are here, or on their way, than a brand may have at once. */
export async function refuseTooMany(tx: Tx): Promise<void> {
  // Two that come at once count each other.
  await tx.raw(`select pg_advisory_xact_lock(hashtext('member_imports'), $1)`, [tx.brandId])
  const [row] = await tx.raw<{ count: number }>(UNDER_WAY, [tx.brandId])
  if ((row?.count ?? 0) <= IMPORTS_AT_ONCE) return
  throw new Problem(409, 'too_many_imports', `${IMPORTS_AT_ONCE} files are being imported already`, {
    detail: 'Wait until one of them is done, or stop one. Nothing was imported.',
  })
}

/** After so long a file that did not come to its end never will: whoever sends is cut off within hours. */
export const ABANDONED_MS = 24 * 3_600_000

/** Forgets files of the brand that never came to their end, sent before `before`, and the rows of imports that were stopped. */
export async function dropLeftovers(tx: Tx, before: Date): Promise<void> {
  const rows = await tx.many(
    imports(tx).where('run_id', 'is', null).where('created_at', '<', before).orderBy('id').limit(100),
  )
  for (const { id } of rows) await deleteImport(tx, id)
  await tx.raw(
    `delete from member_import_chunks c using member_imports i, runs r
     where c.brand_id = $1 and i.brand_id = $1 and i.id = c.import_id
       and r.brand_id = $1 and r.id = i.run_id and r.state in ('failed', 'cancelled')`,
    [tx.brandId],
  )
}
