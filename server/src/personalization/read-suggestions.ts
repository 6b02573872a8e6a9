import { productView } from '../catalogue/index.ts'
import { pointsEnding, rankEnding } from '../earning/index.ts'
import type { GoalProgress } from '../goals/index.ts'
import { dayOf } from '../platform/calendar.ts'
import type { Tx } from '../platform/db/database.ts'
import { effectiveLots, nextExpiry, readLots } from '../points/index.ts'
import { fallenRank, qualifyingPoints, rankOf } from '../ranks/index.ts'
import { topAffinity, unpersonalInsight } from './insight.ts'
import { readOpenOffers } from './open-offers.ts'
import { findProductByAffinity } from './queries.ts'
import { rankSuggestions, type Suggestion } from './rank-suggestions.ts'
import { readAffordable } from './read-affordable.ts'
import type { Personal } from './read-personal.ts'
import { ResponseStandings, readResponses } from './standing-responses.ts'
import type { Ending, SuggestionInput } from './suggestion.ts'
import { SUGGESTIONS } from './weights.ts'

/**
 * What to suggest to a member now, best first. One statement over a bounded range; one more by key each where there is
 * something that the member likes, where points end, where a running campaign has a limit, where a reward is affordable.
 */
export async function readSuggestions(
  tx: Tx,
  personal: Personal,
  goal: GoalProgress | null,
): Promise<Suggestion[]> {
  const { variant, now, program, member } = personal
  const { dismissed_days } = program.brand.settings.personalization
  const since = now.day - Math.max(dismissed_days, SUGGESTIONS.tired_days)
  const responses = new ResponseStandings(await readResponses(tx, member.id, since))
  return rankSuggestions(await readInput(tx, personal, goal), { variant, responses })
}

async function readInput(tx: Tx, personal: Personal, goal: GoalProgress | null): Promise<SuggestionInput> {
  const { program, member, now, standing, progress } = personal
  const { brand } = program
  const insight = personal.variant === 'hold_out' ? unpersonalInsight(now.at) : personal.insight
  return {
    brand,
    standing,
    today: now.day,
    daysSinceScan: member.last_scan_at ? now.day - dayOf(member.last_scan_at, brand.timeZone) : null,
    achievements: personal.achievements,
    insight,
    product: await readProduct(tx, insight, brand),
    ending: await readEnding(tx, personal),
    rankFall: rankFallOf(personal),
    offers: await readOpenOffers(
      tx,
      program,
      { rankKey: standing.rank.key, birthMonth: member.birth_month, counters: progress.counters },
      now.at,
    ),
    goal,
    affordable: await readAffordable(tx, personal),
  }
}

async function readProduct(
  tx: Tx,
  insight: SuggestionInput['insight'],
  { settings }: Personal['program']['brand'],
): Promise<SuggestionInput['product']> {
  const top = topAffinity(insight)
  if (!top || top.score < SUGGESTIONS.affinity_from) return null
  const product = await findProductByAffinity(tx, top.key)
  return product ? productView(product, settings) : null
}

async function readEnding(tx: Tx, { program, member, standing }: Personal): Promise<Ending | null> {
  const { policy } = program.brand.settings.expiry
  if (policy === 'none' || standing.balance === 0) return null
  if (policy === 'inactivity') {
    const end = pointsEnding(program, member)
    return end && { points: standing.balance, lastDay: end.lastDay, keptByActivity: true }
  }
  const next = nextExpiry(effectiveLots(await readLots(tx, member.id), null))
  return next && { points: next.points, lastDay: next.expires_day, keptByActivity: false }
}

function rankFallOf({ program, member }: Personal): SuggestionInput['rankFall'] {
  const end = rankEnding(program, member)
  const to = fallenRank(program.ladder, rankOf(program.ladder, member.rank_key, qualifyingPoints(member)))
  return end && to && { lastDay: end.lastDay, to }
}
