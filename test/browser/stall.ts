import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { RewardDefinition } from '../../server/src/rewards/definition.ts'
import type { Brand } from '../../server/src/tenancy/index.ts'
import type { World } from '../../server/test/world.ts'

const GRINDER: RewardDefinition = {
  name: 'Grinder',
  description: 'Aluminium, four parts',
  tags: ['tools'],
  kind: 'shipped',
  cost_points: 400,
  featured: false,
  active: true,
}

interface Answer {
  id: string
  definition: RewardDefinition
}

/** What operators and members do about rewards beside the browser. */
export interface Stall {
  /** A request of the console; fails unless it is answered with success. */
  operate(method: 'GET' | 'POST' | 'PUT', path: string, payload?: object): Promise<Answer>
  /** A new reward with so many of it (null: no end); answers its id. */
  reward(definition?: Partial<RewardDefinition>, stock?: number | null): Promise<string>
  /** The same reward at another price. */
  reprice(rewardId: string, cost: number): Promise<Answer>
  /** A digital reward with these voucher codes. */
  vouchers(codes: string[], definition?: Partial<RewardDefinition>): Promise<string>
  /** A member with points to spend. */
  customer(points: number, email?: string): ReturnType<World['addMember']>
  give(memberId: string, points: number): Promise<Answer>
  /** Moves an order on, as whoever packs it does. */
  move(orderId: string, step: 'process' | 'ship' | 'deliver', more?: object): Promise<Answer>
  /** A member scans a pack without the browser. */
  scan(token: string): Promise<unknown>
  /** A member redeems without the browser. */
  redeem(token: string, rewardId: string, cost: number): Promise<string>
}

/** A stall of this brand, with an operator of its own. */
export async function openStall(world: World, brand: Brand = world.brand): Promise<Stall> {
  const { headers } = await world.addOperator({ brand })
  const inject = async (options: object) => {
    const reply = await world.app.server.inject(options)
    assert.ok(reply.statusCode < 300, reply.body)
    return JSON.parse(reply.body)
  }
  const operation = () => ({ client_op_id: randomUUID() })
  const operate: Stall['operate'] = (method, path, payload) =>
    inject({ method, url: `/api/admin/${path}`, headers, ...(payload ? { payload } : {}) })
  const reward: Stall['reward'] = async (definition = {}, stock = null) =>
    (await operate('POST', 'rewards', { ...operation(), definition: { ...GRINDER, ...definition }, stock }))
      .id
  const give: Stall['give'] = (memberId, points) =>
    operate('POST', `members/${memberId}/adjustments`, { ...operation(), points, reason: 'For the test' })
  return {
    operate,
    reward,
    give,
    async reprice(id, cost_points) {
      const { definition } = await operate('GET', `rewards/${id}`)
      return operate('PUT', `rewards/${id}`, { definition: { ...definition, cost_points } })
    },
    move: (id, step, more = {}) => operate('POST', `orders/${id}/${step}`, { ...operation(), ...more }),
    async vouchers(codes, definition = {}) {
      const id = await reward({ ...definition, kind: 'digital' })
      await operate('POST', `rewards/${id}/vouchers`, { ...operation(), codes })
      return id
    },
    async customer(points, email) {
      const member = await world.addMember({ brand, ...(email ? { email } : {}) })
      await give(member.id, points)
      return member
    },
    async scan(token) {
      const [code] = (await world.addCodes(1, { brand })).codes
      const payload = { ...operation(), code }
      return inject({ method: 'POST', url: '/api/scans', headers: world.headers({ brand, token }), payload })
    },
    async redeem(token, reward_id, expected_cost) {
      const payload = { ...operation(), reward_id, expected_cost }
      const sent = {
        method: 'POST',
        url: '/api/redemptions',
        headers: world.headers({ brand, token }),
        payload,
      }
      return (await inject(sent)).order.id
    },
  }
}
