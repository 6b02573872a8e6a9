// What requests about rewards, orders, wishes and addresses name, for the proof that another brand's are like nobody's.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { InjectOptions } from 'fastify'
import type pg from 'pg'
import { addReward } from '../goals/add-reward.ts'
import type { World } from '../world.ts'

export interface RewardNames {
  rewardId: string
  orderId: string
  addressId: string
}

export const NOBODYS_REWARD: RewardNames = {
  rewardId: randomUUID(),
  orderId: randomUUID(),
  addressId: randomUUID(),
}

type Headers = Record<string, string>

/** A reward that a member of the brand has bought, and the address of that member. */
export async function rewardNames(
  { app }: World,
  admin: pg.Client,
  { brandId, memberId, headers }: { brandId: number; memberId: string; headers: Headers },
): Promise<RewardNames> {
  const rewardId = await addReward(admin, brandId, { cost_points: 1 })
  const payload = { client_op_id: randomUUID(), reward_id: rewardId, expected_cost: 1 }
  const bought = await app.server.inject({ method: 'POST', url: '/api/redemptions', headers, payload })
  assert.equal(bought.statusCode, 200, bought.body)
  const { rows } = await admin.query('select id from addresses where member_id = $1 and in_book', [memberId])
  return { rewardId, orderId: bought.json().order.id, addressId: rows[0].id }
}

const cursor = (position: object) => Buffer.from(JSON.stringify(position)).toString('base64url')

/** The requests, asked as a member of the brand that has none of it. */
export function rewardCases(member: () => Headers) {
  const by =
    (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', urlOf: (names: RewardNames) => string) =>
    (bodyOf?: (names: RewardNames) => object) =>
    (names: RewardNames): InjectOptions => ({
      method,
      url: urlOf(names),
      headers: member(),
      ...(bodyOf ? { payload: bodyOf(names) } : {}),
    })
  const operation = () => ({ client_op_id: randomUUID() })
  return [
    {
      operation: 'GET /api/rewards',
      request: by('GET', ({ rewardId: id }) => {
        return `/api/rewards?cursor=${cursor({ featured: '0', cost: '0', id })}`
      })(),
    },
    { operation: 'GET /api/rewards/{id}', request: by('GET', names => `/api/rewards/${names.rewardId}`)() },
    {
      operation: 'POST /api/redemptions',
      request: by(
        'POST',
        () => '/api/redemptions',
      )(({ rewardId: reward_id }) => ({
        ...operation(),
        reward_id,
        expected_cost: 1,
      })),
    },
    {
      operation: 'GET /api/orders',
      request: by('GET', ({ orderId: id }) => `/api/orders?cursor=${cursor({ id })}`)(),
    },
    { operation: 'GET /api/orders/{id}', request: by('GET', names => `/api/orders/${names.orderId}`)() },
    {
      operation: 'POST /api/orders/{id}/cancel',
      request: by('POST', names => `/api/orders/${names.orderId}/cancel`)(operation),
    },
    {
      operation: 'PATCH /api/addresses/{id}',
      request: by('PATCH', names => `/api/addresses/${names.addressId}`)(() => ({ city: 'Troy' })),
    },
    {
      operation: 'DELETE /api/addresses/{id}',
      request: by('DELETE', names => `/api/addresses/${names.addressId}`)(),
    },
    {
      operation: 'POST /api/wishlist',
      request: by(
        'POST',
        () => '/api/wishlist',
      )(({ rewardId: reward_id }) => ({ ...operation(), reward_id })),
    },
    {
      operation: 'DELETE /api/wishlist/{reward_id}',
      request: by('DELETE', names => `/api/wishlist/${names.rewardId}`)(),
    },
    {
      operation: 'PUT /api/goal',
      request: by('PUT', () => '/api/goal')(({ rewardId: reward_id }) => ({ reward_id })),
    },
  ]
}
