import { renderSVG } from 'uqr'
import type { Programs } from '../earning/index.ts'
import type { Visitors } from '../identity/index.ts'
import { readMember } from '../members/index.ts'
import { decodeCursor } from '../platform/http/cursor.ts'
import { PageQuery } from '../platform/http/schema.ts'
import type { Server } from '../platform/http/server.ts'
import type { Platform } from '../platform/platform.ts'
import { brandUrl } from '../tenancy/index.ts'
import { inviteLink, readOwnReferrals } from './read-own-referrals.ts'
import { OwnReferrals, ShareBody, Shared } from './schema.ts'
import { shareCode } from './share-code.ts'

interface Context {
  platform: Platform
  visitors: Visitors
  programs: Programs
}

const tags = ['referrals']

/** Read off a phone's glass at an angle, with as much clear space around it as the standard asks for. */
const QR_LOOK = { ecc: 'M', border: 4 } as const

/** What members do about their friends. */
export function referralsRoutes(server: Server, { platform, visitors, programs }: Context) {
  const { db, clock, config, limits } = platform

  server.get(
    '/api/referrals/me',
    {
      schema: {
        tags,
        summary: 'One’s code, link and message, and what became of the friends who joined',
        querystring: PageQuery,
        response: { 200: OwnReferrals },
      },
    },
    async request => {
      const { brand, memberId } = await visitors.member(request)
      const { cursor, limit = 50 } = request.query
      const after = cursor === undefined ? undefined : decodeCursor(cursor, { id: 'uuid' }).id
      return db.transaction(brand.id, async tx => {
        const url = await brandUrl(tx, brand.id, config.port)
        return readOwnReferrals(tx, { brand, brandUrl: url, memberId, at: clock(), after, limit })
      })
    },
  )

  server.get(
    '/api/referrals/qr',
    { schema: { tags, summary: 'One’s link as a QR code, an SVG picture' } },
    async (request, reply) => {
      const { brand, memberId } = await visitors.member(request)
      const link = await db.transaction(brand.id, async tx => {
        const url = await brandUrl(tx, brand.id, config.port)
        return inviteLink(url, await readMember(tx, memberId))
      })
      return reply.type('image/svg+xml').send(renderSVG(link, QR_LOOK))
    },
  )

  server.post(
    '/api/referrals/share',
    {
      schema: { tags, summary: 'Note that one invited friends', body: ShareBody, response: { 200: Shared } },
    },
    async (request, reply) => {
      const { brand, memberId } = await visitors.member(request)
      await limits.take('share_member', `${brand.id}:${memberId}`)
      const program = await programs.of(brand)
      const input = { memberId, body: request.body, requestId: request.id, at: clock() }
      const answer = await db.transaction(brand.id, tx => shareCode(tx, program, input))
      // The stored bytes, as they are: a repeated operation answers exactly what it answered the first time.
      return reply
        .type('application/json; charset=utf-8')
        .serializer(String)
        .send(answer as never)
    },
  )
}
