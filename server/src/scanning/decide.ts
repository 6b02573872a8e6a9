import { type Achievement, evaluateScan } from '../achievements/index.ts'
import type { EventRefs, OutboxRow } from '../activity/index.ts'
import { laneOf } from '../activity/index.ts'
import { newId } from '../platform/id.ts'
import { combinedMultiplier, type LedgerRow, type Multiplier, pointsForScan } from '../points/index.ts'
import { type Rank, rankFor, rankOf } from '../ranks/index.ts'
import { answerClaimed, answerRefused } from './answer.ts'
import type { ScanAnswer } from './schema.ts'
import {
  type CodeState,
  codeVerdict,
  type MemberState,
  type ScanRequest,
  type ScanState,
  type Verdict,
} from './state.ts'

export interface Gift {
  orderId: string
  name: string
}

/** What a claim writes, in absolute values. */
export interface ClaimEffects {
  actionId: string
  member: MemberState
  counters: ReadonlyMap<string, number>
  unlocked: Achievement[]
  entries: LedgerRow[]
  events: OutboxRow[]
  gift: Gift | null
  actionData: object
}

export type Decision =
  | { kind: 'repeated'; answer: string }
  | { kind: 'operation_reused' }
  | { kind: 'refused'; verdict: Verdict; answer: string; kept: boolean; code: CodeState | undefined }
  | { kind: 'claimed'; answer: string; code: CodeState; effects: ClaimEffects }

/** Answers that would be the same for ever; `unknown` and `inactive` are judged anew when they are asked again. */
const KEPT: ReadonlySet<Verdict> = new Set(['already_yours', 'claimed_by_another', 'void', 'expired'])

/**
 * What a scan does, given what the database holds: verdict, points, rank, achievements, entries, events. Pure but for
 * the ids it makes; every value it answers is absolute.
 */
export function decide(state: ScanState, request: ScanRequest): Decision {
  if (state.operation) {
    return state.operation.request_hash === request.requestHash
      ? { kind: 'repeated', answer: state.operation.answer }
      : { kind: 'operation_reused' }
  }
  const verdict = codeVerdict(state.code, request.at)
  if (verdict === 'claimable') return claim(state, state.code as CodeState, request)
  const refusal =
    verdict === 'claimed'
      ? state.code?.claimed_by === state.member.id
        ? 'already_yours'
        : 'claimed_by_another'
      : verdict
  return {
    kind: 'refused',
    verdict: refusal,
    answer: JSON.stringify(answerRefused(refusal, state, request)),
    kept: KEPT.has(refusal),
    code: state.code,
  }
}

function claim(state: ScanState, code: CodeState, request: ScanRequest): Decision {
  const { brand, ladder } = request.program
  const rankBefore = rankOf(ladder, state.member.rank_key, state.member.lifetime_points)
  const scanNumber = state.member.scan_count + 1
  const multipliers = multipliersOf(rankBefore, scanNumber, brand.settings.second_scan_basis_points)
  const capBasisPoints = brand.settings.multiplier_cap_basis_points
  const scanPoints = pointsForScan({
    msrpCents: code.product.msrp_cents,
    fixedPoints: code.product.fixed_points,
    pointsPerDollar: brand.settings.points_per_dollar,
    multipliers,
    capBasisPoints,
  })
  const { counters, unlocked } = evaluateScan({
    achievements: request.program.achievements,
    product: code.product,
    points: scanPoints,
    counters: state.counters,
    alreadyUnlocked: state.unlocked,
  })
  const actionId = newId(request.at)
  const rule = {
    rule: code.product.fixed_points === null ? 'points_per_dollar' : 'fixed_points',
    multipliers,
    settings_version: brand.settingsVersion,
    ladder_version: brand.ladderVersion,
  }
  const ledger = openLedger(state.member, actionId, request.at)
  ledger.add(scanPoints, 'scan', rule)
  for (const { id, version, definition } of unlocked) {
    ledger.add(definition.rewards.points, 'achievement', { achievement_id: id, version })
  }
  const rank = rankFor(ladder, ledger.lifetimePoints)
  const rankAfter = rank.threshold > rankBefore.threshold ? rank : rankBefore
  const member: MemberState = {
    ...state.member,
    points_balance: ledger.balance,
    lifetime_points: ledger.lifetimePoints,
    ledger_seq: ledger.seq,
    rank_key: rankAfter.key,
    scan_count: scanNumber,
    achievement_count: state.member.achievement_count + unlocked.length,
    last_scan_at: request.at,
  }
  const gift =
    scanNumber === 1 && brand.settings.gift
      ? { orderId: newId(request.at), name: brand.settings.gift.name }
      : null
  const outcome = {
    verdict: 'claimed' as const,
    points_earned: ledger.earned,
    multiplier: combinedMultiplier({ multipliers, capBasisPoints }),
    multipliers,
    scan_number: scanNumber,
    rank: rankAfter,
    rank_changed: rankAfter.key !== rankBefore.key,
    unlocked,
    gift,
  }
  const answer: ScanAnswer = answerClaimed(outcome, code, member, request)
  const events = member.marketing_consent
    ? eventsOf({
        request,
        code,
        member,
        rankBefore,
        rankAfter,
        unlocked,
        gift,
        points: ledger.earned,
        actionId,
      })
    : []
  const actionData = {
    verdict: 'claimed',
    points: ledger.earned,
    balance_after: ledger.balance,
    product: { id: code.product.id, name: code.product.name, sku: code.product.sku },
    batch_id: code.batch_id,
    serial: code.serial,
    code: code.hmac,
    entries: ledger.entries.map(({ seq, amount, reason }) => ({ seq, amount, reason })),
    rank: outcome.rank_changed ? rankAfter.key : undefined,
    unlocked: unlocked.map(({ key }) => key),
    gift: gift?.orderId,
    events: events.map(({ id, name }) => ({ id, name })),
  }
  return {
    kind: 'claimed',
    answer: JSON.stringify(answer),
    code,
    effects: { actionId, member, counters, unlocked, entries: ledger.entries, events, gift, actionData },
  }
}

