import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import { audit, type Operators } from '../../operators/index.ts'
import type { Tx } from '../../platform/db/database.ts'
import { decodeCursor, pageOf } from '../../platform/http/cursor.ts'
import { Page, PageQuery, Uuid } from '../../platform/http/schema.ts'
import type { Server } from '../../platform/http/server.ts'
import type { Platform } from '../../platform/platform.ts'
import { activate, type Changed, setExpiry, voidCodes } from './change-batch.ts'
import { createBatch } from './create-batch.ts'
import { listBatches, readAlerts, readBatch, readBatchDetail } from './read-batches.ts'
import {
  ActivateBody,
  BatchAlert,
  BatchDetail,
  BatchStarted,
  BatchView,
  ChangedBatch,
  CreateBatchBody,
  ExpiryBody,
  VoidBody,
} from './schema.ts'

const LIMIT = 20
const Id = Type.Object({ id: Uuid })
const tags = ['codes']
const read = { permission: 'codes.read' } as const
const write = { permission: 'codes.write' } as const

interface Context {
  platform: Platform
  operators: Operators
}

/** Batches in the console: what became of them, and what operators do with them. */
export function batchAdminRoutes(server: Server, context: Context) {
  readRoutes(server, context)
  createRoute(server, context)
  changeRoutes(server, context)
}

function readRoutes(server: Server, { platform: { db }, operators }: Context) {
  server.get(
    '/api/admin/batches',
    {
      config: read,
      schema: {
        tags,
        summary: 'Batches with their claim rate, newest first',
        querystring: PageQuery,
        response: { 200: Page(BatchView) },
      },
    },
    async request => {
      const { brand } = operators.require(request)
      const { cursor, limit = LIMIT } = request.query
      const after = cursor === undefined ? undefined : decodeCursor(cursor, { id: 'uuid' }).id
      const batches = await db.transaction(brand.id, tx => listBatches(tx, { after, limit: limit + 1 }))
      return pageOf(batches, limit, ({ id }) => ({ id }))
    },
  )

  server.get(
    '/api/admin/batches/alerts',
    {
      config: read,
      schema: {
        tags,
        summary: 'Batches that are not active although people scan their packs',
        response: { 200: Type.Object({ items: Type.Array(BatchAlert) }) },
      },
    },
    async request => {
      const { brand } = operators.require(request)
      return { items: await db.transaction(brand.id, tx => readAlerts(tx)) }
    },
  )

  server.get(
    '/api/admin/batches/:id',
    {
      config: read,
      schema: {
        tags,
        summary: 'A batch with its refused scans and its changes',
        params: Id,
        response: { 200: BatchDetail },
      },
    },
    async request => {
      const { brand } = operators.require(request)
      return db.transaction(brand.id, tx => readBatchDetail(tx, request.params.id))
    },
  )
}

function createRoute(server: Server, { platform: { db, keys, clock }, operators }: Context) {
  server.post(
    '/api/admin/batches',
    {
      config: write,
      schema: {
        tags,
        summary: 'Make a batch of codes; a run says how far it is',
        body: CreateBatchBody,
        response: { 202: BatchStarted },
      },
    },
    async (request, reply) => {
      const { brand, operator } = operators.require(request)
      const { body } = request
      const at = clock()
      const started = await db.transaction(brand.id, async tx => {
        const { isNew, ...answer } = await createBatch(tx, { body, at, by: operator.id })
        if (isNew) {
          const { client_op_id: _, ...after } = { ...body, run_id: answer.run_id }
          const deed = { operator, action: 'batch.created', subject: `batch:${answer.batch_id}`, after }
          await audit(tx, keys, { ...deed, at, requestId: request.id })
        }
        return answer
      })
      return reply.code(202).send(started)
    },
  )
}

function changeRoutes(server: Server, { platform: { db, keys, clock }, operators }: Context) {
  /** Makes a change, and audits it where it was one. */
  function change(
    request: FastifyRequest<{ Params: { id: string } }>,
    action: string,
    work: (tx: Tx, facts: { batchId: string; at: Date; by: string }) => Promise<Changed>,
    asked: object,
  ) {
    const { brand, operator } = operators.require(request)
    const { id: batchId } = request.params
    const at = clock()
    return db.transaction(brand.id, async tx => {
      const { isNew, before, runId } = await work(tx, { batchId, at, by: operator.id })
      const batch = await readBatch(tx, batchId)
      if (isNew) {
        const after = { ...asked, state: batch.state, run_id: runId }
        const deed = { operator, action, subject: `batch:${batchId}`, before, after }
        await audit(tx, keys, { ...deed, at, requestId: request.id })
      }
      return { batch, run_id: runId }
    })
  }

  server.post(
    '/api/admin/batches/:id/activate',
    {
      config: write,
      schema: {
        tags,
        summary: 'Let a batch, or a range of its serials, be claimed; who tried before is credited',
        params: Id,
        body: ActivateBody,
        response: { 200: ChangedBatch },
      },
    },
    request => {
      const { reason = null, ...range } = request.body
      return change(
        request,
        'batch.activated',
        (tx, facts) => activate(tx, { ...facts, ...range, reason }),
        request.body,
      )
    },
  )

  server.post(
    '/api/admin/batches/:id/void',
    {
      config: write,
      schema: {
        tags,
        summary: 'Withdraw a batch, or a range of its serials, for good',
        params: Id,
        body: VoidBody,
        response: { 200: ChangedBatch },
      },
    },
    request =>
      change(
        request,
        'batch.voided',
        (tx, facts) => voidCodes(tx, { ...facts, ...request.body }),
        request.body,
      ),
  )

  server.put(
    '/api/admin/batches/:id/expiry',
    {
      config: write,
      schema: {
        tags,
        summary: 'Until when its codes can be claimed; null for ever',
        params: Id,
        body: ExpiryBody,
        response: { 200: ChangedBatch },
      },
    },
    request => {
      const { expires_at, reason = null } = request.body
      const expiresAt = expires_at === null ? null : new Date(expires_at)
      return change(
        request,
        'batch.expiry_set',
        (tx, facts) => setExpiry(tx, { ...facts, expiresAt, reason }),
        request.body,
      )
    },
  )
}
