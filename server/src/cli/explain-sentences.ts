import { localTime } from '../platform/clock.ts'
import type {
  ActionStory,
  AttemptStory,
  ClaimStory,
  CodeStory,
  EventStory,
  IdStory,
  LedgerStory,
} from '../scanning/index.ts'
import { harmless } from './terminal.ts'

interface Moment {
  at: Date
  says: string
  details?: string[]
}

const STATES: Record<CodeStory['state'], string> = {
  claimable: 'It is active and nobody has claimed it.',
  claimed: 'It is claimed.',
  void: 'It is void: it cannot be claimed.',
  inactive: 'Its batch is not active yet: it cannot be claimed until that is activated.',
  expired: 'It has expired: it cannot be claimed any more.',
  unknown: 'It is unknown.',
}

const VERDICTS: Record<string, string> = {
  inactive: 'its batch was not active',
  void: 'it was void',
  expired: 'it had expired',
  already_yours: 'the member had claimed it before',
  claimed_by_another: 'another member had claimed it',
}

/** A code's life in sentences, the oldest moment first, on the clock of `zone`. */
export function describeCode(code: CodeStory, zone: string): string[] {
  const { batch, product } = code
  const lot = batch.lot_number === null ? '' : `, lot ${harmless(batch.lot_number)}`
  const moments: Moment[] = [
    { at: batch.created_at, says: `Batch ${batch.id} of ${grouped(batch.code_count)} codes was made.` },
    ...at(batch.activated_at, 'The batch was activated.'),
    ...at(batch.voided_at, `The batch was voided: ${harmless(batch.void_reason ?? 'no reason given')}.`),
    ...at(code.voided_at, 'The code was voided.'),
    ...at(batch.expires_at, 'The batch expires.'),
    ...code.attempts.map(describeAttempt),
    ...code.claims.map(describeClaim),
  ]
  if (code.claim) moments.push(describeAction(code.claim))
  else if (code.claimed_at)
    moments.push({ at: code.claimed_at, says: `Member ${code.claimed_by} claimed it.` })
  return [
    `Code ${grouped(code.serial)} of its batch, on ${harmless(product.name)} (sku ${harmless(product.sku)}${lot}).`,
    STATES[code.state],
    '',
    ...timeline(moments, zone),
  ]
}

/** What came of an operation or a request, in sentences on the clock of `zone`. */
export function describeId(id: IdStory, zone: string): string[] {
  const answers = id.operations.map(({ member_id, verdict, points_earned, new_balance }) => {
    const numbers = points_earned
      ? `, ${signed(points_earned)} points, balance ${grouped(new_balance ?? 0)}`
      : ''
    return `As an operation of member ${member_id} it was answered ${verdict ?? 'and kept'}${numbers}; the same again gets the same answer.`
  })
  const actions = new Map(
    [...id.operations.flatMap(one => one.action ?? []), ...id.actions].map(one => [one.id, one]),
  )
  const moments = [
    ...id.attempts.map(describeAttempt),
    ...id.claims.map(describeClaim),
    ...[...actions.values()].map(describeAction),
  ]
  return [...answers, ...(answers.length > 0 && moments.length > 0 ? [''] : []), ...timeline(moments, zone)]
}

function timeline(moments: Moment[], zone: string): string[] {
  const ordered = moments.toSorted((a, b) => a.at.getTime() - b.at.getTime())
  return ordered.flatMap(({ at, says, details = [] }) => {
    const { date, time } = localTime(at, zone)
    return [`${date} ${time}  ${says}`, ...details.map(detail => `${' '.repeat(21)}${detail}`)]
  })
}

const at = (moment: Date | null, says: string): Moment[] => (moment ? [{ at: moment, says }] : [])

const grouped = (count: number) => count.toLocaleString('en-US')

const signed = (amount: number) => (amount > 0 ? `+${grouped(amount)}` : grouped(amount))

function describeOrigin(origin: { request_id?: string | null; client_op_id: string | null }): string[] {
  const parts = [
    origin.client_op_id && `operation ${origin.client_op_id}`,
    origin.request_id && `request ${origin.request_id}`,
  ]
  return parts.filter(part => typeof part === 'string' && part !== '') as string[]
}

function describeAttempt(attempt: AttemptStory): Moment {
  const why = VERDICTS[attempt.verdict] ?? attempt.verdict
  return {
    at: attempt.at,
    says: `Member ${attempt.member_id} scanned it and got nothing: ${why}.`,
    details: describeOrigin(attempt),
  }
}

function describeClaim(claim: ClaimStory): Moment {
  const says =
    claim.outcome === 'scanned'
      ? `A newcomer's claim made member ${claim.member_id}.`
      : `A claim with the e-mail of member ${claim.member_id} took nothing; the mailed link carries the code.`
  return { at: claim.at, says, details: describeOrigin(claim) }
}

function describeAction(action: ActionStory): Moment {
  const name =
    action.name === 'product_scanned' ? 'scanned a pack' : `did: ${action.name.replaceAll('_', ' ')}`
  return {
    at: action.at,
    says: `Member ${action.member_id} ${name}.`,
    details: [
      ...describeOrigin(action),
      ...action.ledger.map(describeEntry),
      ...(action.rank ? [`Promoted to the rank ${action.rank}.`] : []),
      ...action.unlocked.map(key => `Unlocked the achievement ${key}.`),
      ...(action.gift_order_id ? [`A gift was ordered: order ${action.gift_order_id}.`] : []),
      ...action.events.map(describeEvent),
      ...(action.name === 'product_scanned' && action.events.length === 0
        ? ['No event for Customer.io: there was no consent.']
        : []),
    ],
  }
}

function describeEntry({ seq, amount, balance_after, reason, rule }: LedgerStory): string {
  const { multipliers = [] } = rule as { multipliers?: { rule: string; basis_points: number }[] }
  const times = multipliers.map(one => `, ${one.rule} x${one.basis_points / 10_000}`).join('')
  return `Ledger entry ${seq}: ${signed(amount)} points for the ${reason}${times}; balance ${grouped(balance_after)}.`
}

const EVENT_STATES: Record<EventStory['state'], string> = {
  waiting: 'waits to be sent',
  sent: 'was sent',
  dead: 'was refused for good',
  discarded: 'was discarded',
}

function describeEvent({ name, state, settled_at, occurred_at, reason }: EventStory): string {
  const seconds =
    settled_at && Math.max(0, Math.round((settled_at.getTime() - occurred_at.getTime()) / 1_000))
  const after = seconds === null ? '' : ` ${grouped(seconds)} s later`
  return `Event ${name} ${EVENT_STATES[state]}${after}${reason ? ` (${harmless(reason)})` : ''}.`
}
