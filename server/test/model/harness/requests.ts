import type { TaskTable } from '../../../src/platform/jobs.ts'
import { tasks } from '../../../src/tasks.ts'
import { claimForm } from '../../journey/browser.ts'
import { workAgain } from './ask-again.ts'
import { changeBatch } from './operators.ts'
import type { Asked, AskedDeed } from './record.ts'
import { type Actor, ask, DONE, type Reply, type Stage } from './stage.ts'

const HOUR_MS = 3_600_000

/** Asks the server; `token` is what was mailed, for who follows a link. */
export function request(stage: Stage, asked: Asked, token?: string): Promise<Reply> {
  switch (asked.do) {
    case 'scan':
      return scan(stage, asked)
    case 'claim':
      return ask(stage, 'POST', '/api/claims', formOf(stage, asked), stage.visitor)
    case 'consume':
      return ask(stage, 'POST', '/api/auth/link/consume', { token }, stage.visitor)
    case 'adjust': {
      const { op: client_op_id, points, countsForRank: counts_for_rank } = asked
      const url = `/api/admin/members/${actorOf(stage, asked.member).id}/adjustments`
      return ask(stage, 'POST', url, { client_op_id, points, reason: 'a correction', counts_for_rank })
    }
    case 'return': {
      const code_becomes = asked.leave === 'void' ? 'void' : 'claimable'
      const body = { client_op_id: asked.op, code: asked.code, code_becomes, reason: 'came back' }
      return ask(stage, 'POST', '/api/admin/returns', body)
    }
    case 'batch':
      return changeBatch(stage, asked)
    case 'review': {
      const path = asked.verdict === 'released' ? 'release' : 'reject'
      return ask(stage, 'POST', `/api/admin/holds/${asked.hold}/${path}`, { client_op_id: asked.op })
    }
    case 'guess':
      throw new Error('nobody asks for a guess')
    default:
      return requestDeed(stage, asked)
  }
}

function scan(stage: Stage, { member, code, op, late, pin }: Asked & { do: 'scan' }): Promise<Reply> {
  const seen = new Date(stage.theatre.world.time.now.getTime() - 30 * HOUR_MS).toISOString()
  const right = stage.codes.find(one => one.code === code)?.pin ?? '0000'
  const pins = { none: {}, right: { pin: right }, wrong: { pin: right === '1111' ? '2222' : '1111' } }
  const body = { code, client_op_id: op, ...pins[pin], ...(late ? { scanned_at: seen } : {}) }
  return ask(stage, 'POST', '/api/scans', body, actorOf(stage, member).headers)
}

/** Everybody who joins lives alone, unless they are to share a door with who invited them. */
function formOf({ referralCodes }: Stage, { code, email, op, consent, friendOf }: Asked & { do: 'claim' }) {
  const form = claimForm(code, email, op, consent)
  const isNeighbour = friendOf?.doubt === 'referrers_address'
  const line1 = isNeighbour ? form.address.line1 : `${email.split('@')[0]} Lane`
  const referral_code = friendOf ? { referral_code: referralCodes.get(friendOf.referrer) } : {}
  return { ...form, ...referral_code, address: { ...form.address, line1 } }
}

const STREET = { line1: '7 Oak St', city: 'Somewhere', country: 'US' }
const ADDRESSES = {
  book: {},
  allowed: { address: { ...STREET, state: 'NJ', postal_code: '07302' } },
  forbidden: { address: { ...STREET, state: 'NV', postal_code: '89101' } },
}

const MOVES: Record<string, [path: string, body: object]> = {
  processing: ['process', {}],
  shipped: ['ship', { carrier: 'Post', tracking_number: 'T1' }],
  delivered: ['deliver', {}],
  cancelled: ['cancel', { reason: 'out of stock' }],
}

function requestDeed(stage: Stage, asked: AskedDeed): Promise<Reply> {
  const { op: client_op_id } = asked
  const rewardOf = (reward: number) => stage.rewards[reward] as string
  const headers = () => actorOf(stage, 'member' in asked ? asked.member : '').headers
  switch (asked.do) {
    case 'redeem': {
      const { reward, cost: expected_cost, to } = asked
      const body = { client_op_id, reward_id: rewardOf(reward), expected_cost, ...ADDRESSES[to] }
      return ask(stage, 'POST', '/api/redemptions', body, headers())
    }
    case 'cancel':
      return ask(stage, 'POST', `/api/orders/${asked.order}/cancel`, { client_op_id }, headers())
    case 'move': {
      const [path, body] = MOVES[asked.to] as [string, object]
      return ask(stage, 'POST', `/api/admin/orders/${asked.order}/${path}`, { client_op_id, ...body })
    }
    case 'wish':
      return ask(
        stage,
        'POST',
        '/api/wishlist',
        { client_op_id, reward_id: rewardOf(asked.reward) },
        headers(),
      )
    case 'unwish':
      return ask(stage, 'DELETE', `/api/wishlist/${rewardOf(asked.reward)}`, undefined, headers())
    case 'goal': {
      if (asked.reward === null) return ask(stage, 'DELETE', '/api/goal', undefined, headers())
      return ask(stage, 'PUT', '/api/goal', { reward_id: rewardOf(asked.reward) }, headers())
    }
    case 'convert':
      return convert(stage, actorOf(stage, asked.friend).id)
    case 'vet':
      return ask(stage, 'POST', `/api/admin/referrals/${asked.referral}/${asked.verdict}`, {
        client_op_id,
        note: 'looked at',
      })
    case 'respond': {
      const [card = '', surface] = asked.card.split('/')
      const id = stage.cardId(actorOf(stage, asked.member).id, card)
      const path = surface === '0' ? 'cards' : 'next-best-actions'
      const body = { client_op_id, response: asked.response }
      return ask(stage, 'POST', `/api/${path}/${id}/response`, body, headers())
    }
    case 'dispute': {
      const { code, message } = asked
      return ask(stage, 'POST', '/api/disputes', { client_op_id, code, message }, headers())
    }
    case 'settle': {
      const { dispute, award, points, isBySupport } = asked
      const body = { client_op_id, award, note: 'looked at', ...(points === null ? {} : { points }) }
      const by = isBySupport ? stage.support : stage.operator
      return ask(stage, 'POST', `/api/admin/disputes/${dispute}/settle`, body, by)
    }
    case 'erase': {
      const url = `/api/admin/members/${actorOf(stage, asked.member).id}/erasure`
      return ask(stage, 'POST', url, { client_op_id, confirm: true, reason: 'asked for it' })
    }
  }
}

/** Does the job that looks at a friend, as a worker would. */
export async function convert({ theatre, brand }: Stage, friendId: string): Promise<Reply> {
  const job = (tasks as TaskTable).convert_referral
  const context = { brandId: brand.id, jobId: '' }
  await workAgain(async () => job?.(theatre.world.platform, { friend_id: friendId } as never, context))
  return DONE
}

/** A member by name. */
export function actorOf({ members }: Stage, name: string): Actor {
  const member = members.find(one => one.name === name)
  if (!member) throw new Error(`${name} is no member`)
  return member
}
