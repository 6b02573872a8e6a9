import { productView } from '../catalogue/index.ts'
import type { Act, MemberState, ScanAward } from '../earning/index.ts'
import { goalProgress, type StandingGoal } from '../goals/index.ts'
import { qualifyingPoints, type Rank, rankOf } from '../ranks/index.ts'
import type { Gift } from './decide.ts'
import type { ScanAnswer } from './schema.ts'
import type { CodeState, ScanRequest, ScanState, Verdict } from './state.ts'

const rankView = (rank: Rank) => ({
  key: rank.key,
  name: rank.name,
  multiplier: rank.multiplier_basis_points / 10_000,
})

interface Outcome {
  act: Act
  award: ScanAward
  scanNumber: number
  gift: Gift | null
  goal: StandingGoal | undefined
}

/** The answer to a scan that took effect: all that happened. */
export function answerClaimed(
  { act, award, scanNumber, gift, goal }: Outcome,
  code: CodeState,
  member: MemberState,
  request: ScanRequest,
): ScanAnswer {
  return {
    verdict: 'claimed',
    points_earned: act.earned,
    points_held: act.held ? act.earned : 0,
    hold: act.held && {
      reason: act.held.reason,
      settles_at: act.held.settles_at?.toISOString() ?? null,
    },
    points_capped: award.capped,
    cap: award.cap,
    points_repaid: act.entries
      .filter(({ reason }) => reason === 'repayment')
      .reduce((sum, { amount }) => sum - amount, 0),
    multiplier: award.multiplier,
    multipliers: award.multipliers
      .filter(({ basis_points }) => basis_points !== 10_000)
      .map(({ rule, basis_points }) => ({ rule, multiplier: basis_points / 10_000 })),
    campaigns: award.campaigns.map(({ campaign: { id, name, effect }, points }) => ({
      id,
      name,
      points,
      multiplier: effect.kind === 'multiplier' ? effect.basisPoints / 10_000 : null,
    })),
    new_balance: member.points_balance,
    rank: rankView(act.rankAfter),
    rank_changed: act.rankAfter.key !== act.rankBefore.key,
    achievements_unlocked: act.unlocked.map(({ achievement: { key, definition }, times }) => ({
      key,
      name: definition.name,
      description: definition.description,
      rarity: definition.metadata.rarity,
      points: definition.rewards.points,
      times,
      multiplier: definition.rewards.multiplier
        ? {
            factor: definition.rewards.multiplier.basis_points / 10_000,
            days: definition.rewards.multiplier.days,
          }
        : null,
    })),
    goal: goal ? goalProgress(goal, member.points_balance) : null,
    gift: gift && {
      name: gift.name,
      order_id: gift.orderId,
      status: member.state === 'confirmed' ? 'pending' : 'unconfirmed',
    },
    scan_number: scanNumber,
    product: productView(code.product, request.program.brand.settings),
  }
}

/** The answer to a scan that changed nothing. Another member's code says nothing about its product. */
export function answerRefused(verdict: Verdict, state: ScanState, request: ScanRequest): ScanAnswer {
  const { member } = state.account
  const shown =
    state.code && verdict !== 'claimed_by_another' && verdict !== 'unknown' ? state.code.product : null
  return {
    verdict,
    points_earned: 0,
    points_held: 0,
    hold: null,
    points_capped: 0,
    cap: null,
    points_repaid: 0,
    multiplier: 1,
    multipliers: [],
    campaigns: [],
    new_balance: member.points_balance,
    rank: rankView(rankOf(request.program.ladder, member.rank_key, qualifyingPoints(member))),
    rank_changed: false,
    achievements_unlocked: [],
    goal: null,
    gift: null,
    scan_number: null,
    product: shown && productView(shown, request.program.brand.settings),
  }
}
