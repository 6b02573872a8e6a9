import type { RetryAfterStyle } from './limits.ts'
import { isObject } from './operation.ts'
import { seededRandom } from './random.ts'

export const faultKinds = ['refuse', '500', '429', 'commit_then_no_answer', 'slow'] as const
export type FaultKind = (typeof faultKinds)[number]

export type Fault = {
  kind: FaultKind
  /** The share of requests it befalls, drawn from the seed; without it, every one. */
  rate?: number
  /** It ends after this many requests; without it, it stays until it is taken away. */
  count?: number
  /** A 500 in HTML, as a proxy in between would answer. */
  html?: boolean
  retry_after?: RetryAfterStyle
  ms?: number
}

/** The faults in force, and the seeded draw of whom they befall. */
export class Faults {
  readonly #seed: number
  #random: () => number
  #entries: { fault: Fault; hits: number }[] = []

  constructor(seed: number) {
    this.#seed = seed
    this.#random = seededRandom(seed)
  }

  replace(faults: Fault[]): void {
    this.#entries = faults.map(fault => ({ fault, hits: 0 }))
    // From the start again, so that the same list befalls the same requests in every run.
    this.#random = seededRandom(this.#seed)
  }

  list() {
    return this.#entries.map(({ fault, hits }) => ({ ...fault, hits }))
  }

  /** The first fault in the list that befalls the next request, if any does. */
  draw(): Fault | undefined {
    for (const entry of this.#entries) {
      const { fault } = entry
      if (fault.count !== undefined && entry.hits >= fault.count) continue
      if (fault.rate !== undefined && this.#random() >= fault.rate) continue
      entry.hits++
      return fault
    }
    return undefined
  }
}

/** Reads a list of faults; throws an Error that says which one is wrong and how. */
export function readFaults(value: unknown): Fault[] {
  if (!Array.isArray(value))
    throw new Error('The body must be a JSON array of faults; [] takes them all away.')
  return value.map(readFault)
}

const fields = new Set(['kind', 'rate', 'count', 'html', 'retry_after', 'ms'])

function readFault(value: unknown, index: number): Fault {
  const must = (holds: boolean, what: string) => {
    if (!holds) throw new Error(`Fault ${index}: ${what}.`)
  }
  if (!isObject(value)) throw new Error(`Fault ${index}: must be an object.`)
  const unknown = Object.keys(value).find(name => !fields.has(name))
  must(unknown === undefined, `${unknown} is not a field; the fields are ${[...fields].join(', ')}`)
  const kind = String(value.kind) as FaultKind
  must(faultKinds.includes(kind), `kind must be one of ${faultKinds.join(', ')}`)
  const { rate, count, html, retry_after, ms } = value
  const isNumber = (given: unknown, min: number, max: number) =>
    given === undefined || (typeof given === 'number' && given >= min && given <= max)
  must(isNumber(rate, 0, 1), 'rate must be a number from 0 to 1')
  must(
    isNumber(count, 0, Infinity) && (count === undefined || Number.isInteger(count)),
    'count must be whole',
  )
  must(isNumber(ms, 0, 600_000), 'ms must be a number from 0 to 600000')
  must(html === undefined || typeof html === 'boolean', 'html must be true or false')
  must(
    retry_after === undefined || ['none', 'seconds', 'date'].includes(String(retry_after)),
    'retry_after must be none, seconds or date',
  )
  return { ...value, kind } as Fault
}
