import type { Programs } from '../../earning/index.ts'
import { knownBrowser, type Visitors } from '../../identity/index.ts'
import { Problem } from '../../platform/errors.ts'
import { decodeCursor, pageOf } from '../../platform/http/cursor.ts'
import { Page, PageQuery } from '../../platform/http/schema.ts'
import type { Server } from '../../platform/http/server.ts'
import type { Platform } from '../../platform/platform.ts'
import { wrongCodes } from '../wrong-codes.ts'
import { openDispute } from './open-dispute.ts'
import { DisputeBody, Disputed, OwnDispute } from './schema.ts'
import { listOwnDisputes } from './stored-disputes.ts'

interface Context {
  platform: Platform
  programs: Programs
  visitors: Visitors
}

const LIMIT = 20
const tags = ['scanning']

/** What members do about a code that somebody else has claimed. */
export function disputeRoutes(server: Server, { platform, programs, visitors }: Context) {
  const { db, keys, clock, limits } = platform

  server.post(
    '/api/disputes',
    {
      schema: {
        tags,
        summary: 'Dispute that another has the code of one’s pack, after a scan that said so',
        body: DisputeBody,
        response: { 200: Disputed },
      },
    },
    async (request, reply) => {
      const { brand, memberId } = await visitors.member(request)
      const entry = { brandId: brand.id, memberId, address: request.ip, browser: knownBrowser(request) }
      const wrong = wrongCodes(limits, entry)
      await wrong.refuse()
      const program = await programs.of(brand)
      const input = { memberId, body: request.body, requestId: request.id, at: clock() }
      const answer = await db
        .transaction(brand.id, tx => openDispute(tx, keys, program, input))
        .catch(async error => {
          // Who names codes that were never refused may be guessing.
          if (error instanceof Problem && error.code === 'not_refused') await wrong.count()
          throw error
        })
      // The stored bytes, as they are: a repeated operation answers exactly what it answered the first time.
      return reply
        .type('application/json; charset=utf-8')
        .serializer(String)
        .send(answer as never)
    },
  )

  server.get(
    '/api/disputes',
    {
      schema: {
        tags,
        summary: 'One’s own disputes and what came of them, newest first',
        querystring: PageQuery,
        response: { 200: Page(OwnDispute) },
      },
    },
    async request => {
      const { brand, memberId } = await visitors.member(request)
      const { cursor, limit = LIMIT } = request.query
      const after = cursor === undefined ? undefined : decodeCursor(cursor, { id: 'uuid' }).id
      const rows = await db.transaction(brand.id, tx =>
        listOwnDisputes(tx, { memberId, after, limit: limit + 1 }),
      )
      return pageOf(rows, limit, ({ id }) => ({ id }))
    },
  )
}
