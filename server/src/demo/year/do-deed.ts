import { randomUUID } from 'node:crypto'
import { addWish, setGoal } from '../../goals/index.ts'
import { Problem } from '../../platform/errors.ts'
import { shareCode } from '../../referrals/index.ts'
import { cancelOwnOrder, type Reward, redeem } from '../../rewards/index.ts'
import { claim, scan } from '../../scanning/index.ts'
import { drawsOf, operationId } from './draws.ts'
import { followMailedLink } from './follow-mailed-link.ts'
import type { Person } from './person.ts'
import type { Besides, Deed } from './plan-day.ts'
import type { Stage, Standing } from './stage.ts'

/** A deed at its moment, with the name that it has each time it is done. */
interface Doing {
  person: Person
  moment: Date
  clientOpId: string
}

/** Does one deed. What a member is refused is counted and is no error; a deed that was done before changes nothing. */
export async function doDeed(stage: Stage, deed: Deed, moment: Date): Promise<void> {
  const { person } = deed
  const clientOpId = operationId(stage.brandId, stage.seed, person.email, moment.getTime(), deed.number)
  const doing = { person, moment, clientOpId }
  const standing = stage.standings.get(person.number)
  try {
    if (deed.does === 'join') await join(stage, doing, deed.sku)
    else if (!standing) stage.counts.refusals++
    else if ('sku' in deed) await scanPack(stage, doing, standing, deed.sku)
    else await besidesScanning(stage, doing, standing, deed)
  } catch (error) {
    if (!(error instanceof Problem) || error.status >= 500) throw error
    stage.counts.refusals++
  }
}

async function join(stage: Stage, { person, moment, clientOpId }: Doing, sku: string): Promise<void> {
  const platform = stage.at(moment)
  const inviter = person.invitedBy === undefined ? undefined : stage.standings.get(person.invitedBy)
  const body = {
    client_op_id: clientOpId,
    code: await stage.packs.take(platform, sku),
    first_name: person.firstName,
    last_name: person.lastName,
    email: person.email,
    address: person.address,
    age_confirmed: true as const,
    terms_accepted: true as const,
    marketing_consent: person.consents,
    ...(inviter ? { referral_code: inviter.referralCode } : {}),
  }
  const context = {
    program: await stage.programs.of(await stage.brand()),
    origin: 'http://localhost',
    browser: person.browser,
    address: '192.0.2.1',
    requestId: randomUUID(),
  }
  // Lived before and cut off: this pack stays unclaimed, and the rest follows.
  await claim(stage.scanningAt(moment), body, context).catch(unlessDoneBefore)
  await followMailedLink(stage, person, moment)
  stage.counts.claims++
}

function unlessDoneBefore(error: unknown): void {
  if ((error as { code?: string }).code !== 'operation_reused') throw error
}

async function scanPack(
  stage: Stage,
  { person, moment, clientOpId }: Doing,
  standing: Standing,
  sku: string,
) {
  const scanning = stage.scanningAt(moment)
  const answer = await scan(scanning, {
    brand: await stage.brand(),
    memberId: standing.memberId,
    code: await stage.packs.take(scanning.platform, sku),
    clientOpId,
    requestId: randomUUID(),
    address: '192.0.2.1',
    browser: person.browser,
  })
  const { verdict, new_balance, rank } = JSON.parse(answer)
  if (verdict !== 'claimed') return
  standing.balance = new_balance
  standing.rankKey = rank
  stage.counts.scans++
}

async function besidesScanning(stage: Stage, doing: Doing, standing: Standing, { does, whim }: Besides) {
  const { moment, clientOpId } = doing
  const platform = stage.at(moment)
  const program = await stage.programs.of(await stage.brand())
  const offered = await stage.rewards.offered(stage.brandId)
  const by = { memberId: standing.memberId, requestId: randomUUID(), at: moment }
  const any = offered[Math.floor(whim * offered.length)]
  if (!any) return
  if (does === 'redeem') return redeemOne(stage, doing, standing, chooseReward(offered, standing, whim))
  await platform.db.transaction<unknown>(stage.brandId, tx => {
    if (does === 'set goal') return setGoal(tx, program, { ...by, rewardId: any.id })
    if (does === 'invite')
      return shareCode(tx, program, { ...by, body: { client_op_id: clientOpId, channel: 'message' } })
    stage.counts.wishes++
    return addWish(tx, program, { ...by, body: { client_op_id: clientOpId, reward_id: any.id } })
  })
}

/** Something that the balance reaches, dearer things rather than cheap ones; nobody spends each point at once. */
function chooseReward(offered: readonly Reward[], { balance }: Standing, whim: number): Reward | undefined {
  const within = offered
    .filter(({ definition }) => definition.cost_points <= balance)
    .sort((a, b) => b.definition.cost_points - a.definition.cost_points)
  return within[Math.floor(whim * Math.min(4, within.length))]
}

async function redeemOne(stage: Stage, doing: Doing, standing: Standing, reward: Reward | undefined) {
  if (!reward) return
  const { person, moment, clientOpId } = doing
  const { db, keys } = stage.at(moment)
  const program = await stage.programs.of(await stage.brand())
  const { memberId } = standing
  const by = { memberId, requestId: randomUUID(), at: moment }
  const body = {
    client_op_id: clientOpId,
    reward_id: reward.id,
    expected_cost: reward.definition.cost_points,
  }
  const { answer } = await db.transaction(stage.brandId, tx => redeem(tx, program, keys, { ...by, body }))
  const { order, new_balance } = JSON.parse(answer)
  standing.balance = new_balance
  stage.counts.redemptions++
  const draws = drawsOf(stage.seed, 4, person.number, moment.getTime() / 60_000)
  if (!order.can_cancel || !draws.happens(person.changesMind)) return
  const cancelled = await db.transaction(stage.brandId, tx =>
    cancelOwnOrder(tx, program, { ...by, orderId: order.id, clientOpId: operationId(clientOpId, 'cancel') }),
  )
  standing.balance = JSON.parse(cancelled.answer).new_balance
  stage.counts.cancellations++
}
