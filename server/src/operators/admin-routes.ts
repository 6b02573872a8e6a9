import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import { decodeCursor, pageOf } from '../platform/http/cursor.ts'
import { Page, PageQuery, Uuid } from '../platform/http/schema.ts'
import type { Server } from '../platform/http/server.ts'
import { type Administrator, addOperator, changeOperator, removeTotp, resetPassword } from './administer.ts'
import { listAudit } from './list-audit.ts'
import type { OperatorsContext } from './routes.ts'
import {
  AddedOperator,
  AuditItem,
  AuditQuery,
  ListedOperator,
  NewOperatorBody,
  OperatorPatch,
  PasswordReset,
} from './schema.ts'
import { listOperators } from './stored-operators.ts'
import { listedOperator } from './views.ts'

const LIMIT = 50
const tags = ['operators']

/** What owners do about the brand's operators, and the audit of what all of them did. */
export function adminOperatorsRoutes(server: Server, context: OperatorsContext) {
  listRoutes(server, context)
  changeRoutes(server, context)
}

function listRoutes(server: Server, { platform, operators }: OperatorsContext) {
  server.get(
    '/api/admin/operators',
    {
      config: { permission: 'operators.write' },
      schema: {
        tags,
        summary: 'The brand’s operators',
        querystring: PageQuery,
        response: { 200: Page(ListedOperator) },
      },
    },
    async request => {
      const { brand } = operators.require(request)
      const { cursor, limit = LIMIT } = request.query
      const after = cursor === undefined ? undefined : decodeCursor(cursor, { id: 'uuid' }).id
      const rows = await platform.db.transaction(brand.id, tx => listOperators(tx, after, limit + 1))
      return pageOf(rows.map(listedOperator), limit, ({ id }) => ({ id }))
    },
  )

  server.get(
    '/api/admin/audit',
    {
      config: { permission: 'audit.read' },
      schema: {
        tags,
        summary: 'Who did what, newest first',
        querystring: AuditQuery,
        response: { 200: Page(AuditItem) },
      },
    },
    async request => {
      const { brand } = operators.require(request)
      const { cursor, limit = LIMIT, ...filter } = request.query
      const before = cursor === undefined ? undefined : Number(decodeCursor(cursor, { seq: 'number' }).seq)
      const rows = await platform.db.transaction(brand.id, tx =>
        listAudit(tx, { filter, before, limit: limit + 1 }),
      )
      return pageOf(rows, limit, ({ seq }) => ({ seq: String(seq) }))
    },
  )
}

function changeRoutes(server: Server, { platform, operators }: OperatorsContext) {
  const config = { permission: 'operators.write' } as const
  const params = Type.Object({ id: Uuid })
  const NOTHING = { 204: Type.Null() }
  const by = (request: FastifyRequest): Administrator => ({
    ...operators.require(request),
    requestId: request.id,
  })

  server.post(
    '/api/admin/operators',
    {
      config,
      schema: { tags, summary: 'Add an operator', body: NewOperatorBody, response: { 201: AddedOperator } },
    },
    async (request, reply) => {
      const { operator, password } = await addOperator(platform, by(request), request.body)
      return reply.code(201).send({ operator: listedOperator(operator), password })
    },
  )

  server.patch(
    '/api/admin/operators/:id',
    {
      config,
      schema: {
        tags,
        summary: 'Rename an operator, change the role, disable or enable',
        params,
        body: OperatorPatch,
        response: { 200: ListedOperator },
      },
    },
    async request =>
      listedOperator(await changeOperator(platform, by(request), request.params.id, request.body)),
  )

  server.post(
    '/api/admin/operators/:id/password',
    {
      config,
      schema: {
        tags,
        summary: 'Give an operator who forgot theirs another password; ends the sessions',
        params,
        response: { 200: PasswordReset },
      },
    },
    async request => ({ password: await resetPassword(platform, by(request), request.params.id) }),
  )

  server.delete(
    '/api/admin/operators/:id/totp',
    {
      config,
      schema: {
        tags,
        summary: 'Let an operator who lost the authenticator app sign in without it',
        params,
        response: NOTHING,
      },
    },
    async (request, reply) => {
      await removeTotp(platform, by(request), request.params.id)
      return reply.code(204).send(null)
    },
  )
}
