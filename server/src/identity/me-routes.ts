import Type from 'typebox'
import { ConsentView, listConsents, Me, MePatch, readMe, updateMe } from '../members/index.ts'
import { decodeCursor, pageOf } from '../platform/http/cursor.ts'
import { Page, PageQuery, Uuid } from '../platform/http/schema.ts'
import type { Server } from '../platform/http/server.ts'
import type { Platform } from '../platform/platform.ts'
import { emailChangeRoutes } from './email-change-routes.ts'
import { endSession, endSessions, listSessions } from './list-sessions.ts'
import { SessionView } from './schema.ts'
import type { Visitors } from './visitors.ts'

const LIMIT = 50
const tags = ['members']
const NOTHING = { 204: Type.Null() }

const afterOf = (cursor: string | undefined) =>
  cursor === undefined ? undefined : decodeCursor(cursor, { id: 'uuid' }).id

interface Context {
  platform: Platform
  visitors: Visitors
}

/** What members see and change about themselves. */
export function meRoutes(server: Server, context: Context) {
  profileRoutes(server, context)
  sessionRoutes(server, context)
  emailChangeRoutes(server, context)
}

function profileRoutes(server: Server, { platform: { db, clock }, visitors }: Context) {
  server.get(
    '/api/me',
    { schema: { tags, summary: 'Your profile', response: { 200: Me } } },
    async request => {
      const { brand, memberId } = await visitors.member(request)
      return db.transaction(brand.id, tx => readMe(tx, memberId))
    },
  )

  server.patch(
    '/api/me',
    { schema: { tags, summary: 'Change your profile or consent', body: MePatch, response: { 200: Me } } },
    async request => {
      const { brand, memberId } = await visitors.member(request)
      const { settings } = brand
      const input = { memberId, patch: request.body, settings, at: clock(), requestId: request.id }
      return db.transaction(brand.id, tx => updateMe(tx, input))
    },
  )

  server.get(
    '/api/me/consents',
    {
      schema: {
        tags,
        summary: 'What you agreed to or withdrew, newest first',
        querystring: PageQuery,
        response: { 200: Page(ConsentView) },
      },
    },
    async request => {
      const { brand, memberId } = await visitors.member(request)
      const { cursor, limit = LIMIT } = request.query
      const input = { memberId, after: afterOf(cursor), limit: limit + 1 }
      const rows = await db.transaction(brand.id, tx => listConsents(tx, input))
      return pageOf(rows, limit, ({ id }) => ({ id }))
    },
  )
}

function sessionRoutes(server: Server, { platform: { db, clock }, visitors }: Context) {
  server.get(
    '/api/me/sessions',
    {
      schema: {
        tags,
        summary: 'Where you are signed in, newest first',
        querystring: PageQuery,
        response: { 200: Page(SessionView) },
      },
    },
    async request => {
      const { brand, memberId, sessionId } = await visitors.member(request)
      const { cursor, limit = LIMIT } = request.query
      const input = { memberId, current: sessionId, after: afterOf(cursor), limit: limit + 1, at: clock() }
      const rows = await db.transaction(brand.id, tx => listSessions(tx, input))
      return pageOf(rows, limit, ({ id }) => ({ id }))
    },
  )

  server.delete(
    '/api/me/sessions/:id',
    { schema: { tags, summary: 'Sign out there', params: Type.Object({ id: Uuid }), response: NOTHING } },
    async (request, reply) => {
      const { brand, memberId } = await visitors.member(request)
      const sessionId = request.params.id.toLowerCase()
      await db.transaction(brand.id, tx => endSession(tx, { memberId, sessionId, at: clock() }))
      visitors.endSession(sessionId)
      return reply.code(204).send(null)
    },
  )

  server.delete(
    '/api/me/sessions',
    { schema: { tags, summary: 'Sign out everywhere but here', response: NOTHING } },
    async (request, reply) => {
      const { brand, memberId, sessionId } = await visitors.member(request)
      const input = { memberId, except: sessionId, at: clock() }
      const ended = await db.transaction(brand.id, tx => endSessions(tx, input))
      for (const id of ended) visitors.endSession(id)
      return reply.code(204).send(null)
    },
  )
}