function multipliersOf(rank: Rank, scanNumber: number, secondScanBasisPoints: number): Multiplier[] {
  const multipliers: Multiplier[] = [{ rule: 'rank', basis_points: rank.multiplier_basis_points }]
  if (scanNumber === 2) multipliers.push({ rule: 'streak', basis_points: secondScanBasisPoints })
  return multipliers
}

/** Adds entries one after another, each with the next `seq` and the balance after it. Nothing is entered for zero. */
function openLedger(member: MemberState, actionId: string, at: Date) {
  const entries: LedgerRow[] = []
  return {
    entries,
    balance: member.points_balance,
    lifetimePoints: member.lifetime_points,
    seq: member.ledger_seq,
    earned: 0,
    add(amount: number, reason: LedgerRow['reason'], rule: object) {
      if (amount === 0) return
      this.balance += amount
      this.lifetimePoints += amount
      this.earned += amount
      this.seq += 1
      entries.push({
        brand_id: member.brand_id,
        member_id: member.id,
        seq: this.seq,
        amount,
        balance_after: this.balance,
        reason,
        action_id: actionId,
        rule,
        created_at: at,
      })
    },
  }
}

function eventsOf(input: {
  request: ScanRequest
  code: CodeState
  member: MemberState
  rankBefore: Rank
  rankAfter: Rank
  unlocked: Achievement[]
  gift: Gift | null
  points: number
  actionId: string
}): OutboxRow[] {
  const { request, member, rankAfter } = input
  const numbers = {
    points_balance: member.points_balance,
    lifetime_points: member.lifetime_points,
    points_spent_total: member.points_spent,
    rank_key: rankAfter.key,
    rank_name: rankAfter.name,
    rank_multiplier: rankAfter.multiplier_basis_points / 10_000,
    total_scans: member.scan_count,
    total_redemptions: member.redemption_count,
    total_achievements_unlocked: member.achievement_count,
  }
  const event = (name: string, refs: EventRefs, award?: Record<string, number>): OutboxRow => ({
    brand_id: member.brand_id,
    id: newId(request.at),
    member_id: member.id,
    lane: laneOf(member.id),
    name,
    schema_version: 1,
    occurred_at: request.at,
    numbers: { ...numbers, ...award },
    refs: { action_id: input.actionId, ...refs },
  })
  const product = { product_id: input.code.product.id }
  const events = [event('product_scanned', product, { points_award: input.points })]
  if (input.gift) events.push(event('gift_claimed', { ...product, order_id: input.gift.orderId }))
  for (const { key, definition } of input.unlocked) {
    events.push(event('achievement_unlocked', { achievement_key: key, achievement_name: definition.name }))
  }
  if (rankAfter.key !== input.rankBefore.key) {
    events.push(event('rank_changed', { from: input.rankBefore.key, to: rankAfter.key }))
  }
  return events
}
