import { Problem } from '../platform/errors.ts'
import type { Role } from './permissions.ts'

/** Support gives or takes no more points at once than the brand lets it; an owner may. Throws 403 `above_your_limit`. */
export function refuseAboveLimit(role: Role, points: number, limit: number): void {
  if (role !== 'support' || Math.abs(points) <= limit) return
  throw new Problem(403, 'above_your_limit', 'That is more than you may adjust', {
    detail: `Support may give or take up to ${limit} points at once; an owner may do more.`,
  })
}
