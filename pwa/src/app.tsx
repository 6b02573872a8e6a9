import { QueryClientProvider } from '@tanstack/preact-query'
import { useEffect, useErrorBoundary, useState } from 'preact/hooks'
import { ErrorBoundary, LocationProvider, lazy, Route, Router } from 'preact-iso'
import { queries } from './api/queries.ts'
import { Announcer } from './parts/announcer.tsx'
import { OfflineBanner } from './parts/offline-banner.tsx'
import { ProblemView } from './parts/problem-view.tsx'
import { Screen } from './parts/screen.tsx'
import { routes } from './routes.ts'
import { NotFound } from './screens/not-found.tsx'
import { outsideOfServersOwn } from './service-worker/servers-own.ts'
import { forMembers } from './session/for-members.tsx'
import { useSession } from './session/use-session.ts'
import { words } from './words/index.ts'

const Backdrop = lazy(() => import('./parts/backdrop.tsx'))
const Live = lazy(() => import('./live/live.tsx'))

const guarded = routes.map(({ at, screen, membersOnly }) => ({
  at,
  screen: membersOnly ? forMembers(screen) : screen,
}))

const desk = matchMedia('(min-width: 56rem)')

export function App() {
  return (
    <QueryClientProvider client={queries}>
      <LocationProvider scope={outsideOfServersOwn}>
        <OnADesk />
        <OfflineBanner />
        <Screens />
        <Announcer />
        <WhileMember />
      </LocationProvider>
    </QueryClientProvider>
  )
}

function Screens() {
  const [crash, reset] = useErrorBoundary()
  if (crash) {
    return (
      <Screen title={words.problemOtherwise.title}>
        <ProblemView cause={crash} onRetry={reset} />
      </Screen>
    )
  }
  return (
    <ErrorBoundary>
      <Router>
        {guarded.map(({ at, screen }) => (
          <Route key={at} path={at} component={screen} />
        ))}
        <Route default component={NotFound} />
      </Router>
    </ErrorBoundary>
  )
}

// A phone never loads the picture that stands around the app.
function OnADesk() {
  const [wide, setWide] = useState(desk.matches)
  useEffect(() => {
    const follow = () => setWide(desk.matches)
    desk.addEventListener('change', follow)
    return () => desk.removeEventListener('change', follow)
  }, [])
  if (!wide) return null
  return (
    <ErrorBoundary>
      <Backdrop />
    </ErrorBoundary>
  )
}

function WhileMember() {
  const session = useSession()
  if (session.status !== 'member') return null
  return (
    <ErrorBoundary>
      <Live />
    </ErrorBoundary>
  )
}
