import { invalid } from '../errors.ts'

/** An opaque cursor: where the next page begins. */
export const encodeCursor = (position: object): string =>
  Buffer.from(JSON.stringify(position)).toString('base64url')

/** Reads a cursor of ours whose values are all text. Throws a 400 Problem for anything else. */
export function decodeCursor<K extends string>(cursor: string, keys: K[]): Record<K, string> {
  try {
    const position = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (keys.every(key => typeof position?.[key] === 'string' && !position[key].includes('\0')))
      return position
  } catch {}
  throw invalid([{ field: 'cursor', message: 'is not a cursor of this list' }])
}
