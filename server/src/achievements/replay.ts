import type { CounterState } from '../counters/index.ts'
import type { Day } from '../platform/calendar.ts'
import {
  advance,
  counts,
  drivenBy,
  type Moves,
  progressOf,
  type Rule,
  type ScannedProduct,
  type Standing,
  unlockAt,
} from './rule.ts'

/** Something that moved metrics at some time. */
export interface PastMove {
  at: Date
  day: Day
  product?: ScannedProduct | undefined
  moves: Moves
}

export interface Replay {
  /** Undefined where nothing counted. */
  state: CounterState | undefined
  /** What the counter shows today. */
  value: number
  /** When the rule was first met: once, or once in each period where it repeats. */
  met: { at: Date; period: string | null }[]
  firstMetAt: Date | null
}

/** What a rule would have counted, and when it would have been met, had it been there all along; moves oldest first. */
export function replayCounter(rule: Rule, moves: Iterable<PastMove>, today: Day): Replay {
  let state: CounterState | undefined
  let standing: Standing | undefined
  const met: Replay['met'] = []
  for (const { at, day, product, moves: moved } of moves) {
    const by = moved[drivenBy(rule.metric)] ?? 0
    if (by === 0 || !counts(rule, at, product)) continue
    const counted = advance(rule, state, { by, day, product })
    state = counted.state
    const next = by > 0 ? unlockAt(rule, { value: counted.value, at, day, standing }) : null
    if (!next) continue
    standing = next
    met.push({ at, period: next.period })
  }
  const value = state === undefined ? 0 : progressOf(rule, { [rule.counterKey]: state }, today)
  return { state, value, met, firstMetAt: met[0]?.at ?? null }
}
