import { readInsights } from '../customerio/index.ts'
import type { Program } from '../earning/index.ts'
import { readMember } from '../members/index.ts'
import { dayOf } from '../platform/calendar.ts'
import type { Tx } from '../platform/db/database.ts'
import type { Reward } from '../rewards/index.ts'
import type { Now } from './achievement-state.ts'
import { type Variant, variantOf } from './hold-out.ts'
import { type Insight, resolveInsight } from './insight.ts'
import { localScores } from './local-scores.ts'
import { type AchievementStanding, orderAchievements, type PlacedAchievement } from './order-achievements.ts'
import { readAchievementStanding } from './queries.ts'
import { type Standing, standingOf } from './standing.ts'

/** Who asks, when, and what the brand has for them, from the caches of its owners. */
export interface Visit {
  program: Program
  offered: readonly Reward[]
  memberId: string
  at: Date
}

/** What the personal screens of one member are made of, read in one transaction. */
export interface Personal {
  program: Program
  offered: readonly Reward[]
  member: Awaited<ReturnType<typeof readMember>>
  now: Now
  variant: Variant
  standing: Standing
  insight: Insight
  progress: AchievementStanding
  achievements: PlacedAchievement[]
}

/** Reads what is personal about a member in three statements, each by key. Throws a 401 Problem when the member is gone. */
export async function readPersonal(tx: Tx, { program, offered, memberId, at }: Visit): Promise<Personal> {
  const member = await readMember(tx, memberId)
  const progress = await readAchievementStanding(tx, memberId)
  const stored = await readInsights(tx, memberId)
  const { brand, ladder, achievements } = program
  const now = { at, day: dayOf(at, brand.timeZone) }
  const local = localScores({ ...member, counters: progress.counters }, brand.settings.points_per_dollar, at)
  const insight = resolveInsight(stored, local, at)
  const variant = variantOf(brand, memberId)
  return {
    program,
    offered,
    member,
    now,
    variant,
    standing: standingOf(member, ladder),
    insight,
    progress,
    achievements: orderAchievements({ brand, achievements, standing: progress, insight, variant, now }),
  }
}
