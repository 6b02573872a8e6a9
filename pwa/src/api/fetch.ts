import { currentToken, refreshSession } from '../session/session.ts'
import { problemFrom } from './problem.ts'

/** fetch with the member's token; an answer of 401 is tried once more after a refresh. */
export async function fetchAsMember(request: Request): Promise<Response> {
  const token = currentToken()
  if (!token) return fetch(request)
  const spare = request.clone()
  const response = await fetch(withToken(request, token))
  if (response.status !== 401 || isSignIn(request) || !(await saysSignedOut(response))) return response
  if (!(await refreshSession())) return response
  return fetch(withToken(spare, currentToken() ?? ''))
}

function withToken(request: Request, token: string) {
  request.headers.set('authorization', `Bearer ${token}`)
  return request
}

// At these addresses 401 speaks of what was posted and not of the token.
const isSignIn = (request: Request) => new URL(request.url).pathname.startsWith('/api/auth/')

// Where a code from a mail was sent along, 401 may speak of that: tried once more, it would count as wrong twice.
async function saysSignedOut(response: Response) {
  const { code } = await problemFrom(response.clone())
  return code === 'not_signed_in'
}
