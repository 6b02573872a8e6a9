import { type Act, act, demote, earn, spend } from './account.ts'
import type { BatchRules, Brand, Code } from './brand.ts'
import { followGoal } from './goals.ts'
import { type Member, qualifying } from './member.ts'

export interface SerialRange {
  batch: number
  from: number
  to: number
}

const serials = ({ from, to }: SerialRange) => Array.from({ length: to - from + 1 }, (_, i) => from + i)

/** Serials of a batch can be claimed from now on. Answers those; null where some were voided, or nothing changes. */
export function activateRange(brand: Brand, range: SerialRange): number[] | null {
  const { voidSerials, activeSerials } = brand.batchRules[range.batch] as BatchRules
  const wanted = serials(range)
  if (brand.batches[range.batch] !== 'generated') return null
  if (wanted.some(serial => voidSerials.has(serial))) return null
  if (wanted.every(serial => activeSerials.has(serial))) return null
  for (const serial of wanted) activeSerials.add(serial)
  return wanted
}

/** Serials of a batch are withdrawn for good. */
export function voidRange(brand: Brand, range: SerialRange): void {
  if (brand.batches[range.batch] === 'void') return
  for (const serial of serials(range)) brand.batchRules[range.batch]?.voidSerials.add(serial)
}

export interface Recall {
  batch: number
  madeGood: 'keep_points' | 'hold' | 'bonus'
  bonus: number
}

/** The packs of a batch that somebody has. */
export const claimedPacks = (brand: Brand, batch: number): [text: string, code: Code][] =>
  [...brand.codes].filter(([, code]) => code.batch === batch && code.state === 'claimed')

/** A batch is void at once; who claimed a pack is told, in this order of packs, and the points are made good. */
export function recall(brand: Brand, { batch, madeGood, bonus }: Recall, packs: string[]): void {
  brand.batches[batch] = 'void'
  ;(brand.batchRules[batch] as BatchRules).isRecalled = true
  for (const text of packs) {
    const code = brand.codes.get(text) as Code
    const member = brand.members.get(code.claimedBy as string) as Member
    if (madeGood === 'hold') reviewHeld(member, code.claimedIn as number)
    act(brand, member, act => {
      act.events.push('product_recalled')
      if (madeGood === 'hold') holdBack(act, code.claimedIn as number)
      if (madeGood === 'bonus')
        earn(act, { amount: bonus, reason: 'adjustment', source: 'recall', countsForRank: false })
    })
    if (madeGood === 'bonus') followGoal(brand, member)
  }
}

function reviewHeld({ holds }: Member, scanAction: number): void {
  for (const hold of holds) {
    if (hold.action === scanAction && hold.state === 'held')
      Object.assign(hold, { reason: 'review', settlesAt: null })
  }
}

/** What a scan gave waits for a review, as far as it is still there. */
function holdBack(act: Act, scanAction: number): void {
  const { member } = act
  const before = qualifying(member)
  const scan = member.scans.find(({ action }) => action === scanAction)
  const own = member.entries.filter(
    ({ action, reason, lifetime }) =>
      action === scanAction && lifetime > 0 && (reason === 'scan' || reason === 'campaign'),
  )
  const taken = own.map(entry => {
    const amount = Math.min(entry.lifetime - entry.takenBack, member.balance)
    const counted = Math.min(amount, member.lifetime)
    const { reason, source } = entry
    spend(act, { amount: counted, reason: 'reversal', source, fromLifetime: true })
    spend(act, { amount: amount - counted, reason: 'reversal', source, fromLifetime: false })
    entry.takenBack += amount
    return { amount, reason, source, countsForRank: true }
  })
  demote(act, before)
  act.hold = {
    action: scanAction,
    at: scan?.at ?? act.at,
    earned: [],
    reason: 'review',
    settlesAt: null,
    state: 'held',
  }
  for (const earned of taken) earn(act, earned)
}
