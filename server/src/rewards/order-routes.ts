import type { FastifyReply } from 'fastify'
import Type from 'typebox'
import { type MemberState, type Programs, tellBalance } from '../earning/index.ts'
import type { Visitors } from '../identity/index.ts'
import { decodeCursor, pageOf } from '../platform/http/cursor.ts'
import { Page, PageQuery, Uuid } from '../platform/http/schema.ts'
import type { Server } from '../platform/http/server.ts'
import type { Platform } from '../platform/platform.ts'
import { cancelOwnOrder } from './cancel-order.ts'
import { CancelBody, Cancelled, OrderDetail, OrderView, Redeemed, RedemptionBody } from './order-schema.ts'
import { listOwnOrders, readOwnOrder } from './read-orders.ts'
import { redeem } from './redeem.ts'

const LIMIT = 20
const Id = Type.Object({ id: Uuid })

/** What members do with rewards: spend points, follow the parcel, change their mind. */
export function orderRoutes(
  server: Server,
  { platform, programs, visitors }: { platform: Platform; programs: Programs; visitors: Visitors },
) {
  const { db, keys, clock, fanout } = platform
  const tags = ['rewards']

  /** The stored bytes, as they are: a repeated operation answers exactly what it answered the first time. */
  function done(
    reply: FastifyReply,
    { answer, member }: { answer: string; member: MemberState | undefined },
  ) {
    if (member) tellBalance(fanout, member)
    return reply
      .type('application/json; charset=utf-8')
      .serializer(String)
      .send(answer as never)
  }

  server.post(
    '/api/redemptions',
    {
      schema: {
        tags,
        summary: 'Spend points on a reward',
        body: RedemptionBody,
        response: { 200: Redeemed },
      },
    },
    async (request, reply) => {
      const { brand, memberId } = await visitors.member(request)
      const program = await programs.of(brand)
      const input = { memberId, body: request.body, requestId: request.id, at: clock() }
      return done(reply, await db.transaction(brand.id, tx => redeem(tx, program, keys, input)))
    },
  )

  server.get(
    '/api/orders',
    {
      schema: {
        tags,
        summary: 'Your orders, newest first',
        querystring: PageQuery,
        response: { 200: Page(OrderView) },
      },
    },
    async request => {
      const { brand, memberId } = await visitors.member(request)
      const { cursor, limit = LIMIT } = request.query
      const after = cursor === undefined ? undefined : decodeCursor(cursor, { id: 'uuid' }).id
      const input = { memberId, after, limit: limit + 1 }
      const rows = await db.transaction(brand.id, tx => listOwnOrders(tx, input))
      return pageOf(rows, limit, ({ id }) => ({ id }))
    },
  )

  server.get(
    '/api/orders/:id',
    {
      schema: {
        tags,
        summary: 'An order with its history, its parcel or its voucher',
        params: Id,
        response: { 200: OrderDetail },
      },
    },
    async request => {
      const { brand, memberId } = await visitors.member(request)
      const orderId = request.params.id
      return db.transaction(brand.id, tx => readOwnOrder(tx, keys, { memberId, orderId }))
    },
  )

  server.post(
    '/api/orders/:id/cancel',
    {
      schema: {
        tags,
        summary: 'Cancel an order that nobody has begun to pack; its points come back',
        params: Id,
        body: CancelBody,
        response: { 200: Cancelled },
      },
    },
    async (request, reply) => {
      const { brand, memberId } = await visitors.member(request)
      const program = await programs.of(brand)
      const input = {
        memberId,
        orderId: request.params.id,
        clientOpId: request.body.client_op_id,
        requestId: request.id,
        at: clock(),
      }
      return done(reply, await db.transaction(brand.id, tx => cancelOwnOrder(tx, program, input)))
    },
  )
}
