import { useMutation } from '@tanstack/preact-query'
import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { answered, api } from '../../api/client.ts'
import { asProblem, Problem } from '../../api/problem.ts'
import { Bones } from '../../parts/bones.tsx'
import { ButtonLink } from '../../parts/button.tsx'
import { ProblemView } from '../../parts/problem-view.tsx'
import { Heading, Screen } from '../../parts/screen.tsx'
import { welcomeMember } from '../../session/welcome-member.ts'
import { words } from '../../words/index.ts'

/** Where the link in the mail leads: signs in without asking anything. */
export default function Link() {
  const { query, route } = useLocation()
  const [token] = useState(query.token ?? '')
  const consume = useMutation({
    mutationFn: async () => {
      if (!token) throw new Problem({ status: 400, code: 'link_invalid' })
      return answered(api.POST('/api/auth/link/consume', { body: { token } }))
    },
    onSuccess: grant => route(welcomeMember(grant, '/'), true),
  })
  const { mutate } = consume
  useEffect(() => {
    // The token is spent at once and must not stay in the history of the browser.
    history.replaceState(null, '', '/auth/link')
    mutate()
  }, [mutate])

  const canTryAgain =
    consume.error !== null && [0, 429, 500, 502, 503].includes(asProblem(consume.error).status)
  return (
    <Screen title={words.signIn.linkTitle}>
      {consume.error ? (
        <>
          <ProblemView
            cause={aboutLink(consume.error)}
            {...(canTryAgain ? { onRetry: () => mutate() } : {})}
          />
          <div class="actions">
            <ButtonLink href="/sign-in">{words.signIn.newLink}</ButtonLink>
          </div>
        </>
      ) : (
        <>
          <Heading>{words.signIn.linkTitle}</Heading>
          <Bones lines={2} />
        </>
      )}
    </Screen>
  )
}

// A link that a mail program cut short is refused as malformed, and to its reader it is just one that does not work.
function aboutLink(cause: unknown) {
  const { status } = asProblem(cause)
  return status === 400 ? new Problem({ status, code: 'link_invalid' }) : cause
}
