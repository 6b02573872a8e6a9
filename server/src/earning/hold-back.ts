import type { Tx } from '../platform/db/database.ts'
import { putUnderReview } from '../points/index.ts'
import { qualifyingPoints } from '../ranks/index.ts'
import type { Account } from './account.ts'
import { type PastEntry, readPast } from './past.ts'
import { demote } from './progress.ts'
import type { OpenAccount } from './transact.ts'

const OF_THE_SCAN: ReadonlySet<string> = new Set(['scan', 'campaign'])

/** What a scan still gives: entries that stand, and those that are held. */
export async function readScanEntries(tx: Tx, memberId: string, actionId: string): Promise<PastEntry[]> {
  const { entries = [] } = (await readPast(tx, [memberId])).get(memberId) ?? {}
  return entries.filter(entry => entry.actionId === actionId && OF_THE_SCAN.has(entry.reason))
}

/**
 * Within an act: what a scan gave goes under review, as if it had been held from the beginning; what is spent already
 * stays spent. Released it comes back, rejected the scan counts no more. Answers the points.
 */
export function holdBack(account: Account, entries: PastEntry[], { actionId, detail }: HeldBack): number {
  const qualifyingBefore = qualifyingPoints(account.member)
  const taken: { entry: PastEntry; amount: number }[] = []
  for (const entry of entries) {
    const { seq, reason, source, points } = entry
    const amount = Math.min(points, account.member.points_balance)
    if (seq === null || amount <= 0) continue
    const debit = {
      reason: 'reversal',
      source,
      rule: { reversed: reason, held_back: detail },
      reverses: seq,
    } as const
    // Where an operator has taken lifetime points since, they end at 0.
    const counted = Math.min(amount, account.member.lifetime_points)
    account.take({ ...debit, amount: counted, fromLifetime: true })
    account.take({ ...debit, amount: amount - counted })
    taken.push({ entry, amount })
  }
  demote(account, qualifyingBefore)
  account.hold({ reason: 'review', detail, settles_at: null }, actionId)
  for (const { entry, amount } of taken) {
    const { reason, source, seq } = entry
    account.earn({ amount, reason: reason as 'scan', source, rule: { held_back: detail, of: seq } })
  }
  return taken.reduce((sum, { amount }) => sum + amount, 0)
}

export interface HeldBack {
  /** The scan's. */
  actionId: string
  /** Why, for who reviews it. */
  detail: string
}

/** What of a scan is held and would be released by time waits for a review instead. */
export async function reviewHeld(
  tx: Tx,
  { holds }: OpenAccount,
  { actionId, detail }: HeldBack,
): Promise<void> {
  for (const hold of holds) if (hold.action_id === actionId) await putUnderReview(tx, { id: hold.id, detail })
}
