import type { Run, Slice, SliceWork } from '../activity/index.ts'
import { importAccounts, type Program, readProgram } from '../earning/index.ts'
import { findEmails, importMembers, type NewImportedMember } from '../members/index.ts'
import { momentOf } from '../platform/calendar.ts'
import type { Tx } from '../platform/db/database.ts'
import type { Platform } from '../platform/platform.ts'
import { rankFor } from '../ranks/index.ts'
import type { ImportRow } from './read-row.ts'
import type { Received } from './receive-file.ts'
import { takeChunk } from './stored-imports.ts'

/** What an import has come to so far; a dry run counts what it would. */
interface ImportResult
  extends Pick<Received, 'dry_run' | 'rejected' | 'rejects' | 'columns_read' | 'columns_ignored'> {
  new_members: number
  /** Members already, whom an import leaves as they are. */
  existing: number
  points: number
}

/** Imports the next rows of a file, or counts what would become of them. */
export const importSlice: SliceWork = async (platform, tx, run): Promise<Slice> => {
  const received = run.input as Received
  const seq = Number(run.cursor ?? 0) + 1
  const rows = await takeChunk(tx, platform.keys, { importId: received.import_id, seq })
  const before = resultBefore(run, received)
  if (!rows) return { cursor: null, done: 0, result: before }
  const made = received.dry_run ? await wouldBeNew(tx, rows) : await make(platform, tx, run, rows)
  const result: ImportResult = {
    ...before,
    new_members: before.new_members + made.length,
    existing: before.existing + rows.length - made.length,
    points: before.points + made.reduce((sum, { points }) => sum + points, 0),
  }
  return { cursor: String(seq), done: rows.length, result }
}

function resultBefore(run: Run, received: Received): ImportResult {
  const { dry_run, rejected, rejects, columns_read, columns_ignored } = received
  const nothing = { new_members: 0, existing: 0, points: 0 }
  return {
    dry_run,
    rejected,
    rejects,
    columns_read,
    columns_ignored,
    ...nothing,
    ...(run.result as Partial<ImportResult>),
  }
}

async function wouldBeNew(tx: Tx, rows: ImportRow[]): Promise<ImportRow[]> {
  const known = await findEmails(
    tx,
    rows.map(({ email }) => email),
  )
  return rows.filter(({ email }) => !known.has(email))
}

async function make(platform: Platform, tx: Tx, run: Run, rows: ImportRow[]): Promise<ImportRow[]> {
  const at = platform.clock()
  const program = await readProgram(tx, at)
  const { import_id: importId } = run.input as Received
  const startOf = (day: string) => momentOf(`${day}T00:00`, program.brand.timeZone)
  const members = rows.map(row => ({ ...row, ...standing(program, row.lifetimePoints) }))
  const made = await importMembers(tx, { importId, members, startOf, at })
  const news = rows.flatMap(row => {
    const memberId = made.get(row.email)
    return memberId ? [{ ...row, memberId }] : []
  })
  await importAccounts(tx, program, { source: `import:${importId}`, accounts: news, at })
  return news
}

/** Who comes with points holds the rank that they reach; what reaching it gives was given elsewhere. */
function standing(
  { ladder }: Program,
  lifetimePoints: number,
): Pick<NewImportedMember, 'rankKey' | 'ranksRewarded'> {
  const rank = rankFor(ladder, lifetimePoints)
  const reached = ladder.ranks.filter(({ threshold }) => threshold <= lifetimePoints)
  return { rankKey: rank.key, ranksRewarded: reached.map(({ key }) => key) }
}
