import type { CookieSerializeOptions } from '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Keys, sameBytes } from '../platform/keys.ts'

const YEAR_SECONDS = 365 * 24 * 3_600
export const REFRESH_SECONDS = 90 * 24 * 3_600

/** Cookies are host-only (a brand never sees another's), unreadable by script and never sent across sites. */
function options(request: FastifyRequest, path: string, maxAgeSeconds: number): CookieSerializeOptions {
  return {
    path,
    maxAge: maxAgeSeconds,
    httpOnly: true,
    sameSite: 'lax',
    secure: request.protocol === 'https',
  }
}

const AGE = 'age'
const BROWSER = 'browser'
const REFRESH = 'refresh'

const ageValue = (keys: Keys, brandId: number, keyId?: string) =>
  keys.hmac('cookie', `age:${brandId}`, keyId).toString('base64url')

/** Remembers that this visitor confirmed being of age with this brand. */
export function setAgeCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  keys: Keys,
  brandId: number,
): void {
  reply.setCookie(AGE, ageValue(keys, brandId), options(request, '/', YEAR_SECONDS))
}

export function hasAgeCookie(request: FastifyRequest, keys: Keys, brandId: number): boolean {
  const given = request.cookies[AGE]
  if (!given) return false
  return keys.ids.some(id => sameBytes(Buffer.from(given), Buffer.from(ageValue(keys, brandId, id))))
}

/** The random name of this browser, made when it has none: a 6-digit code works only where it was asked for. */
export function browserOf(request: FastifyRequest, reply: FastifyReply, make: () => string): string {
  const known = request.cookies[BROWSER]
  if (known && /^[\w-]{20,64}$/.test(known)) return known
  const made = make()
  reply.setCookie(BROWSER, made, options(request, '/api', YEAR_SECONDS))
  return made
}

export const knownBrowser = (request: FastifyRequest): string | undefined => request.cookies[BROWSER]

export function setRefreshCookie(request: FastifyRequest, reply: FastifyReply, value: string): void {
  reply.setCookie(REFRESH, value, options(request, '/api/auth', REFRESH_SECONDS))
}

export function clearRefreshCookie(request: FastifyRequest, reply: FastifyReply): void {
  reply.clearCookie(REFRESH, options(request, '/api/auth', 0))
}

export const refreshCookie = (request: FastifyRequest): string | undefined => request.cookies[REFRESH]
