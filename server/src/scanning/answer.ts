import type { Achievement } from '../achievements/index.ts'
import { productView } from '../catalogue/index.ts'
import type { Multiplier } from '../points/index.ts'
import { type Rank, rankOf } from '../ranks/index.ts'
import type { ScanAnswer } from './schema.ts'
import type { CodeState, MemberState, ScanRequest, ScanState, Verdict } from './state.ts'

const rankView = (rank: Rank) => ({
  key: rank.key,
  name: rank.name,
  multiplier: rank.multiplier_basis_points / 10_000,
})

interface Outcome {
  points_earned: number
  multiplier: number
  multipliers: Multiplier[]
  scan_number: number
  rank: Rank
  rank_changed: boolean
  unlocked: Achievement[]
  gift: { orderId: string; name: string } | null
}

/** The answer to a scan that took effect: all that happened. */
export function answerClaimed(
  outcome: Outcome,
  code: CodeState,
  member: MemberState,
  request: ScanRequest,
): ScanAnswer {
  return {
    verdict: 'claimed',
    points_earned: outcome.points_earned,
    multiplier: outcome.multiplier,
    multipliers: outcome.multipliers
      .filter(({ basis_points }) => basis_points !== 10_000)
      .map(({ rule, basis_points }) => ({ rule, multiplier: basis_points / 10_000 })),
    new_balance: member.points_balance,
    rank: rankView(outcome.rank),
    rank_changed: outcome.rank_changed,
    achievements_unlocked: outcome.unlocked.map(({ key, definition }) => ({
      key,
      name: definition.name,
      description: definition.description,
      rarity: definition.metadata.rarity,
      points: definition.rewards.points,
    })),
    goal: null,
    gift: outcome.gift && {
      name: outcome.gift.name,
      order_id: outcome.gift.orderId,
      status: member.state === 'confirmed' ? 'pending' : 'unconfirmed',
    },
    scan_number: outcome.scan_number,
    product: productView(code.product, request.program.brand.settings),
  }
}

/** The answer to a scan that changed nothing. Another member's code says nothing about its product. */
export function answerRefused(verdict: Verdict, state: ScanState, request: ScanRequest): ScanAnswer {
  const shown =
    state.code && verdict !== 'claimed_by_another' && verdict !== 'unknown' ? state.code.product : null
  return {
    verdict,
    points_earned: 0,
    multiplier: 1,
    multipliers: [],
    new_balance: state.member.points_balance,
    rank: rankView(rankOf(request.program.ladder, state.member.rank_key, state.member.lifetime_points)),
    rank_changed: false,
    achievements_unlocked: [],
    goal: null,
    gift: null,
    scan_number: null,
    product: shown && productView(shown, request.program.brand.settings),
  }
}
