import { readRun, startRun } from '../activity/index.ts'
import type { Tx } from '../platform/db/database.ts'
import { Problem } from '../platform/errors.ts'
import { lockImport, updateImport } from './stored-imports.ts'

/**
 * Starts the run that takes an import back, once: again answers the same run. Throws 404, or 409 `import_not_done` for a
 * dry run and for one that still goes on.
 */
export async function startUndo(
  tx: Tx,
  input: { importId: string; reason: string; by: string | null; at: Date },
): Promise<{ run_id: string; isNew: boolean }> {
  const { importId, reason, by, at } = input
  const known = await lockImport(tx, importId)
  if (known.undo_run_id) return { run_id: known.undo_run_id, isNew: false }
  const run = known.run_id ? await readRun(tx, known.run_id) : undefined
  if (known.dry_run || !run || run.state === 'waiting' || run.state === 'running') {
    throw new Problem(409, 'import_not_done', 'There is nothing to take back', {
      detail: known.dry_run ? 'It was a dry run.' : 'It still goes on: stop it first, or wait.',
    })
  }
  const run_id = await startRun(tx, {
    kind: 'member_import_undo',
    subject: `import:${importId}`,
    input: { import_id: importId, reason },
    total: (run.result as { new_members?: number }).new_members ?? 0,
    at,
    startedBy: by,
  })
  await updateImport(tx, importId, { undo_run_id: run_id })
  return { run_id, isNew: true }
}
