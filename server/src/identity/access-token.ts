import { createSigner, createVerifier } from 'fast-jwt'
import { notSignedIn } from '../platform/errors.ts'
import type { Keys } from '../platform/keys.ts'

export const ACCESS_TOKEN_SECONDS = 3_600
const ISSUER = 'synergy'

export interface AccessClaims {
  /** Member id. */
  sub: string
  brand: number
  /** Session id: what a revocation looks at. */
  sid: string
}

export interface AccessTokens {
  issue(claims: AccessClaims): string
  /** Throws a 401 Problem for anything but a token of ours that is still valid. */
  verify(token: string): AccessClaims
}

/** Short-lived HS256 tokens under the key ring; a token signed with an older key of the ring still verifies. */
export function createAccessTokens(keys: Keys): AccessTokens {
  const sign = createSigner({
    key: keys.derive('access-token'),
    algorithm: 'HS256',
    expiresIn: ACCESS_TOKEN_SECONDS * 1_000,
    iss: ISSUER,
    kid: keys.currentId,
  })
  const verifiers = [keys.currentId, ...keys.ids.filter(id => id !== keys.currentId)].map(id =>
    createVerifier({
      key: keys.derive('access-token', id),
      algorithms: ['HS256'],
      allowedIss: ISSUER,
      cache: 20_000,
      clockTolerance: 0,
    }),
  )
  return {
    issue: sign,
    verify(token) {
      for (const verify of verifiers) {
        try {
          return verify(token)
        } catch {}
      }
      throw notSignedIn('The access token is not valid any more.')
    },
  }
}
