import type { LaneCommand } from '../plan.ts'
import type { Doubt } from '../reference/friends.ts'
import type { Destination, OrderState } from '../reference/rewards.ts'
import { type KnownDisputes, readDisputes } from './disputes.ts'
import type { Asked } from './record.ts'
import type { Stage } from './stage.ts'

const NOBODYS_CODE = '0000000000000000'

/** What there is at the beginning of a phase, for commands to name by a number. */
export interface Known extends KnownDisputes {
  /** The youngest first, those that are over as well: to review one twice is refused. */
  holds: string[]
  /** Gifts come last: what was bought has more ways to go wrong. */
  orders: { id: string; member: string; state: OrderState }[]
  friends: { referral: string; friend: string }[]
  costs: number[]
  /** Who is erased while these lanes run. */
  leaving: Set<string>
  /** Whether friends are looked at meanwhile: who lives with whom must not change then. */
  isLooking: boolean
}

/** Reads what a phase begins with. */
export async function readKnown(stage: Stage, lanes: LaneCommand[][]): Promise<Known> {
  const { theatre, brand, members } = stage
  const read = async <R extends object>(text: string) => (await theatre.admin.query<R>(text, [brand.id])).rows
  const holds = await read<{ id: string }>('select id from point_holds where brand_id = $1 order by id desc')
  const orders = await read<{ id: string; member_id: string; state: OrderState }>(
    `select id, member_id, state from orders where brand_id = $1 and state <> 'unconfirmed' order by kind desc, id desc`,
  )
  const friends = await read<{ id: string; friend_id: string }>(
    'select id, friend_id from referrals where brand_id = $1 order by id desc',
  )
  const costs = await read<{ id: string; cost: number }>(
    `select r.id, (v.definition->>'cost_points')::int as cost from rewards r
     join reward_versions v on v.brand_id = r.brand_id and v.reward_id = r.id and v.version = r.current_version
     where r.brand_id = $1`,
  )
  const nameOf = (id: string) => members.find(member => member.id === id)?.name
  return {
    ...(await readDisputes(stage)),
    holds: holds.map(({ id }) => id),
    orders: orders.flatMap(({ id, member_id, state }) => {
      const member = nameOf(member_id)
      return member === undefined ? [] : [{ id, member, state }]
    }),
    friends: friends.flatMap(({ id, friend_id }) => {
      const friend = nameOf(friend_id)
      return friend === undefined ? [] : [{ referral: id, friend }]
    }),
    costs: stage.rewards.map(id => costs.find(reward => reward.id === id)?.cost as number),
    isLooking: lanes.flat().some(command => command.do === 'convert'),
    leaving: new Set(
      lanes.flat().flatMap(command => (command.do === 'erase' ? [leaverOf(stage, command.member)] : [])),
    ),
  }
}

/** Only members of the beginning leave: those who join are named by their e-mails. */
const leaverOf = ({ members, plan }: Stage, member: number): string =>
  members[member % plan.members.length]?.name as string

const pick = <T>(list: readonly T[], number: number): T | undefined => list[number % list.length]

/** What a command asks of the server; undefined where there is nothing to ask it about. */
export function resolve(stage: Stage, command: LaneCommand, op: string, known: Known): Asked | undefined {
  const memberOf = (member: number) => pick(stage.members, member)?.name as string
  switch (command.do) {
    case 'scan': {
      const { member, code, late, pin = 'none' } = command
      return { do: 'scan', op, member: memberOf(member), code: codeOf(stage, code), late, pin }
    }
    case 'join':
      return joining(stage, command, op, known)
    case 'adjust': {
      const { member, points, countsForRank } = command
      return { do: 'adjust', op, member: memberOf(member), points, countsForRank }
    }
    case 'return':
      return { do: 'return', op, code: codeOf(stage, command.code), leave: command.leave }
    case 'review': {
      const hold = pick(known.holds, command.hold)
      return hold === undefined ? undefined : { do: 'review', op, hold, verdict: command.verdict }
    }
    case 'batch':
      return { do: 'batch', op, batch: command.batch % stage.batches.length, as: command.as }
    case 'again':
      return undefined
    default:
      return resolveSpending(stage, command, op, known)
  }
}

type Spending = Exclude<
  LaneCommand,
  { do: 'scan' | 'join' | 'adjust' | 'return' | 'review' | 'batch' | 'again' }
>

/** The way of a parcel. */
const NEXT: Partial<Record<OrderState, OrderState>> = {
  pending: 'processing',
  processing: 'shipped',
  shipped: 'delivered',
}

