export type Random = {
  /** A number from `low` to `high`. */
  between: (low: number, high: number) => number
  /** One of a list that is not empty. */
  pick: <Value>(values: readonly [Value, ...Value[]]) => Value
}

/** A stream of numbers that is the same for the same seed on every device (mulberry32). */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    between: (low, high) => low + next() * (high - low),
    pick: values => values[Math.floor(next() * values.length)] ?? values[0],
  }
}

/** A seed for something that has a name and no seed of its own. */
export function seedFrom(name: string): number {
  let hash = 2_166_136_261
  for (let at = 0; at < name.length; at++) hash = Math.imul(hash ^ name.charCodeAt(at), 16_777_619)
  return hash >>> 0
}
