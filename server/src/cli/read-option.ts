import { InvalidArgumentError } from 'commander'
import { UUID_PATTERN } from '../platform/id.ts'

/** A whole number of at least 1, as typed; commas and underscores may group it. Throws InvalidArgumentError. */
export function readCount(text: string): number {
  const digits = text.replace(/(?<=\d)[,_](?=\d{3})/g, '')
  if (!/^[1-9]\d{0,9}$/.test(digits)) throw new InvalidArgumentError('Give a whole number of at least 1.')
  return Number(digits)
}

/** An id as it is stored. Throws InvalidArgumentError. */
export function readId(text: string): string {
  if (!new RegExp(UUID_PATTERN).test(text)) {
    throw new InvalidArgumentError('Give an id, such as 0197d2a4-5b1c-7e3f-9a80-1c2d3e4f5a6b.')
  }
  return text.toLowerCase()
}

/** `one,many`: what a brand calls one point and several. Throws InvalidArgumentError. */
export function readPointsName(text: string): { one: string; many: string } {
  const [one, many, ...more] = text.split(',').map(word => word.trim())
  if (!one || !many || more.length > 0) throw new InvalidArgumentError('Give two words, such as leaf,leaves.')
  return { one, many }
}

/** An option that may be given several times, or once with commas: all that was given so far. */
export function gather(text: string, before: string[] = []): string[] {
  return [...before, ...text.split(',').flatMap(part => part.trim() || [])]
}
