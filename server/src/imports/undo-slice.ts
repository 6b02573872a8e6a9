import type { Slice, SliceWork } from '../activity/index.ts'
import { readProgram } from '../earning/index.ts'
import { eraseMember } from '../privacy/index.ts'

const MEMBERS_A_SLICE = 50

const NEXT = `
  select m.id,
    m.state = 'unconfirmed' and m.scan_count = 0 and m.redemption_count = 0
      and not exists (select 1 from sessions s where s.brand_id = m.brand_id and s.member_id = m.id)
      and not exists (select 1 from ledger_entries e
        where e.brand_id = m.brand_id and e.member_id = m.id and e.source <> $4) as untouched
  from members m
  where m.brand_id = $1 and m.imported_by = $2 and m.state <> 'erased' and m.id > (select coalesce($3::uuid, $5::uuid))
  order by m.id limit ${MEMBERS_A_SLICE}`

const FIRST = '00000000-0000-0000-0000-000000000000'

export interface UndoInput {
  import_id: string
  reason: string
}

interface UndoResult {
  removed: number
  /** Who did something since, or had something done to them, stays a member with what they have. */
  kept: number
}

/** Removes the next members of an import to whom nothing has happened since: their points lapse, what is personal goes. */
export const undoSlice: SliceWork = async ({ clock }, tx, run): Promise<Slice> => {
  const { import_id } = run.input as UndoInput
  const at = clock()
  const values = [tx.brandId, import_id, run.cursor, `import:${import_id}`, FIRST]
  const rows = await tx.raw<{ id: string; untouched: boolean }>(NEXT, values)
  const before = { removed: 0, kept: 0, ...(run.result as Partial<UndoResult>) }
  if (rows.length === 0) return { cursor: null, done: 0, result: before }
  const program = await readProgram(tx, at)
  const by = run.started_by ? (`operator:${run.started_by}` as const) : ('command line' as const)
  const untouched = rows.filter(row => row.untouched)
  for (const { id: memberId } of untouched) {
    const source = `import_undo:${import_id}`
    await eraseMember(tx, program, {
      memberId,
      clientOpId: null,
      requestId: null,
      by,
      source,
      mayBeActive: false,
      at,
    })
  }
  const result: UndoResult = {
    removed: before.removed + untouched.length,
    kept: before.kept + rows.length - untouched.length,
  }
  return { cursor: rows.at(-1)?.id ?? null, done: rows.length, result }
}
