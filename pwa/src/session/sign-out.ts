import { answered, api } from '../api/client.ts'
import { queries } from '../api/queries.ts'
import { forgetSession } from './session.ts'

/** Ends the session on the server and forgets what this device knew of the member; throws when nobody answered. */
export async function signOut() {
  await answered(api.POST('/api/auth/logout'))
  forgetSession()
  queries.removeQueries({ predicate: query => query.queryKey[0] !== 'config' })
  sessionStorage.clear()
}
