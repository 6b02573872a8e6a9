import type { CounterState } from '../counters/index.ts'
import type { Day } from '../platform/calendar.ts'
import type { CompiledAchievements, WatchedCounter, Watcher } from './compile.ts'
import type { Achievement } from './definition.ts'
import {
  advance,
  counts,
  type Moves,
  type MovingMetric,
  type ScannedProduct,
  type Standing,
  unlockAt,
} from './rule.ts'

export interface Unlock extends Standing {
  achievement: Achievement
}

export interface EvaluationInput {
  moves: Moves
  product?: ScannedProduct | undefined
  /** States by counter key, as they were. */
  counters: Readonly<Record<string, unknown>>
  /** By achievement id. */
  unlocked: ReadonlyMap<string, Standing>
  at: Date
  day: Day
}

export interface Evaluation {
  /** The counters that moved, with their new states. */
  counters: Map<string, CounterState>
  unlocked: Unlock[]
}

/**
 * What moves of metrics do to a member's achievements: each counter they touch moves once, and whoever watches it
 * unlocks if it is newly met. One pass: what unlocking gives is for the caller to give, and to evaluate in turn. What
 * it costs depends on the counters that move, not on how many achievements there are.
 */
export function evaluate(compiled: CompiledAchievements, input: EvaluationInput): Evaluation {
  const counters = new Map<string, CounterState>()
  const unlocked: (Unlock & Pick<Watcher, 'position'>)[] = []
  for (const metric of Object.keys(input.moves) as MovingMetric[]) {
    const by = input.moves[metric] ?? 0
    if (by === 0) continue
    for (const counter of compiled.candidates(metric, input.product)) {
      if (!counts(counter, input.at, input.product)) continue
      const { day, product } = input
      const { state, value } = advance(counter, input.counters[counter.counterKey], { by, day, product })
      counters.set(counter.counterKey, state)
      // Going down, as a wishlist may, is no achievement.
      if (by > 0) unlocked.push(...unlocksOf(counter, value, input))
    }
  }
  unlocked.sort((a, b) => a.position - b.position)
  return { counters, unlocked: unlocked.map(({ position: _, ...unlock }) => unlock) }
}

function* unlocksOf({ watchers }: WatchedCounter, value: number, { at, day, unlocked }: EvaluationInput) {
  for (const { achievement, rule, position } of watchers) {
    const standing = unlocked.get(achievement.id)
    const next = unlockAt(rule, { value, at, day, standing })
    if (next) yield { achievement, position, ...next }
  }
}
