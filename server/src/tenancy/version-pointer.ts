import { sql, type Tx } from '../platform/db/database.ts'
import { notFound, Problem } from '../platform/errors.ts'

/** What a brand has decided lies in immutable versions; its row says which of them is current. */
export type Pointer = 'settings_version' | 'ladder_version'

/** A version that became the current one, with what was before it and what is now. */
export interface Published<T> {
  version: number
  /** The same version where nothing changed. */
  previous: number
  before: T
  after: T
}

const pointers = sql.selectFrom('brands').select(['settings_version', 'ladder_version'])

/** Which versions are current. */
export async function readPointers(tx: Tx): Promise<Record<Pointer, number>> {
  const row = await tx.first(pointers.where('id', '=', tx.brandId))
  if (!row) throw notFound('brand')
  return row
}

/** The same, locked until the end of the transaction: whoever publishes next waits. */
export async function lockPointers(tx: Tx): Promise<Record<Pointer, number>> {
  const row = await tx.first(pointers.where('id', '=', tx.brandId).forNoKeyUpdate())
  if (!row) throw notFound('brand')
  return row
}

/** Throws a 409 Problem when somebody published in between. Without an expectation the last one wins. */
export function requireVersion(current: number, expected: number | undefined): void {
  if (expected === undefined || expected === current) return
  throw new Problem(409, 'version_conflict', 'This was changed in the meantime', {
    detail: `Version ${current} is current, not ${expected}. Read it and try again.`,
    errors: [{ field: 'expected_version', message: `is ${current} now` }],
  })
}

/** Makes another version the current one. */
export async function movePointer(tx: Tx, pointer: Pointer, version: number): Promise<void> {
  await tx.run(
    sql
      .updateTable('brands')
      .set({ [pointer]: version })
      .where('id', '=', tx.brandId),
  )
}
