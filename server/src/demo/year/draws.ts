import { createHash } from 'node:crypto'

/** Chance that can be repeated: the same seeds give the same draws, whatever was drawn elsewhere. */
export interface Draws {
  /** From 0 up to, and without, 1. */
  share(): number
  /** Whether something of this probability happens. */
  happens(probability: number): boolean
  /** A whole number from 0 up to, and without, this one. */
  below(count: number): number
  pick<T>(list: readonly T[]): T
  /** Of the normal distribution. */
  normal(): number
}

/** Draws that follow from these whole numbers alone. */
export function drawsOf(...seeds: number[]): Draws {
  let state = 0x9e3779b9
  for (const seed of seeds) state = mix(Math.imul(state ^ (seed + 0x7f4a7c15), 0x85ebca6b))
  // mulberry32: short, fast, and good enough to live by.
  const share = () => {
    state = (state + 0x6d2b79f5) | 0
    return (mix(state) >>> 0) / 0x1_0000_0000
  }
  const below = (count: number) => Math.floor(share() * count)
  return {
    share,
    happens: probability => share() < probability,
    below,
    pick: <T>(list: readonly T[]) => list[below(list.length)] as T,
    normal: () => Math.sqrt(-2 * Math.log(1 - share())) * Math.cos(2 * Math.PI * share()),
  }
}

function mix(bits: number): number {
  let z = bits
  z = Math.imul(z ^ (z >>> 15), z | 1)
  z ^= z + Math.imul(z ^ (z >>> 7), z | 61)
  return z ^ (z >>> 14)
}

/** A UUID that follows from what it is about: whoever lives the same day again does the same operations. */
export function operationId(...about: (string | number)[]): string {
  const hex = createHash('sha256').update(about.join('/')).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
