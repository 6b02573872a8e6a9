import type { AnyComponent } from 'preact'
import { useEffect } from 'preact/hooks'
import { useLocation, useRoute } from 'preact-iso'
import { Problem } from '../api/problem.ts'
import { Bones } from '../parts/bones.tsx'
import { ProblemView } from '../parts/problem-view.tsx'
import { Screen } from '../parts/screen.tsx'
import { words } from '../words/index.ts'
import { startSession } from './session.ts'
import { useSession } from './use-session.ts'

/** The same screen, shown to members only; anybody else is taken to sign-in and back. */
export function forMembers<Props extends object>(Inner: AnyComponent<Props>) {
  return function MembersOnly(props: Props) {
    const { status } = useSession()
    if (status === 'member') return <Inner {...props} />
    if (status === 'visitor') return <ToSignIn />
    return <NotYetKnown unreachable={status === 'unreachable'} />
  }
}

/** While it is not known who is here: a skeleton, or the word that there is no connection. */
export function NotYetKnown({ unreachable, picture = true }: { unreachable: boolean; picture?: boolean }) {
  return (
    <Screen title={words.common.loading}>
      {unreachable ? (
        <ProblemView
          cause={new Problem({ status: 0, code: 'unreachable' })}
          onRetry={() => void startSession()}
        />
      ) : (
        <Bones picture={picture} />
      )}
    </Screen>
  )
}

function ToSignIn() {
  const { url, path: here, route } = useLocation()
  const { path: ours } = useRoute()
  useEffect(() => {
    // The router keeps a screen that is left until the next one has loaded; that one must not redirect.
    if (here === ours) route(`/sign-in?next=${encodeURIComponent(url)}`, true)
  }, [here, ours, url, route])
  return <NotYetKnown unreachable={false} />
}
