import { useEffect, useState } from 'preact/hooks'
import { currentSession, onSessionChange } from './session.ts'

/** Who is here, kept up to date. */
export function useSession() {
  const [session, setSession] = useState(currentSession)
  useEffect(() => {
    setSession(currentSession())
    return onSessionChange(() => setSession(currentSession()))
  }, [])
  return session
}
