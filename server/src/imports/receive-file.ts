import { createHash } from 'node:crypto'
import { startRun } from '../activity/index.ts'
import { dayOf, isoDate } from '../platform/calendar.ts'
import type { Tx } from '../platform/db/database.ts'
import { operationReused, Problem } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import type { Brand } from '../tenancy/index.ts'
import { columnsOf } from './columns.ts'
import { hashUpload } from './decode-upload.ts'
import { type Reject, readMembers } from './read-members.ts'
import type { ImportRow } from './read-row.ts'
import {
  ABANDONED_MS,
  deleteImport,
  dropLeftovers,
  findImport,
  insertChunk,
  insertImport,
  refuseTooMany,
  updateImport,
} from './stored-imports.ts'

const ROWS_A_CHUNK = 200
const REJECTS_SHOWN = 100

/** What is known of a file when it has been read, and kept with the run. */
export interface Received {
  import_id: string
  dry_run: boolean
  rows: number
  rejected: number
  /** The first hundred: line, field and what is wrong, never what was there. */
  rejects: Reject[]
  columns_read: string[]
  columns_ignored: string[]
}

export interface Receiving {
  clientOpId: string
  dryRun: boolean
  by: string | null
  at: Date
}

/**
 * Reads a file of members as it arrives, keeps its rows sealed, and starts the run that imports them: one operation, which
 * with the same file answers the same run. What cannot be read leaves nothing behind. `audited` is called in the
 * transaction that starts the run. Throws what `readMembers` throws, and 409 `operation_reused` or `too_many_imports`.
 */
export async function receiveFile(
  platform: Platform,
  brand: Brand,
  source: AsyncIterable<Buffer>,
  receiving: Receiving,
  audited: (tx: Tx, started: Received & { run_id: string }) => Promise<void> = async () => {},
): Promise<{ import_id: string; run_id: string }> {
  const { db } = platform
  const before = new Date(receiving.at.getTime() - ABANDONED_MS)
  const importId = await db.transaction(brand.id, async tx => {
    await dropLeftovers(tx, before)
    const id = await insertImport(tx, receiving)
    if (id !== undefined) await refuseTooMany(tx)
    return id
  })
  if (importId === undefined) return compareFile(platform, brand, source, receiving)
  const hash = createHash('sha256')
  try {
    const received = await storeRows(platform, brand, source, { importId, hash, ...receiving })
    return await db.transaction(brand.id, async tx => {
      const { dryRun, at, by } = receiving
      const run_id = await startRun(tx, {
        kind: 'member_import',
        subject: `import:${importId}`,
        input: received,
        total: received.rows,
        at,
        startedBy: by,
      })
      await updateImport(tx, importId, { file_hash: hash.update(String(dryRun)).digest(), run_id })
      await audited(tx, { ...received, run_id })
      return { import_id: importId, run_id }
    })
  } catch (error) {
    await db.transaction(brand.id, tx => deleteImport(tx, importId))
    throw error
  }
}

async function storeRows(
  { db, keys }: Platform,
  brand: Brand,
  source: AsyncIterable<Buffer>,
  { importId, hash, dryRun, at }: Receiving & { importId: string; hash: ReturnType<typeof createHash> },
): Promise<Received> {
  const today = isoDate(dayOf(at, brand.timeZone)) as string
  const { header, lines } = await readMembers(source, {
    hash,
    today,
    profileFields: brand.settings.profile_fields,
  })
  const received: Received = {
    import_id: importId,
    dry_run: dryRun,
    rows: 0,
    rejected: 0,
    rejects: [],
    columns_read: columnsOf(header),
    columns_ignored: header.ignored,
  }
  let seq = 0
  let rows: ImportRow[] = []
  const store = async () => {
    seq += 1
    const chunk = { importId, seq, rows }
    await db.transaction(brand.id, tx => insertChunk(tx, keys, chunk))
    rows = []
  }
  for await (const line of lines) {
    if ('row' in line) {
      received.rows += 1
      rows.push(line.row)
      if (rows.length === ROWS_A_CHUNK) await store()
    } else {
      received.rejected += 1
      received.rejects.push(...line.rejects.slice(0, REJECTS_SHOWN - received.rejects.length))
    }
  }
  if (rows.length > 0) await store()
  return received
}

/** The same operation once more: only whether it is the same file. */
async function compareFile(
  { db }: Platform,
  brand: Brand,
  source: AsyncIterable<Buffer>,
  { clientOpId, dryRun }: Receiving,
): Promise<{ import_id: string; run_id: string }> {
  const hash = createHash('sha256')
  for await (const _ of hashUpload(source, hash));
  const known = await db.transaction(brand.id, tx => findImport(tx, clientOpId))
  if (!known?.run_id) {
    throw new Problem(409, 'import_under_way', 'This file is being sent already', {
      detail: 'Wait for the answer to the first request, or send it as another operation.',
    })
  }
  if (!known.file_hash?.equals(hash.update(String(dryRun)).digest())) throw operationReused()
  return { import_id: known.id, run_id: known.run_id }
}
