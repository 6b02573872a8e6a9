import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { TestContext } from 'node:test'
import type { RewardDefinition } from '../../src/rewards/definition.ts'
import type { CreateBrandInput } from '../../src/tenancy/index.ts'
import { type Customer, type Desk, openDesk, type Reply } from '../earning/desk.ts'
import type { World } from '../world.ts'

export const SHIPPED: RewardDefinition = {
  name: 'Grinder',
  description: 'Aluminium, four parts',
  tags: ['tools'],
  kind: 'shipped',
  cost_points: 400,
  featured: false,
  active: true,
}
export const DIGITAL: RewardDefinition = { ...SHIPPED, name: 'Concert ticket', kind: 'digital', tags: [] }

/** A brand that sells rewards for points. */
export interface Shop {
  desk: Desk
  /** A new reward with so many of it (null: no end); answers its id. */
  reward(definition?: Partial<RewardDefinition>, stock?: number | null): Promise<string>
  /** A digital reward with these voucher codes. */
  vouchers(codes: string[], definition?: Partial<RewardDefinition>): Promise<string>
  /** A member with points to spend. */
  customer(points?: number): Promise<Customer>
  /** A member's request. */
  ask(
    member: Customer,
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    path: string,
    payload?: object,
  ): Promise<Reply>
  redeem(member: Customer, rewardId: string, more?: object): Promise<Reply>
  /** Redeems, or fails; answers the order's id. */
  order(member: Customer, rewardId: string, more?: object): Promise<string>
  stock(rewardId: string): Promise<{ remaining: number | null; sold: number }>
}

export async function openShop(
  t?: TestContext,
  options: Partial<CreateBrandInput> & { world?: World } = {},
): Promise<Shop> {
  const desk = await openDesk(t, options)
  const { world, brand } = desk
  const ask: Shop['ask'] = async ({ token }, method, path, payload) => {
    const headers = world.headers({ brand, token })
    const answer = await world.app.server.inject({
      method,
      url: `/api/${path}`,
      headers,
      ...(payload ? { payload } : {}),
    })
    const text = answer.body
    return {
      status: answer.statusCode,
      headers: answer.headers,
      text,
      body: text.startsWith('{') ? JSON.parse(text) : text,
    }
  }
  const reward: Shop['reward'] = async (definition = {}, stock = null) => {
    const body = { client_op_id: randomUUID(), definition: { ...SHIPPED, ...definition }, stock }
    return (await desk.do('POST', 'rewards', body)).id
  }
  const redeem: Shop['redeem'] = (member, reward_id, more = {}) =>
    ask(member, 'POST', 'redemptions', {
      client_op_id: randomUUID(),
      reward_id,
      expected_cost: SHIPPED.cost_points,
      ...more,
    })
  return {
    desk,
    ask,
    reward,
    redeem,
    async vouchers(codes, definition = {}) {
      const id = await reward({ ...DIGITAL, ...definition })
      await desk.do('POST', `rewards/${id}/vouchers`, { client_op_id: randomUUID(), codes })
      return id
    },
    async customer(points = 1_000) {
      const member = await desk.member()
      if (points > 0) {
        const { status, text } = await desk.adjust(member, points)
        assert.equal(status, 200, text)
      }
      return member
    },
    async order(member, rewardId, more) {
      const { status, text, body } = await redeem(member, rewardId, more)
      assert.equal(status, 200, text)
      return body.order.id
    },
    async stock(rewardId) {
      const [row] = await desk.rows<{ remaining: number | null; sold: number }>(
        'select remaining::int as remaining, sold::int as sold from reward_stock where reward_id = $1',
        [rewardId],
      )
      assert.ok(row)
      return row
    },
  }
}
