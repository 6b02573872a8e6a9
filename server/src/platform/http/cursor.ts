import { invalid } from '../errors.ts'
import { UUID_PATTERN } from '../id.ts'

/** An opaque cursor: where the next page begins. */
export const encodeCursor = (position: object): string =>
  Buffer.from(JSON.stringify(position)).toString('base64url')

/** A page of rows that were asked for with one more than `limit`: whether that one came tells whether there are more. */
export function pageOf<Row>(rows: Row[], limit: number, positionOf: (last: Row) => object) {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next_cursor: rows.length > limit && last ? encodeCursor(positionOf(last)) : null }
}

const PATTERNS = { text: /^[^\0]*$/, uuid: new RegExp(UUID_PATTERN), number: /^\d{1,15}$/ }

/** Reads a cursor of ours, whose values have these forms. Throws a 400 Problem for anything else. */
export function decodeCursor<K extends string>(
  cursor: string,
  forms: Record<K, keyof typeof PATTERNS>,
): Record<K, string> {
  try {
    const position = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    const isOurs = (Object.keys(forms) as K[]).every(
      key => typeof position?.[key] === 'string' && PATTERNS[forms[key]].test(position[key]),
    )
    if (isOurs) return position
  } catch {}
  throw invalid([{ field: 'cursor', message: 'is not a cursor of this list' }])
}
