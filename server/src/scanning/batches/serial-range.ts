import { invalid } from '../../platform/errors.ts'

/** Serials of a batch, both ends included. */
export interface SerialRange {
  from: number
  to: number
}

/** How PostgreSQL writes these serials as a set. */
export const asMultirange = ({ from, to }: SerialRange): string => `{[${from},${to}]}`

/** The sets of serials of a batch `b` as JSON: ranges in order, both ends included. */
export const rangesOf = (column: string): string =>
  `(select coalesce(json_agg(json_build_object('from', lower(r), 'to', upper(r) - 1)), '[]') from unnest(${column}) r)`

/** The range that a request names, or null for the whole batch. Throws a 400 Problem for one that the batch has not. */
export function requireRange(
  { from_serial: from, to_serial: to }: { from_serial?: number | undefined; to_serial?: number | undefined },
  codeCount: number,
): SerialRange | null {
  if (from === undefined && to === undefined) return null
  if (from === undefined || to === undefined) {
    const field = from === undefined ? 'from_serial' : 'to_serial'
    throw invalid([{ field, message: 'is missing: a range has both ends' }])
  }
  if (to > codeCount)
    throw invalid([{ field: 'to_serial', message: `is beyond the last serial, ${codeCount}` }])
  if (from > to) throw invalid([{ field: 'from_serial', message: 'is after to_serial' }])
  return { from, to }
}
