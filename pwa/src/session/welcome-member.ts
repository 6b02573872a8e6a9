import type { Grant } from '../api/shapes.ts'
import { keepResult } from '../scan/latest-result.ts'
import { signIn } from './session.ts'
import { forgetWaitingClaim } from './waiting-claim.ts'

/** Signs in and says where to go: to the scan that the link carried, else to `next`. */
export function welcomeMember(grant: Grant, next: string): string {
  signIn(grant)
  forgetWaitingClaim()
  if (!grant.scan) return next
  keepResult(grant.scan)
  return '/scan/result'
}

/** A place of our own from the address bar; anything that could lead elsewhere is home. */
export const localPlace = (place: string | undefined) => (place && /^\/(?![/\\])/.test(place) ? place : '/')
