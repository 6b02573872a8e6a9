import Type from 'typebox'
import type { Programs } from '../earning/index.ts'
import { clearRefreshCookie, knownBrowser, reauthenticate, type Visitors } from '../identity/index.ts'
import { audit, type Operators } from '../operators/index.ts'
import { Problem } from '../platform/errors.ts'
import { Uuid } from '../platform/http/schema.ts'
import type { Server } from '../platform/http/server.ts'
import type { Platform } from '../platform/platform.ts'
import { eraseMember } from './erase-member.ts'
import { exportMember } from './export/export-member.ts'
import { EraseBody, Erased, EraseForBody } from './schema.ts'

interface Context {
  platform: Platform
  visitors: Visitors
  operators: Operators
  programs: Programs
}

/** What members may have done with all that is kept about them: taken along, or erased. */
export function privacyRoutes(server: Server, context: Context) {
  exportRoute(server, context)
  eraseRoute(server, context)
  eraseForRoute(server, context)
}

function exportRoute(server: Server, { platform, visitors }: Context) {
  server.get(
    '/api/me/export',
    {
      schema: {
        tags: ['members'],
        summary: 'All that is kept about you, as one JSON document',
      },
    },
    async (request, reply) => {
      const { brand, memberId } = await visitors.member(request)
      await platform.limits.take('export_member', memberId)
      const document = await exportMember(platform, brand, memberId)
      return reply
        .header('content-disposition', `attachment; filename="${brand.slug}-my-data.json"`)
        .type('application/json; charset=utf-8')
        .send(document)
    },
  )
}

function eraseRoute(server: Server, { platform, visitors, programs }: Context) {
  const { db, keys, limits, clock } = platform
  server.delete(
    '/api/me',
    {
      schema: {
        tags: ['members'],
        summary: 'Erase your account for ever',
        description:
          'Needs a session of the last 15 minutes or the 6 digits of a sign-in mail (403 `reauthentication_required`). Afterwards every session has ended: the same again is 401.',
        body: EraseBody,
        response: { 200: Erased },
      },
    },
    async (request, reply) => {
      const { brand, memberId, sessionId } = await visitors.member(request)
      const { client_op_id: clientOpId, code } = request.body
      await limits.check('sign_in_failure_address', request.ip)
      const program = await programs.of(brand)
      const at = clock()
      const done = await db.transaction(brand.id, async tx => {
        const asking = { memberId, sessionId, code, browser: knownBrowser(request) }
        const refusal = await reauthenticate(tx, keys, asking, at)
        if (refusal) return refusal
        return eraseMember(tx, program, { memberId, clientOpId, requestId: request.id, by: 'member', at })
      })
      if (done instanceof Problem) {
        if (code !== undefined) await limits.take('sign_in_failure_address', request.ip)
        throw done
      }
      for (const id of done.ended) visitors.endSession(id)
      clearRefreshCookie(request, reply)
      return done.answer
    },
  )
}

function eraseForRoute(server: Server, { platform, visitors, operators, programs }: Context) {
  server.post(
    '/api/admin/members/:id/erasure',
    {
      config: { permission: 'members.erase' },
      schema: {
        tags: ['members'],
        summary: 'Erase a member who asked for it, for ever',
        params: Type.Object({ id: Uuid }),
        body: EraseForBody,
        response: { 200: Erased },
      },
    },
    async request => {
      const { brand, operator } = operators.require(request)
      const { client_op_id: clientOpId, reason } = request.body
      const memberId = request.params.id.toLowerCase()
      const program = await programs.of(brand)
      const at = platform.clock()
      const done = await platform.db.transaction(brand.id, async tx => {
        const by = `operator:${operator.id}` as const
        const erased = await eraseMember(tx, program, { memberId, clientOpId, requestId: request.id, by, at })
        if (!erased.isNew) return erased
        await audit(tx, platform.keys, {
          operator,
          action: 'member.erased',
          subject: `member:${memberId}`,
          after: { reason },
          at,
          requestId: request.id,
        })
        return erased
      })
      for (const id of done.ended) visitors.endSession(id)
      return done.answer
    },
  )
}
