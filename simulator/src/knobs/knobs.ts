import { isObject } from '../operation.ts'
import { type RetryAfterStyle, retryAfterStyles } from './retry-after.ts'

/** What the documents leave open, to be set to any reading; delivery must be right under each. */
export type Knobs = {
  /** How many bytes a "KB" of the documented limits is. */
  kb_bytes: 1000 | 1024
  /** The status of a batch of which some operations were refused. */
  partial_status: 207 | 200
  /** Whether one refused operation may be listed with several errors. */
  several_errors: boolean
  /** What happens to an event whose id is not a ULID. */
  bad_ulid: 'rejected' | 'accepted'
  /** The Retry-After of an answer 429 given for being too fast. */
  retry_after: RetryAfterStyle
  /** Requests of one workspace to one of the APIs in a second of the clock. */
  requests_per_second: number
  /** What becomes of requests beyond that: an answer 429, or a good answer and nothing kept. */
  over_rate: 'throttled' | 'dropped'
  /** How many event ids are remembered for de-duplication, per workspace. */
  remembered_event_ids: number
  /** For how long each of them is remembered; null: for ever. */
  remembered_event_ms: number | null
  /** How long every answer takes at least, and by how much more it may take, drawn from the seed. */
  latency_ms: number
  latency_jitter_ms: number
}

export const defaultKnobs: Knobs = {
  kb_bytes: 1000,
  partial_status: 207,
  several_errors: true,
  bad_ulid: 'rejected',
  retry_after: 'none',
  requests_per_second: 1000,
  over_rate: 'throttled',
  remembered_event_ids: 1_000_000,
  remembered_event_ms: null,
  latency_ms: 0,
  latency_jitter_ms: 0,
}

const choices: { [name in keyof Knobs]?: readonly Knobs[name][] } = {
  kb_bytes: [1000, 1024],
  partial_status: [207, 200],
  several_errors: [true, false],
  bad_ulid: ['rejected', 'accepted'],
  retry_after: retryAfterStyles,
  over_rate: ['throttled', 'dropped'],
}

/** Reads some of the knobs; throws an Error that names the one that is wrong and says what it may be. */
export function readKnobs(value: unknown): Partial<Knobs> {
  if (!isObject(value)) throw new Error('Knobs must be a JSON object.')
  for (const [name, given] of Object.entries(value)) {
    if (!(name in defaultKnobs))
      throw new Error(`${name} is not a knob; the knobs are ${Object.keys(defaultKnobs).join(', ')}.`)
    const allowed: readonly unknown[] | undefined = choices[name as keyof Knobs]
    if (allowed && !allowed.includes(given)) throw new Error(`${name} must be one of ${allowed.join(', ')}.`)
    if (!allowed && !isAmount(name, given)) throw new Error(`${name} must be a whole number, 0 or more.`)
  }
  return value
}

function isAmount(name: string, given: unknown): boolean {
  if (name === 'remembered_event_ms' && given === null) return true
  return Number.isSafeInteger(given) && Number(given) >= 0
}
