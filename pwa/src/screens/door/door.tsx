import { useQuery } from '@tanstack/preact-query'
import { useEffect, useState } from 'preact/hooks'
import { useLocation, useRoute } from 'preact-iso'
import { asProblem } from '../../api/problem.ts'
import { codeQuery } from '../../api/queries.ts'
import { Bones } from '../../parts/bones.tsx'
import { ProblemView } from '../../parts/problem-view.tsx'
import { Screen } from '../../parts/screen.tsx'
import { readTypedCode } from '../../scan/typed-code.ts'
import { ageWasConfirmed } from '../../session/age.ts'
import { NotYetKnown } from '../../session/for-members.tsx'
import { useSession } from '../../session/use-session.ts'
import { waitingClaim } from '../../session/waiting-claim.ts'
import { words } from '../../words/index.ts'
import { AgeGate } from './age-gate.tsx'
import { CodePage } from './code-page.tsx'

/** What a scanned pack opens: the age gate, then what this code is. */
export function Door() {
  const { params } = useRoute()
  const session = useSession()
  const [confirmed, setConfirmed] = useState(ageWasConfirmed)
  const typed = readTypedCode(params.code ?? '')
  const code = typed.kind === 'complete' ? typed.code : (params.code ?? '')

  if (session.status === 'starting') return <NotYetKnown unreachable={false} />
  if (session.status !== 'member' && !confirmed) return <AgeGate onConfirmed={() => setConfirmed(true)} />
  return <CodeScreen code={code} reader={session.status === 'member' ? session.member.id : 'visitor'} />
}

function CodeScreen({ code, reader }: { code: string; reader: string }) {
  const answer = useQuery(codeQuery(code, reader))
  const { route } = useLocation()
  // To the server a claim that waits for its mail is another person's; this device knows better.
  const oursToConfirm = answer.data?.verdict === 'claimed_by_another' && waitingClaim()?.body.code === code
  useEffect(() => {
    if (oursToConfirm) route('/receipt', true)
  }, [oursToConfirm, route])

  if (answer.data && !oursToConfirm)
    return <CodePage code={code} answer={answer.data} member={reader !== 'visitor'} />
  if (answer.error && asProblem(answer.error).code === 'age_not_confirmed') {
    return <AgeGate onConfirmed={() => void answer.refetch()} />
  }
  return (
    <Screen title={words.door.genuine}>
      {answer.error ? (
        <ProblemView cause={answer.error} onRetry={() => void answer.refetch()} />
      ) : (
        <Bones picture />
      )}
    </Screen>
  )
}
