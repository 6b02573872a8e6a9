import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { Server } from '../platform/http/server.ts'
import type { Platform } from '../platform/platform.ts'
import type { Brands } from '../tenancy/index.ts'
import { adminOperatorsRoutes } from './admin-routes.ts'
import { clearOperatorCookie, operatorCookie, setOperatorCookie } from './cookie.ts'
import type { Operators } from './guard.ts'
import { changePassword, confirmOwnTotp, enrolOwnTotp, type Own, removeOwnTotp } from './own-account.ts'
import { PasswordBody, SignedInOperator, SignInBody, TotpBody, TotpEnrolment, TotpRemoval } from './schema.ts'
import { endSession } from './session.ts'
import { signInOperator } from './sign-in.ts'
import { readOperator } from './stored-operators.ts'
import { signedInView } from './views.ts'

export interface OperatorsContext {
  platform: Platform
  brands: Brands
  operators: Operators
}

/** The console's sign-in and one's own account; then the brand's operators and its audit. */
export function operatorsRoutes(server: Server, context: OperatorsContext) {
  sessionRoutes(server, context)
  ownAccountRoutes(server, context)
  adminOperatorsRoutes(server, context)
}

const tags = ['operators']
const NOTHING = { 204: Type.Null() }

function sessionRoutes(server: Server, { platform, brands, operators }: OperatorsContext) {
  const { db, clock } = platform

  server.post(
    '/api/admin/auth/sign-in',
    {
      config: { permission: 'anybody' },
      schema: {
        tags,
        summary: 'Sign in to the console',
        description:
          '401 `credentials_wrong`; `totp_required` where an authenticator app is set up and its code is left out.',
        body: SignInBody,
        response: { 200: SignedInOperator },
      },
    },
    async (request, reply) => {
      const brand = await brands.byHost(request.hostname)
      const { operator, session } = await signInOperator(platform, brand, request.body, {
        address: request.ip,
        userAgent: request.headers['user-agent'],
        requestId: request.id,
      })
      setOperatorCookie(request, reply, session.token)
      return signedInView(brand, operator, session.expiresAt)
    },
  )

  server.post(
    '/api/admin/auth/sign-out',
    { config: { permission: 'anybody' }, schema: { tags, summary: 'Sign out', response: NOTHING } },
    async (request, reply) => {
      const brand = await brands.byHost(request.hostname)
      const token = operatorCookie(request)
      if (token) await db.transaction(brand.id, tx => endSession(tx, token, clock()))
      clearOperatorCookie(request, reply)
      return reply.code(204).send(null)
    },
  )

  server.get(
    '/api/admin/auth/me',
    {
      config: { permission: 'signed_in' },
      schema: { tags, summary: 'Who is signed in', response: { 200: SignedInOperator } },
    },
    async request => {
      const { brand, operator, expiresAt } = operators.require(request)
      const row = await db.transaction(brand.id, tx => readOperator(tx, operator.id))
      return signedInView(brand, row, expiresAt)
    },
  )
}

function ownAccountRoutes(server: Server, { platform, operators }: OperatorsContext) {
  const config = { permission: 'signed_in' } as const
  const own = (request: FastifyRequest): Own => ({ ...operators.require(request), requestId: request.id })

  server.post(
    '/api/admin/auth/password',
    {
      config,
      schema: {
        tags,
        summary: 'Change your password; ends your other sessions',
        body: PasswordBody,
        response: NOTHING,
      },
    },
    async (request, reply) => {
      await changePassword(platform, own(request), request.body)
      return reply.code(204).send(null)
    },
  )

  server.post(
    '/api/admin/auth/totp/enrol',
    {
      config,
      schema: { tags, summary: 'A secret for your authenticator app', response: { 200: TotpEnrolment } },
    },
    request => enrolOwnTotp(platform, operators.require(request)),
  )

  server.post(
    '/api/admin/auth/totp/confirm',
    {
      config,
      schema: { tags, summary: 'Ask for a code from now on', body: TotpBody, response: NOTHING },
    },
    async (request, reply) => {
      await confirmOwnTotp(platform, own(request), request.body.totp)
      return reply.code(204).send(null)
    },
  )

  server.delete(
    '/api/admin/auth/totp',
    {
      config,
      schema: { tags, summary: 'Ask for no code any more', body: TotpRemoval, response: NOTHING },
    },
    async (request, reply) => {
      await removeOwnTotp(platform, own(request), request.body.password)
      return reply.code(204).send(null)
    },
  )
}
