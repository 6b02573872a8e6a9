import {
  AccountWrites,
  findOperation,
  type MemberState,
  type OpenAccount,
  openAccounts,
  operationRow,
  type Program,
  progress,
  requestHash,
  saveAccounts,
} from '../earning/index.ts'
import { type Address, keepAddressForOrder } from '../members/index.ts'
import { sql, type Tx } from '../platform/db/database.ts'
import { notFound, notSignedIn, Problem } from '../platform/errors.ts'
import { newId } from '../platform/id.ts'
import type { Keys } from '../platform/keys.ts'
import { destinationOf } from './destination.ts'
import { NOT_AVAILABLE, obstaclesTo, refusalOf, SOLD_OUT } from './obstacles.ts'
import type { Redeemed, RedemptionBody } from './order-schema.ts'
import { orderView } from './order-view.ts'
import { compileReward, type Reward } from './reward.ts'
import { surroundingsOf } from './show-rewards.ts'
import { takeFromStock } from './stock.ts'
import { readReward } from './stored-rewards.ts'
import { readSupply } from './supply.ts'
import { handOutVoucher, openVoucher } from './vouchers.ts'

export interface RedemptionInput {
  memberId: string
  body: RedemptionBody
  requestId: string
  at: Date
}

export interface Redemption {
  /** Answers the same bytes for the same operation, for ever. */
  answer: string
  /** The account after it; undefined where it was done before. */
  member: MemberState | undefined
}

/**
 * A member spends points on a reward: points, stock, voucher, order and event in one transaction, or nothing. Throws
 * 404, 403 `email_not_confirmed` or `redemption_held`, 409 `price_changed`, `market_forbids_shipping` or the reason of
 * the first obstacle, 400 for an address that is none.
 */
export async function redeem(
  tx: Tx,
  program: Program,
  keys: Keys,
  input: RedemptionInput,
): Promise<Redemption> {
  const { memberId, body, at } = input
  const { client_op_id: clientOpId, ...request } = body
  const hash = requestHash({ redeem: memberId, ...request, ...underKey(keys, request) })
  const open = (await openAccounts(tx, program, [memberId], at)).get(memberId)
  if (!open) throw notSignedIn('This account no longer exists.')
  const stored = await findOperation(tx, memberId, clientOpId, hash)
  if (stored) return { answer: await withVoucher(tx, keys, stored), member: undefined }
  const { account } = open
  await refuseHeld(tx, account.member, at)
  const reward = await requireRedeemable(tx, program, open, body)
  const address = await addressFor(tx, program, reward, input)
  await takeOne(tx, reward)
  const answer = JSON.stringify(await placeOrder(tx, open, { reward, address, hash, input }))
  return { answer: await withVoucher(tx, keys, answer), member: account.member }
}

/** Throws 403 while the e-mail is not confirmed, or was changed a short time ago. */
async function refuseHeld(tx: Tx, { id, state }: MemberState, at: Date): Promise<void> {
  if (state !== 'confirmed') {
    throw new Problem(403, 'email_not_confirmed', 'Confirm your e-mail first', {
      detail: 'Open the link that we sent to you. Nothing was changed.',
    })
  }
  const member = await tx.first(
    sql
      .selectFrom('members')
      .select('redemption_held_until')
      .where('brand_id', '=', tx.brandId)
      .where('id', '=', id),
  )
  const until = member?.redemption_held_until
  if (!until || until <= at) return
  throw new Problem(403, 'redemption_held', 'Redeeming is on hold', {
    detail: `Your e-mail was changed. Points can be spent again from ${until.toISOString()} on. Nothing was changed.`,
  })
}

async function requireRedeemable(
  tx: Tx,
  program: Program,
  { account }: OpenAccount,
  { reward_id, expected_cost }: RedemptionBody,
): Promise<Reward> {
  const stored = await readReward(tx, reward_id)
  if (!stored) throw notFound('reward')
  const { timeZone } = program.brand
  const reward = compileReward(stored, timeZone)
  const { id: memberId, points_balance: balance } = account.member
  const supply = (await readSupply(tx, [reward], { memberId, at: account.at, timeZone })).get(reward.id)
  const standing = { balance, rankKey: account.rank.key, unlocked: account.unlocked }
  const [first] = obstaclesTo(
    reward,
    supply ?? { remaining: 0, bought: 0 },
    standing,
    surroundingsOf(program, account.at),
  )
  // What nobody can have has no price; before anything else that keeps one from it, the price has to be the one shown.
  if (first && !isAboutMember(first.reason)) throw refusalOf(first)
  refuseOtherPrice(reward.definition.cost_points, expected_cost)
  if (first) throw refusalOf(first)
  return reward
}

const ABOUT_OFFER: ReadonlySet<string> = new Set(['not_available', 'not_yet', 'over', 'sold_out'])
const isAboutMember = (reason: string) => !ABOUT_OFFER.has(reason)

