import type { Tx } from '../platform/db/database.ts'
import { type HoldRecord, heldPoints, shrinkHold } from '../points/index.ts'
import type { Account } from './account.ts'
import type { PastEntry } from './past.ts'

/** Takes what is taken back out of holds as well: points that never come. Answers how many. */
export async function takeFromHolds(
  tx: Tx,
  account: Account,
  holds: HoldRecord[],
  takes: ReadonlyMap<PastEntry, number>,
): Promise<number> {
  const ofHeld = [...takes].filter(([{ seq }, points]) => seq === null && points > 0)
  let taken = 0
  for (const hold of holds) {
    const entries = hold.entries
      .map(entry => ({ ...entry, amount: entry.amount - takenOf(entry, hold, ofHeld) }))
      .filter(({ amount }) => amount > 0)
    const less = heldPoints(hold.entries) - heldPoints(entries)
    if (less === 0) continue
    await shrinkHold(tx, { id: hold.id, entries, at: account.at })
    taken += less
  }
  account.set({ points_held: account.member.points_held - taken })
  return taken
}

/** An action earns once for a reason and source. */
const takenOf = (
  entry: HoldRecord['entries'][number],
  hold: HoldRecord,
  ofHeld: [PastEntry, number][],
): number =>
  ofHeld.find(
    ([{ actionId, reason, source }]) =>
      actionId === hold.action_id && reason === entry.reason && source === entry.source,
  )?.[1] ?? 0
