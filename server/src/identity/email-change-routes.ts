import Type from 'typebox'
import { normaliseEmail } from '../members/index.ts'
import { Problem } from '../platform/errors.ts'
import type { Server } from '../platform/http/server.ts'
import type { Platform } from '../platform/platform.ts'
import { askEmailChange, cancelEmailChange, confirmEmailChange } from './change-email.ts'
import { knownBrowser } from './cookies.ts'
import { originOf } from './origin.ts'
import { inEqualTime } from './pad-time.ts'
import { EmailChangeBody, LinkTokenBody } from './schema.ts'
import type { Visitors } from './visitors.ts'

const UNIQUE_VIOLATION = '23505'
const tags = ['members']

/** Another e-mail for an account: asked for, agreed to by the new address, objected to by the old one. */
export function emailChangeRoutes(
  server: Server,
  { platform, visitors }: { platform: Platform; visitors: Visitors },
) {
  const { db, keys, limits, clock } = platform

  server.post(
    '/api/me/email',
    {
      schema: {
        tags,
        summary: 'Ask for another e-mail',
        description:
          'Mails the new address, which has to agree, and the old one, which can object. Always 202, in equal time. Needs a session of the last 15 minutes or the 6 digits of a sign-in mail (403 `reauthentication_required`).',
        body: EmailChangeBody,
        response: { 202: Type.Object({ status: Type.Literal('check_your_mail') }) },
      },
    },
    async (request, reply) => {
      const { brand, memberId, sessionId } = await visitors.member(request)
      const { email, client_op_id: clientOpId, code } = request.body
      await limits.check('sign_in_failure_address', request.ip)
      await limits.take('email_change_member', memberId)
      await limits.take('sign_in_mail_address', request.ip)
      await limits.take('sign_in_mail_person', `${brand.id}:${normaliseEmail(email)}`)
      const browser = knownBrowser(request)
      const who = { memberId, sessionId, code, browser, origin: originOf(request), requestId: request.id }
      const answer = await inEqualTime(() =>
        db.transaction(brand.id, tx => askEmailChange(tx, keys, { ...who, email, clientOpId, at: clock() })),
      )
      if (answer instanceof Problem) {
        if (code !== undefined) await limits.take('sign_in_failure_address', request.ip)
        throw answer
      }
      return reply
        .code(202)
        .type('application/json; charset=utf-8')
        .serializer(String)
        .send(answer as never)
    },
  )

  server.post(
    '/api/auth/email/confirm',
    {
      schema: {
        tags,
        summary: 'Agree to be an account’s new e-mail',
        body: LinkTokenBody,
        response: { 200: Type.Object({ status: Type.Literal('confirmed') }) },
      },
    },
    async request => {
      const brand = await visitors.brand(request)
      await limits.check('sign_in_failure_address', request.ip)
      const input = { token: request.body.token, requestId: request.id, at: clock() }
      await db
        .transaction(brand.id, tx => confirmEmailChange(tx, keys, input))
        .catch(async error => {
          await limits.take('sign_in_failure_address', request.ip)
          // Somebody enrolled with that address at this moment.
          throw error.code === UNIQUE_VIOLATION
            ? new Problem(401, 'link_invalid', 'This link does not work any more')
            : error
        })
      return { status: 'confirmed' as const }
    },
  )

  server.post(
    '/api/auth/email/cancel',
    {
      schema: {
        tags,
        summary: 'Object to another e-mail: the old one stays or comes back, everybody is signed out',
        body: LinkTokenBody,
        response: { 200: Type.Object({ status: Type.Literal('cancelled') }) },
      },
    },
    async request => {
      const brand = await visitors.brand(request)
      await limits.check('sign_in_failure_address', request.ip)
      const input = { token: request.body.token, requestId: request.id, at: clock() }
      const { ended, problem } = await db
        .transaction(brand.id, tx => cancelEmailChange(tx, keys, input))
        .catch(async error => {
          await limits.take('sign_in_failure_address', request.ip)
          throw error
        })
      for (const id of ended) visitors.endSession(id)
      if (problem) throw problem
      return { status: 'cancelled' as const }
    },
  )
}