function refuseOtherPrice(cost: number, expected: number): void {
  if (cost === expected) return
  throw new Problem(409, 'price_changed', 'The price has changed', {
    detail: `It costs ${cost} now, not ${expected}. Nothing was changed.`,
    errors: [{ field: 'expected_cost', message: `is ${cost} now` }],
  })
}

async function addressFor(
  tx: Tx,
  { brand }: Program,
  { definition }: Reward,
  { memberId, body }: RedemptionInput,
): Promise<Address | null> {
  if (definition.kind === 'digital') return null
  const { address, address_id: addressId } = body
  return destinationOf(tx, brand.settings, { memberId, address, addressId })
}

/** Takes the last thing that others may take first; who waited for it looks once more at what was decided before. */
async function takeOne(tx: Tx, { id, version }: Reward): Promise<void> {
  if (!(await takeFromStock(tx, id))) throw refusalOf(SOLD_OUT)
  const current = await readReward(tx, id)
  if (!current || current.archived_at || !current.definition.active) throw refusalOf(NOT_AVAILABLE)
  if (current.version === version) return
  throw new Problem(409, 'price_changed', 'The reward was changed at this moment', {
    detail: `It costs ${current.definition.cost_points} now. Look at it and try again. Nothing was changed.`,
    errors: [{ field: 'expected_cost', message: `is ${current.definition.cost_points} now` }],
  })
}

async function placeOrder(
  tx: Tx,
  open: OpenAccount,
  {
    reward,
    address,
    hash,
    input,
  }: { reward: Reward; address: Address | null; hash: string; input: RedemptionInput },
): Promise<Redeemed> {
  const { memberId, body, at } = input
  const { account } = open
  const { name, cost_points: cost, kind } = reward.definition
  const orderId = newId(at)
  const act = spend(open, reward, orderId, input)
  const order = {
    id: orderId,
    member_id: memberId,
    kind: 'reward' as const,
    item_name: name,
    points_cost: cost,
    state: kind === 'digital' ? ('delivered' as const) : ('pending' as const),
    reward_id: reward.id,
    reward_version: reward.version,
    address_id: address && (await keepAddressForOrder(tx, memberId, address, at)),
    created_at: at,
  }
  await tx.run(sql.insertInto('orders').values({ ...order, brand_id: tx.brandId, action_id: act.actionId }))
  if (kind === 'digital') await handOutVoucher(tx, reward.id, orderId)
  const rest = { carrier: null, tracking_number: null, fulfilment_notes: null }
  const answer: Redeemed = {
    order: orderView({ ...order, ...rest, reward_kind: kind }),
    // Told with each answer, kept with none.
    voucher: null,
    points_spent: cost,
    new_balance: account.member.points_balance,
    rank: act.rankAfter.key,
    achievements_unlocked: act.unlocked.map(({ achievement: { key, definition } }) => ({
      key,
      name: definition.name,
      points: definition.rewards.points,
    })),
  }
  const writes = new AccountWrites()
  const clientOpId = body.client_op_id
  const text = JSON.stringify(answer)
  const operation = { brandId: tx.brandId, memberId, clientOpId, hash, actionId: act.actionId, answer: text }
  writes.addOperation(operationRow(operation))
  await saveAccounts(tx, [open], writes)
  return answer
}

function spend(
  { account }: OpenAccount,
  reward: Reward,
  orderId: string,
  { requestId, body, at }: RedemptionInput,
) {
  const { id, version, definition } = reward
  const { name, kind, cost_points: cost } = definition
  const facts = { reward: { id, name, version }, order_id: orderId, cost }
  const input = { name: 'reward_redeemed', requestId, clientOpId: body.client_op_id, facts }
  return account.act(input, () => {
    const rule = { rule: 'redemption', reward_id: id, reward_version: version, order_id: orderId }
    account.take({ amount: cost, reason: 'redemption', source: `reward:${id}`, rule })
    const { points_spent, redemption_count } = account.member
    account.set({
      points_spent: points_spent + cost,
      redemption_count: redemption_count + 1,
      last_redemption_at: at,
      last_active_at: at,
    })
    const refs = { order_id: orderId, reward_id: id, reward_name: name, reward_kind: kind }
    account.tell('reward_redeemed', refs, { points_cost: cost })
    progress(account, { redemptions: 1 })
  })
}

/** Stored answers carry no voucher in the clear: it is opened anew each time, and is the same each time. */
async function withVoucher(tx: Tx, keys: Keys, text: string): Promise<string> {
  const answer: Redeemed = JSON.parse(text)
  if (!answer.order.digital) return text
  return JSON.stringify({ ...answer, voucher: await openVoucher(tx, keys, answer.order.id) })
}

/** What is kept of a request for ever must not let its address be guessed. */
function underKey(keys: Keys, { address }: Pick<RedemptionBody, 'address'>): { address?: string } {
  return address ? { address: keys.hmac('trait', JSON.stringify(address)).toString('hex') } : {}
}
