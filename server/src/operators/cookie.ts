import type { CookieSerializeOptions } from '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { SESSION_SECONDS } from './session.ts'

const NAME = 'operator'
const TOKEN = /^[\w-]{43}$/

/** Host-only, unreadable by script, for the console's routes alone, and never sent from another site. */
const options = (request: FastifyRequest, maxAgeSeconds: number): CookieSerializeOptions => ({
  path: '/api/admin',
  maxAge: maxAgeSeconds,
  httpOnly: true,
  sameSite: 'strict',
  secure: request.protocol === 'https',
})

export function setOperatorCookie(request: FastifyRequest, reply: FastifyReply, token: string): void {
  reply.setCookie(NAME, token, options(request, SESSION_SECONDS))
}

export function clearOperatorCookie(request: FastifyRequest, reply: FastifyReply): void {
  reply.clearCookie(NAME, options(request, 0))
}

/** The token of this browser's session, if it has the form of one. */
export function operatorCookie(request: FastifyRequest): string | undefined {
  const token = request.cookies[NAME]
  return token && TOKEN.test(token) ? token : undefined
}
