import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { beginSession, findMemberByEmail, normaliseEmail, readMe } from '../members/index.ts'
import type { Tx } from '../platform/db/database.ts'
import type { Server } from '../platform/http/server.ts'
import type { Platform } from '../platform/platform.ts'
import type { Brand } from '../tenancy/index.ts'
import { ACCESS_TOKEN_SECONDS } from './access-token.ts'
import { browserOf, clearRefreshCookie, refreshCookie, setAgeCookie, setRefreshCookie } from './cookies.ts'
import { meRoutes } from './me-routes.ts'
import { originOf } from './origin.ts'
import { inEqualTime } from './pad-time.ts'
import { AgeGateBody, LinkBody, SignedIn } from './schema.ts'
import {
  type Caller,
  closeSession,
  openSession,
  rotateSession,
  type Session,
  sessionGone,
} from './session.ts'
import { mailSignIn } from './sign-in-token.ts'
import type { Visitors } from './visitors.ts'

export const newBrowserName = () => randomBytes(24).toString('base64url')

const callerOf = (request: FastifyRequest): Caller => ({
  userAgent: request.headers['user-agent'],
  address: request.ip,
})

/** Opens a session and answers what the app needs to go on; the refresh token goes to a cookie only. */
export async function signIn(
  { visitors, brand, tx }: { visitors: Visitors; brand: Brand; tx: Tx },
  input: { memberId: string; at: Date },
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const session = await openSession(tx, { ...input, ...callerOf(request) })
  await beginSession(tx, input.memberId, input.at)
  return signedIn(visitors, brand, tx, session, request, reply)
}

async function signedIn(
  visitors: Visitors,
  brand: Brand,
  tx: Tx,
  session: Session,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const member = await readMe(tx, session.memberId)
  setRefreshCookie(request, reply, session.refreshToken)
  return {
    access_token: visitors.tokens.issue({ sub: session.memberId, brand: brand.id, sid: session.id }),
    expires_in: ACCESS_TOKEN_SECONDS,
    member,
  }
}

export function identityRoutes(server: Server, context: { platform: Platform; visitors: Visitors }) {
  const { platform, visitors } = context
  const { db, keys, limits, clock } = platform
  const tags = ['identity']

  server.post(
    '/api/age-gate',
    { schema: { tags, summary: 'Confirm being of age', body: AgeGateBody, response: { 204: Type.Null() } } },
    async (request, reply) => {
      const brand = await visitors.brand(request)
      setAgeCookie(request, reply, keys, brand.id)
      return reply.code(204).send(null)
    },
  )

  server.post(
    '/api/auth/link',
    {
      schema: {
        tags,
        summary: 'Ask for a sign-in mail',
        description: 'Always 202, in equal time: the answer does not tell whether the e-mail is a member’s.',
        body: LinkBody,
        response: { 202: Type.Object({ status: Type.Literal('check_your_mail') }) },
      },
    },
    async (request, reply) => {
      const brand = await visitors.brand(request)
      const email = normaliseEmail(request.body.email)
      await limits.take('sign_in_mail_address', request.ip)
      await limits.take('sign_in_mail_person', `${brand.id}:${email}`)
      const browser = browserOf(request, reply, newBrowserName)
      await inEqualTime(() =>
        db.transaction(brand.id, async tx => {
          const member = await findMemberByEmail(tx, email)
          if (!member) return
          const mail = {
            memberId: member.id,
            email,
            firstName: member.first_name ?? '',
            origin: originOf(request),
            browser,
          }
          await mailSignIn(tx, keys, mail, clock())
        }),
      )
      return reply.code(202).send({ status: 'check_your_mail' as const })
    },
  )

  server.post(
    '/api/auth/refresh',
    {
      schema: {
        tags,
        summary: 'Exchange the refresh cookie for an access token',
        response: { 200: SignedIn },
      },
    },
    async (request, reply) => {
      const brand = await visitors.brand(request)
      const token = refreshCookie(request)
      if (!token) throw sessionGone()
      const answer = await db.transaction(brand.id, async tx => {
        const session = await rotateSession(tx, token, { ...callerOf(request), at: clock() })
        return session && signedIn(visitors, brand, tx, session, request, reply)
      })
      if (answer) {
        // On its own: everybody else who writes both locks the member before the session.
        await db.transaction(brand.id, tx => beginSession(tx, answer.member.id, clock()))
        return answer
      }
      clearRefreshCookie(request, reply)
      throw sessionGone()
    },
  )

  server.post(
    '/api/auth/logout',
    { schema: { tags, summary: 'End this session', response: { 204: Type.Null() } } },
    async (request, reply) => {
      const brand = await visitors.brand(request)
      const token = refreshCookie(request)
      if (token) {
        const ended = await db.transaction(brand.id, tx => closeSession(tx, token, clock()))
        if (ended) visitors.endSession(ended)
      }
      clearRefreshCookie(request, reply)
      return reply.code(204).send(null)
    },
  )

  meRoutes(server, context)
}
