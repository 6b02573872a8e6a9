import { problemFrom } from '../api/problem.ts'
import type { Grant, Member } from '../api/shapes.ts'

export type Session =
  | { status: 'starting' }
  | { status: 'unreachable' }
  | { status: 'visitor' }
  | { status: 'member'; member: Member }

// Only a hint that asking for a refresh is worth a request; it opens nothing.
const hint = 'signed_in'

let session: Session = { status: 'starting' }
let accessToken: string | null = null
let refreshing: Promise<boolean> | null = null
const listeners = new Set<() => void>()

function change(next: Session) {
  session = next
  for (const listener of listeners) listener()
}

export const currentSession = () => session

/** The token for the next request; it lives in memory only, so that no script of another day can read it. */
export const currentToken = () => accessToken

/** Calls `listener` after each change of the session; returns what stops it. */
export function onSessionChange(listener: () => void) {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

/** Takes what sign-in or refresh granted and tells everybody. */
export function signIn(grant: Grant) {
  accessToken = grant.access_token
  localStorage.setItem(hint, '1')
  change({ status: 'member', member: grant.member })
}

/** Forgets the member on this device; the server's part is `POST /api/auth/logout`. */
export function forgetSession() {
  accessToken = null
  localStorage.removeItem(hint)
  change({ status: 'visitor' })
}

/** Puts a changed profile in place. */
export function memberChanged(member: Member) {
  if (session.status === 'member') change({ status: 'member', member })
}

/** Whether somebody was signed in here when the page was last open. */
export const wasSignedIn = () => localStorage.getItem(hint) !== null

/** Finds out who is here; asks the server only where somebody signed in before. */
export async function startSession() {
  if (!wasSignedIn()) return change({ status: 'visitor' })
  try {
    await refreshSession()
  } catch {
    change({ status: 'unreachable' })
  }
}

/** One refresh at a time; true when there is a new token, false when the member must sign in; throws when no answer came. */
export function refreshSession(): Promise<boolean> {
  refreshing ??= askForGrant().finally(() => {
    refreshing = null
  })
  return refreshing
}

async function askForGrant() {
  const response = await fetch('/api/auth/refresh', { method: 'POST' })
  if (response.ok) {
    signIn((await response.json()) as Grant)
    return true
  }
  if (response.status >= 500 || response.status === 429) throw await problemFrom(response)
  forgetSession()
  return false
}
