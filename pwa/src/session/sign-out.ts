import { answered, api } from '../api/client.ts'
import { queries } from '../api/queries.ts'
import { forgetSession } from './session.ts'

/**
 * Ends the session on the server, then leaves by `leave` and forgets what this device knew of the member; throws
 * when nobody answered.
 */
export async function signOut(leave: () => void) {
  await answered(api.POST('/api/auth/logout'))
  leaveDevice(leave)
}

/** Leaves by `leave` and forgets what this device knew of the member, whose session has ended. */
export function leaveDevice(leave: () => void) {
  // First away from the members' screen, or it would ask to sign in again.
  leave()
  forgetSession()
  queries.removeQueries({ predicate: query => query.queryKey[0] !== 'config' })
  sessionStorage.clear()
}
