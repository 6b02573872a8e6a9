import type { CompiledAchievements } from '../achievements/index.ts'
import { productView } from '../catalogue/index.ts'
import { readInsights } from '../customerio/index.ts'
import { readMember } from '../members/index.ts'
import { dayOf } from '../platform/calendar.ts'
import type { Tx } from '../platform/db/database.ts'
import type { Ladder } from '../ranks/index.ts'
import type { Brand } from '../tenancy/index.ts'
import { rankCards } from './cards.ts'
import { type Insight, resolveInsight, topAffinity } from './insight.ts'
import { localScores } from './local-scores.ts'
import { orderAchievements, type PlacedAchievement } from './order-achievements.ts'
import { findProductByAffinity, readAchievementStanding } from './queries.ts'
import type { CardView } from './schema.ts'
import { type Standing, standingOf } from './standing.ts'

import { CARDS } from './weights.ts'

/** What a brand has configured, as far as it is personal. */
interface Program {
  brand: Brand
  ladder: Ladder
  achievements: CompiledAchievements
}

/** What the personal screens of one member are made of, read in one transaction. */
export interface Personal {
  memberId: string
  firstName: string | null
  brand: Brand
  standing: Standing
  insight: Insight
  achievements: PlacedAchievement[]
}

/** Reads what is personal about a member in three statements, each by key. Throws a 401 Problem when the member is gone. */
export async function readPersonal(tx: Tx, program: Program, memberId: string, at: Date): Promise<Personal> {
  const member = await readMember(tx, memberId)
  const progress = await readAchievementStanding(tx, memberId)
  const stored = await readInsights(tx, memberId)
  const { brand, ladder, achievements } = program
  const now = { at, day: dayOf(at, brand.timeZone) }
  const local = localScores({ ...member, counters: progress.counters }, brand.settings.points_per_dollar, at)
  const insight = resolveInsight(stored, local, at)
  return {
    memberId,
    firstName: member.first_name,
    brand,
    standing: standingOf(member, ladder),
    insight,
    achievements: orderAchievements({ brand, achievements, standing: progress, insight, now }),
  }
}

/** The member's cards; one more statement where there is something that the member likes. */
export async function readCards(tx: Tx, personal: Personal): Promise<CardView[]> {
  const { brand } = personal
  const top = topAffinity(personal.insight)
  const product =
    top && top.score >= CARDS.affinity_from ? await findProductByAffinity(tx, top.key) : undefined
  return rankCards(personal.memberId, {
    brand,
    standing: personal.standing,
    achievements: personal.achievements,
    insight: personal.insight,
    product: product ? productView(product, brand.settings) : null,
  })
}
