import type { Random } from '../chaos/random.ts'

/** One fault of the stand-in, as its control port takes it. */
export type Fault = Record<string, unknown> & { kind: string }

/** Whom faults befall throughout. */
export interface Victims {
  /** Requests about them are refused as malformed, so their events die. */
  malformed: string[]
  /** Requests about them end in a 500, until the sky clears. */
  breaking: string[]
}

const RETRY_AFTER = ['none', 'seconds', 'date', '60+', 'garbage']

/** Each way in which the other side can fail for a while. */
const WEATHER: ((random: Random) => Fault[])[] = [
  () => [],
  ...RETRY_AFTER.map(style => () => [{ kind: '429', rate: 0.3, burst: 3, retry_after: style }]),
  ...['408', '500', '502', '503', '504'].flatMap(kind => [
    () => [{ kind, rate: 0.4 }],
    () => [{ kind, rate: 0.4, html: true }],
  ]),
  ...['401', '403'].map(kind => () => [{ kind, rate: 0.3, count: 3 }]),
  ...['refuse', 'reset_before_commit', 'reset_after_commit', 'cut_body', 'empty_body'].map(kind => () => [
    { kind, rate: 0.4 },
  ]),
  () => [{ kind: 'commit_then_no_answer', rate: 0.4, ms: 100 }],
  () => [{ kind: 'slow', rate: 0.5, ms: 400 }],
  // Once: an operation that goes again alone cannot be told from the others by an index.
  () => [{ kind: 'unknown_index', count: 1 }],
  () => [{ kind: 'outage' }],
  random => [
    { kind: '500', rate: 0.2 },
    { kind: 'reset_after_commit', every: random.integer(2, 5) },
  ],
]

/** All weathers in a random order, so that a run has each at least once. */
export function forecast(random: Random): Fault[][] {
  return WEATHER.map(make => ({ make, at: random.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ make }) => make(random))
}

/** What befalls the victims, whatever the weather. */
export const misfortunes = ({ malformed, breaking }: Victims): Fault[] => [
  ...malformed.map(person => ({ kind: '400', person })),
  ...breaking.map(person => ({ kind: '500', person })),
]
