import { lazy } from 'preact-iso'
import { NotYetKnown } from '../session/for-members.tsx'
import { wasSignedIn } from '../session/session.ts'
import { useSession } from '../session/use-session.ts'

const Home = lazy(() => import('./home/home.tsx'))
const Welcome = lazy(() => import('./door/welcome.tsx'))

/** The one address with two faces: the wallet of a member, the door of a visitor. */
export function Root() {
  const { status } = useSession()
  if (status === 'member') return <Home />
  if (status === 'visitor') return <Welcome />
  return <NotYetKnown unreachable={status === 'unreachable'} />
}

Root.preload = () => (wasSignedIn() ? Home.preload() : Welcome.preload()) as Promise<unknown>
