import type { Day } from '../platform/calendar.ts'
import type { LedgerReason, LedgerRow } from './write.ts'

/** What the ledger's entries add up to. */
export interface Account {
  points_balance: number
  points_owed: number
  lifetime_points: number
  ledger_seq: number
}

interface Entered {
  amount: number
  reason: LedgerReason
  /** What caused it, such as `code:<hmac>` or `achievement:<key>`. */
  source: string
  rule: object
}

export interface Credit extends Entered {
  /** The last day on which they can be used. */
  expiresDay: Day
  /** Whether they are lifetime points as well; they are unless told. */
  countsForRank?: boolean
}

export interface Debit extends Entered {
  /** The entry, by seq, that is taken back in whole or in part. */
  reverses?: number | null
  /** Whether lifetime points are taken as well. */
  fromLifetime?: boolean
  /** Whether what the balance lacks is owed. */
  owes?: boolean
}

/** How the lots have to follow: points in by their last usable day, and how many leave, the soonest first. */
export interface LotMoves {
  credits: Map<Day, number>
  debit: number
}

/** The entries of one action, and what they add up to after each. */
export interface Ledger {
  readonly entries: LedgerRow[]
  readonly account: Account
  /** All that came in, before debts were repaid. */
  readonly earned: number
  readonly lots: LotMoves
  /** Enters points that come in, then what of them repays a debt. Nothing is entered for 0, and null answered. */
  earn(credit: Credit): LedgerRow | null
  /**
   * Enters points that go out. Throws a RangeError when the balance does not hold them and they may not be owed, or
   * when more lifetime points leave than came: both are mistakes of the caller.
   */
  take(debit: Debit): LedgerRow | null
}

interface Opening {
  brandId: number
  memberId: string
  actionId: string
  at: Date
  account: Account
}

interface Change extends Entered {
  owed: number
  lifetime: number
  reverses: number | null
}

/** Opens a member's ledger for one action: pure, and each entry has the next `seq` and the balance after it. */
export function openLedger({ brandId, memberId, actionId, at, account: opening }: Opening): Ledger {
  const entries: LedgerRow[] = []
  const lots: LotMoves = { credits: new Map(), debit: 0 }
  let { points_balance, points_owed, lifetime_points, ledger_seq } = opening
  let earned = 0

  function enter({ amount, owed, lifetime, reason, source, rule, reverses }: Change): LedgerRow {
    points_balance += amount
    points_owed += owed
    lifetime_points += lifetime
    ledger_seq += 1
    const entry: LedgerRow = {
      brand_id: brandId,
      member_id: memberId,
      seq: ledger_seq,
      amount,
      owed_amount: owed,
      lifetime_amount: lifetime,
      balance_after: points_balance,
      reason,
      action_id: actionId,
      source,
      reverses,
      rule,
      created_at: at,
    }
    entries.push(entry)
    return entry
  }

  function repay(of: LedgerRow): number {
    const amount = Math.min(points_owed, of.amount)
    if (amount > 0) {
      enter({
        amount: -amount,
        owed: -amount,
        lifetime: 0,
        reason: 'repayment',
        source: of.source,
        rule: { rule: 'repayment', of: of.seq },
        reverses: null,
      })
    }
    return amount
  }

  return {
    entries,
    lots,
    get account() {
      return { points_balance, points_owed, lifetime_points, ledger_seq }
    },
    get earned() {
      return earned
    },
    earn({ expiresDay, countsForRank = true, ...entered }) {
      requireWhole(entered.amount)
      if (entered.amount === 0) return null
      earned += entered.amount
      const lifetime = countsForRank ? entered.amount : 0
      const entry = enter({ ...entered, owed: 0, lifetime, reverses: null })
      const kept = entered.amount - repay(entry)
      if (kept > 0) lots.credits.set(expiresDay, (lots.credits.get(expiresDay) ?? 0) + kept)
      return entry
    },
    take({ reverses = null, fromLifetime = false, owes = false, ...entered }) {
      requireWhole(entered.amount)
      if (entered.amount === 0) return null
      const there = Math.min(entered.amount, points_balance)
      const owed = entered.amount - there
      if (owed > 0 && !owes) throw new RangeError(`${entered.amount} points, of ${points_balance}`)
      const lifetime = fromLifetime ? entered.amount : 0
      if (lifetime > lifetime_points)
        throw new RangeError(`${lifetime} lifetime points, of ${lifetime_points}`)
      lots.debit += there
      return enter({ ...entered, amount: 0 - there, owed, lifetime: 0 - lifetime, reverses })
    },
  }
}

function requireWhole(amount: number) {
  if (!Number.isSafeInteger(amount) || amount < 0) throw new RangeError(`${amount} is no number of points`)
}
