import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import { type Programs, tellBalance } from '../earning/index.ts'
import { audit, type Operators } from '../operators/index.ts'
import { decodeCursor, pageOf } from '../platform/http/cursor.ts'
import { Page, PageQuery, Uuid } from '../platform/http/schema.ts'
import type { Server } from '../platform/http/server.ts'
import type { Platform } from '../platform/platform.ts'
import { type Move, moveOrder } from './move-order.ts'
import {
  AdminCancelBody,
  AdminMoveBody,
  AdminOrderDetail,
  AdminOrderView,
  OrderMoved,
  ShipBody,
} from './order-schema.ts'
import { ORDER_STATES } from './order-states.ts'
import { listOrders, readOrderToSend } from './read-orders.ts'

/** A tracking number leads to where somebody lives, and an entry of the audit stays for ever. */
const auditable = (move: Move) => ({
  state: move.to,
  ...(move.to === 'shipped' ? { carrier: move.carrier } : {}),
  ...(move.to === 'cancelled' ? { reason: move.reason } : {}),
})

const LIMIT = 50
const Id = Type.Object({ id: Uuid })
const tags = ['orders']
const read = { permission: 'orders.read' } as const
const write = { permission: 'orders.write' } as const

/** What operators do with orders; each move is audited in its own transaction. */
export function orderAdminRoutes(
  server: Server,
  { platform, operators, programs }: { platform: Platform; operators: Operators; programs: Programs },
) {
  const { db, keys, clock, fanout } = platform

  server.get(
    '/api/admin/orders',
    {
      config: read,
      schema: {
        tags,
        summary: 'Orders in one state, the oldest first',
        querystring: Type.Object(
          {
            ...PageQuery.properties,
            state: Type.Optional(Type.Enum(ORDER_STATES, { description: 'pending if left out' })),
          },
          { additionalProperties: false },
        ),
        response: { 200: Page(AdminOrderView) },
      },
    },
    async request => {
      const { brand } = operators.require(request)
      const { cursor, state = 'pending', limit = LIMIT } = request.query
      const after = cursor === undefined ? undefined : decodeCursor(cursor, { id: 'uuid' }).id
      const rows = await db.transaction(brand.id, tx => listOrders(tx, { state, after, limit: limit + 1 }))
      return pageOf(rows, limit, ({ id }) => ({ id }))
    },
  )

  server.get(
    '/api/admin/orders/:id',
    {
      config: read,
      schema: {
        tags,
        summary: 'An order with all that is needed to send it',
        params: Id,
        response: { 200: AdminOrderDetail },
      },
    },
    request => {
      const { brand } = operators.require(request)
      return db.transaction(brand.id, tx => readOrderToSend(tx, request.params.id))
    },
  )

  async function carryOut(request: FastifyRequest, id: string, clientOpId: string, move: Move) {
    const { brand, operator } = operators.require(request)
    const program = await programs.of(brand)
    const at = clock()
    const input = { orderId: id, move, clientOpId, operatorId: operator.id, requestId: request.id, at }
    const done = await db.transaction(brand.id, async tx => {
      const moved = await moveOrder(tx, program, input)
      if (!moved.isNew) return moved
      await audit(tx, keys, {
        operator,
        action: `order.${move.to}`,
        subject: `order:${id}`,
        before: { state: moved.before },
        after: auditable(move),
        at,
        requestId: request.id,
      })
      return moved
    })
    if (done.member) tellBalance(fanout, done.member)
    return done.answer
  }

  for (const [path, to, summary] of [
    ['process', 'processing', 'Begin to pack an order: its member can no longer cancel it'],
    ['deliver', 'delivered', 'Note that a parcel has arrived; its address is forgotten'],
  ] as const) {
    server.post(
      `/api/admin/orders/:id/${path}`,
      {
        config: write,
        schema: { tags, summary, params: Id, body: AdminMoveBody, response: { 200: OrderMoved } },
      },
      request => carryOut(request, request.params.id, request.body.client_op_id, { to }),
    )
  }

  server.post(
    '/api/admin/orders/:id/ship',
    {
      config: write,
      schema: {
        tags,
        summary: 'Note that a parcel has gone out',
        params: Id,
        body: ShipBody,
        response: { 200: OrderMoved },
      },
    },
    request => {
      const { client_op_id, carrier, tracking_number: trackingNumber } = request.body
      const move: Move = { to: 'shipped', carrier, trackingNumber }
      return carryOut(request, request.params.id, client_op_id, move)
    },
  )

  server.post(
    '/api/admin/orders/:id/cancel',
    {
      config: write,
      schema: {
        tags,
        summary: 'Cancel an order that has not gone out; points and stock come back',
        params: Id,
        body: AdminCancelBody,
        response: { 200: OrderMoved },
      },
    },
    request => {
      const { client_op_id, reason } = request.body
      return carryOut(request, request.params.id, client_op_id, { to: 'cancelled', reason })
    },
  )
}