function resolveSpending(stage: Stage, command: Spending, op: string, known: Known): Asked | undefined {
  if (command.do === 'cancel' || command.do === 'move') {
    const order = pick(known.orders, command.order)
    if (!order) return undefined
    if (command.do === 'move') {
      const to = command.to === 'next' ? (NEXT[order.state] ?? 'cancelled') : command.to
      return { do: 'move', op, order: order.id, to }
    }
    return { do: 'cancel', op, member: order.member, order: order.id }
  }
  if (command.do === 'convert' || command.do === 'vet') {
    const one = pick(known.friends, command.friend)
    if (!one) return undefined
    if (command.do === 'convert') return { do: 'convert', op, friend: one.friend }
    return { do: 'vet', op, ...one, verdict: command.verdict }
  }
  if (command.do === 'dispute' || command.do === 'settle') return resolveDispute(command, op, known)
  const member = pick(stage.members, command.member)?.name as string
  if (command.do === 'erase') return { do: 'erase', op, member: leaverOf(stage, command.member) }
  if (command.do === 'respond') {
    const card = `scan_again/${command.card % 2}`
    return { do: 'respond', op, member, card, response: command.response }
  }
  if (command.do === 'goal' && command.reward === null) return { do: 'goal', op, member, reward: null }
  if (stage.rewards.length === 0) return undefined
  const reward = (command.reward ?? 0) % stage.rewards.length
  if (command.do !== 'redeem') return { do: command.do, op, member, reward }
  const cost = (known.costs[reward] as number) + (command.isStale ? 1 : 0)
  const to: Destination = command.to
  return { do: 'redeem', op, member, reward, cost, to }
}

function resolveDispute(
  command: LaneCommand & { do: 'dispute' | 'settle' },
  op: string,
  { refused, disputes }: Known,
): Asked | undefined {
  if (command.do === 'settle') {
    const disputed = pick(disputes, command.dispute)
    return disputed && { ...command, op, ...disputed }
  }
  const found = pick(refused, command.refused === 'never' ? 0 : command.refused)
  if (!found) return undefined
  const code = command.refused === 'never' ? NOBODYS_CODE : found.code
  return { do: 'dispute', op, member: found.by, code, message: 'I bought it' }
}

function joining(
  stage: Stage,
  { person: wanted, code, consent, friendOf, doubt: wantedDoubt = 'none' }: LaneCommand & { do: 'join' },
  op: string,
  { leaving, isLooking }: Known,
): Asked {
  const { members, plan, brand } = stage
  const person = isLooking ? wanted % 3 : wanted
  const doubt = isLooking && wantedDoubt === 'referrers_address' ? 'none' : wantedDoubt
  const text = codeOf(stage, code, true)
  const own = pick(members.slice(0, plan.members.length), friendOf ?? 0)
  const referrer = friendOf === undefined || leaving.has(own?.name as string) ? undefined : own
  if (!referrer) {
    const known = members[person - 3]
    const isImported = [...stage.names.values()].includes(`import-0-${person - 4}`)
    const newcomer = isImported ? `import-0-${person - 4}` : `person-${person}`
    const isThere = !isImported && known && !stage.leavers.has(known.name)
    const email = isThere ? known.email : `${newcomer}@${brand.slug}.example`
    return { do: 'claim', op, email, code: text, consent, friendOf: null }
  }
  const [local, domain] = referrer.email.split('@')
  const emails: Record<Doubt, string> = {
    none: `friend-${person}@${brand.slug}.example`,
    referrers_address: `neighbour-${person}@${brand.slug}.example`,
    own_mailbox: `${local}+${person}@${domain}`,
    disposable_mail: `friend-${person}-${brand.slug}@mailinator.com`,
  }
  const friend = { referrer: referrer.name, doubt }
  return { do: 'claim', op, email: emails[doubt], code: text, consent, friendOf: friend }
}

/** A code by its number; newcomers are not asked for a PIN here. */
export function codeOf(
  { codes, theatre }: Stage,
  ref: number | 'unknown' | 'foreign',
  isOpen = false,
): string {
  if (ref === 'unknown') return NOBODYS_CODE
  if (ref === 'foreign') return theatre.foreignCode
  const all = isOpen ? codes.filter(({ pin }) => pin === null) : codes
  return pick(all.length > 0 ? all : codes, ref)?.code as string
}

/** The same operation with another body. */
export function withOtherBody(stage: Stage, asked: Asked): Asked {
  switch (asked.do) {
    case 'scan':
    case 'claim':
      return { ...asked, code: codeOf(stage, 7, asked.do === 'claim') }
    case 'adjust':
      return { ...asked, points: asked.points + (asked.points === -1 ? 2 : 1) }
    case 'return':
      return { ...asked, leave: asked.leave === 'void' ? 'reopen' : 'void' }
    case 'review':
      return { ...asked, verdict: asked.verdict === 'released' ? 'rejected' : 'released' }
    case 'redeem':
      return { ...asked, cost: asked.cost + 7 }
    case 'dispute':
      return { ...asked, message: 'It is mine' }
    case 'settle':
      return { ...asked, award: 'refuse', points: null }
    case 'vet':
      return { ...asked, verdict: asked.verdict === 'allow' ? 'block' : 'allow' }
    default:
      return asked
  }
}
