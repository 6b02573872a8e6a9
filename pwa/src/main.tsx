import './style/app.css'
import { render } from 'preact'
import { configQuery, queries } from './api/queries.ts'
import { App } from './app.tsx'
import { preload } from './routes.ts'
import { registerWorker } from './service-worker/register.ts'
import { keepInvitation } from './session/invitation.ts'
import { currentSession, startSession } from './session/session.ts'

// A script of an older build may be gone after a deploy; the page of the new build knows the new names.
addEventListener('vite:preloadError', () => {
  const key = 'reloaded_at'
  const last = Number(sessionStorage.getItem(key) ?? 0)
  if (Date.now() - last < 10_000) return
  sessionStorage.setItem(key, String(Date.now()))
  location.reload()
})

keepInvitation(location.search)
void queries.prefetchQuery(configQuery)
void startSession()
addEventListener('online', () => {
  if (currentSession().status === 'unreachable') void startSession()
})
// Not awaited at the top: the screens import from this very file and would wait for it for ever.
void preload(location.pathname)
  .catch(() => {})
  .then(show)
registerWorker()

function show() {
  const root = document.getElementById('app')
  if (!root) return
  root.textContent = ''
  render(<App />, root)
}
