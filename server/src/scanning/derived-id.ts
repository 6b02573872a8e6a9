import { createHash } from 'node:crypto'

/** An operation's id that follows from what it is about: whoever does it again does the same operation. */
export function derivedId(...parts: string[]): string {
  const hex = createHash('sha256').update(parts.join('/')).digest('hex').slice(0, 32)
  // Version 8: made by a rule of our own.
  const versioned = `${hex.slice(0, 12)}8${hex.slice(13, 16)}8${hex.slice(17)}`
  return versioned.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
