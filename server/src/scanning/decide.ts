import {
  Account,
  AccountIsDue,
  type Act,
  awardScan,
  dueAfterAct,
  progress,
  type ScanAward,
} from '../earning/index.ts'
import { moveGoal, type StandingGoal } from '../goals/index.ts'
import { newId } from '../platform/id.ts'
import { answerClaimed, answerRefused } from './answer.ts'
import { judgePin } from './pin.ts'
import { type CodeState, codeVerdict, type ScanRequest, type ScanState, type Verdict } from './state.ts'

export interface Gift {
  orderId: string
  name: string
}

export type Decision =
  | { kind: 'repeated'; answer: string }
  | { kind: 'operation_reused' }
  | {
      kind: 'refused'
      verdict: Verdict
      answer: string
      kept: boolean
      /** As it is after a wrong PIN was counted. */
      code: CodeState | undefined
      countsPin: boolean
    }
  | {
      kind: 'claimed'
      answer: string
      code: CodeState
      account: Account
      act: Act
      gift: Gift | null
      /** As it is after the scan. */
      goal: StandingGoal | undefined
    }

/** Answers that would be the same for ever; `unknown` and `inactive` are judged anew when they are asked again. */
const KEPT: ReadonlySet<Verdict> = new Set(['already_yours', 'claimed_by_another', 'void', 'expired'])

/**
 * What a scan does, given what the database holds: verdict, points, rank, achievements, entries, events. Pure but for
 * the ids it makes; what it answers about members and counters is absolute. Throws AccountIsDue when time has something
 * to do to the account first.
 */
export function decide(state: ScanState, request: ScanRequest): Decision {
  if (state.operation) {
    return state.operation.request_hash === request.requestHash
      ? { kind: 'repeated', answer: state.operation.answer }
      : { kind: 'operation_reused' }
  }
  const verdict = codeVerdict(state.code, request.at)
  // Before a code that is not active yet is remembered as well: what is remembered is credited without asking again.
  const pin = verdict === 'claimable' || verdict === 'inactive' ? judgePin(state.code, request) : null
  if (pin) return refuse(state, request, pin.verdict, pin.code)
  if (verdict === 'claimable') return claim(state, state.code as CodeState, request)
  if (verdict !== 'claimed') return refuse(state, request, verdict)
  const isMine = state.code?.claimed_by === state.account.member.id
  return refuse(state, request, isMine ? 'already_yours' : 'claimed_by_another')
}

function refuse(
  state: ScanState,
  request: ScanRequest,
  verdict: Verdict,
  code: CodeState | undefined = state.code,
): Decision {
  return {
    kind: 'refused',
    verdict,
    answer: JSON.stringify(answerRefused(verdict, state, request)),
    kept: KEPT.has(verdict),
    code,
    countsPin: code !== state.code,
  }
}

function claim(state: ScanState, code: CodeState, request: ScanRequest): Decision {
  const { program, at } = request
  const { due_at, scan_count, gift_sent, points_balance: balanceBefore } = state.account.member
  if (due_at && due_at <= at) throw new AccountIsDue()
  const account = new Account(program, state.account, at)
  const scanNumber = scan_count + 1
  const giftOfBrand = scanNumber === 1 && !gift_sent ? program.brand.settings.gift : null
  const gift = giftOfBrand && { orderId: newId(at), name: giftOfBrand.name }
  const product = { product_id: code.product.id }
  let award: ScanAward | undefined
  let { goal } = state
  const act = account.act(
    {
      name: 'product_scanned',
      requestId: request.requestId,
      clientOpId: request.clientOpId,
      facts: {
        verdict: 'claimed',
        product: { id: code.product.id, name: code.product.name, sku: code.product.sku },
        batch_id: code.batch_id,
        serial: code.serial,
        code: code.hmac,
        rank_held: account.rank.key,
        gift: gift?.orderId,
        remembered: request.isRemembered,
      },
    },
    () => {
      account.set({ scan_count: scanNumber, last_scan_at: at, last_active_at: at })
      const scan = { product: code.product, codeHmac: code.hmac, scanNumber }
      award = awardScan(account, scan, state.usageOf)
      account.tell('product_scanned', product, { points_award: award.points })
      if (gift) account.tell('gift_claimed', { ...product, order_id: gift.orderId })
      progress(account, { scans: 1, points_earned: award.points }, code.product)
      if (goal) goal = moveGoal(account, goal, balanceBefore)
    },
  )
  account.set({ due_at: dueAfterAct(account) })
  const outcome = { act, award: award as ScanAward, scanNumber, gift, goal }
  return {
    kind: 'claimed',
    answer: JSON.stringify(answerClaimed(outcome, code, account.member, request)),
    code,
    account,
    act,
    gift,
    goal,
  }
}
