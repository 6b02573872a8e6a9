import type { Tx } from '../platform/db/database.ts'
import { type FieldError, invalid, notFound, Problem } from '../platform/errors.ts'
import type { Keys } from '../platform/keys.ts'
import type { RewardChange } from './publish.ts'
import { type ChangedBy, findChange, keepChange } from './reward-changes.ts'
import { lockStock, setStock } from './stock.ts'
import { readReward } from './stored-rewards.ts'
import { addVouchers } from './vouchers.ts'

const STOCK_MAX = 1_000_000_000

/** How many there are from now on, or how many more or fewer. */
export type StockChange = { set: number | null } | { add: number }

interface StockInput extends ChangedBy {
  rewardId: string
  clientOpId: string
}

/**
 * Sets the stock of a shipped reward, or adds to it, as one operation. Throws 404, 400 for a change that cannot be, 409
 * `stock_is_vouchers` for a digital one.
 */
export async function changeStock(
  tx: Tx,
  input: StockInput & { change: StockChange },
): Promise<RewardChange & { answer: { remaining: number | null } }> {
  const { rewardId: id, clientOpId, change } = input
  const { stock, definition } = await lockForChange(tx, id)
  const request = { stock: id, ...change }
  const before = { remaining: stock.remaining }
  const earlier = await findChange<{ remaining: number | null }>(tx, clientOpId, request)
  if (earlier) return { id, before, after: before, changed: false, answer: earlier }
  if (definition.kind === 'digital') throw stockIsVouchers()
  const remaining = 'set' in change ? change.set : sumOf(stock.remaining, change.add)
  await setStock(tx, id, remaining)
  const answer = { remaining }
  await keepChange(tx, { ...input, request, answer })
  return { id, before, after: answer, changed: remaining !== stock.remaining, answer }
}

function sumOf(remaining: number | null, add: number): number {
  const refuse = (message: string) => invalid([{ field: 'add', message } satisfies FieldError])
  if (remaining === null) throw refuse('cannot be added: there is no end of it; set a stock first')
  if (remaining + add < 0) throw refuse(`takes more than there are: ${remaining} are left`)
  if (remaining + add > STOCK_MAX) throw refuse(`makes more than ${STOCK_MAX}`)
  return remaining + add
}

export interface ImportedVouchers {
  imported: number
  already_known: number
  remaining: number
}

/**
 * Puts voucher codes into the pool of a digital reward, as one operation; those that are or were in it are left out.
 * Throws 404, 400 that names the code, 409 `not_digital`.
 */
export async function importVouchers(
  tx: Tx,
  keys: Keys,
  input: StockInput & { codes: readonly string[] },
): Promise<RewardChange & { answer: ImportedVouchers }> {
  const { rewardId: id, clientOpId, at } = input
  const codes = input.codes.map(code => code.trim())
  refuseBadCodes(codes)
  const { stock, definition } = await lockForChange(tx, id)
  const request = { vouchers: id, codes }
  const there = stock.remaining ?? 0
  const before = { remaining: there }
  const earlier = await findChange<ImportedVouchers>(tx, clientOpId, request)
  if (earlier) return { id, before, after: before, changed: false, answer: earlier }
  if (definition.kind !== 'digital') throw notDigital()
  const imported = await addVouchers(tx, keys, { rewardId: id, codes, at })
  const answer = { imported, already_known: codes.length - imported, remaining: there + imported }
  if (imported > 0) await setStock(tx, id, answer.remaining)
  await keepChange(tx, { ...input, request, answer })
  return { id, before, after: answer, changed: imported > 0, answer }
}

function refuseBadCodes(codes: readonly string[]): void {
  const seen = new Map<string, number>()
  const errors: FieldError[] = []
  for (const [i, code] of codes.entries()) {
    const first = seen.get(code)
    if (code === '') errors.push({ field: `codes.${i}`, message: 'must not be blank' })
    else if (first !== undefined)
      errors.push({ field: `codes.${i}`, message: `is the same as codes.${first}` })
    seen.set(code, first ?? i)
  }
  if (errors.length > 0) throw invalid(errors.slice(0, 100))
}

async function lockForChange(tx: Tx, id: string) {
  const stock = await lockStock(tx, id)
  const reward = await readReward(tx, id)
  if (!stock || !reward) throw notFound('reward')
  return { stock, definition: reward.definition }
}

const stockIsVouchers = () =>
  new Problem(409, 'stock_is_vouchers', 'The stock of a digital reward is that of its vouchers', {
    detail: 'Import voucher codes instead. Nothing was changed.',
  })

const notDigital = () =>
  new Problem(409, 'not_digital', 'Vouchers are for digital rewards', {
    detail: 'Set the stock of a shipped one instead. Nothing was changed.',
  })
