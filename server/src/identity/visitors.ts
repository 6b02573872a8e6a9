import type { FastifyRequest } from 'fastify'
import { notSignedIn, Problem } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import type { Brand, Brands } from '../tenancy/index.ts'
import { type AccessTokens, createAccessTokens } from './access-token.ts'
import { hasAgeCookie } from './cookies.ts'
import { watchRevocations } from './revocations.ts'
import { sessionGone } from './session.ts'

export interface MemberVisitor {
  brand: Brand
  memberId: string
  sessionId: string
}

/** Who is asking: the brand from the host, the member from the access token. */
export interface Visitors {
  tokens: AccessTokens
  brand(request: FastifyRequest): Promise<Brand>
  /** Throws a 401 Problem unless a member of this brand is signed in. */
  member(request: FastifyRequest): Promise<MemberVisitor>
  /** Somebody who confirmed being of age, or a member. Throws a 403 Problem otherwise. */
  adult(request: FastifyRequest): Promise<{ brand: Brand; memberId: string | null }>
  /** A session ended: this process refuses its access token at once, every other one within seconds. */
  endSession(sessionId: string): void
  close(): void
}

export function createVisitors(platform: Platform, brands: Brands): Visitors {
  const tokens = createAccessTokens(platform.keys)
  const revocations = watchRevocations(platform)
  const brand = (request: FastifyRequest) => brands.byHost(request.hostname)

  async function member(request: FastifyRequest): Promise<MemberVisitor> {
    const header = request.headers.authorization
    if (!header?.startsWith('Bearer ')) throw notSignedIn()
    const claims = tokens.verify(header.slice(7))
    const here = await brand(request)
    if (claims.brand !== here.id) throw notSignedIn('The access token belongs to another brand.')
    if (revocations.isRevoked(claims.sid)) throw sessionGone()
    return { brand: here, memberId: claims.sub, sessionId: claims.sid }
  }

  return {
    tokens,
    brand,
    member,
    async adult(request) {
      if (request.headers.authorization) return member(request)
      const here = await brand(request)
      if (!hasAgeCookie(request, platform.keys, here.id)) {
        throw new Problem(403, 'age_not_confirmed', 'Please confirm your age first', {
          detail: `${here.name} is for adults of ${here.settings.age_limit} and over.`,
        })
      }
      return { brand: here, memberId: null }
    },
    endSession: revocations.add,
    close: revocations.close,
  }
}
