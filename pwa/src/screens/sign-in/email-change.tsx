import { useMutation } from '@tanstack/preact-query'
import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { answered, api } from '../../api/client.ts'
import { asProblem, Problem } from '../../api/problem.ts'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { ProblemView } from '../../parts/problem-view.tsx'
import { Heading, Screen } from '../../parts/screen.tsx'
import { words } from '../../words/index.ts'

/**
 * Where the links about another e-mail lead. A button asks once more: a program that only looks at links must neither
 * change an address nor sign anybody out.
 */
export default function EmailChange() {
  const { query, path } = useLocation()
  const [token] = useState(query.token ?? '')
  const [verb] = useState(path.endsWith('/cancel') ? 'cancel' : 'confirm')
  const said = words.emailChange[verb as 'cancel' | 'confirm']
  const answer = useMutation({
    mutationFn: async () => {
      if (!token) throw new Problem({ status: 400, code: 'link_invalid' })
      const body = { token }
      if (verb === 'cancel') await answered(api.POST('/api/auth/email/cancel', { body }))
      else await answered(api.POST('/api/auth/email/confirm', { body }))
    },
  })
  useEffect(() => {
    // The token must not stay in the history of the browser.
    history.replaceState(null, '', `/auth/email/${verb}`)
  }, [verb])

  if (answer.isSuccess) {
    return (
      <Screen title={said.done}>
        <Heading>{said.done}</Heading>
        <p>{said.doneBody}</p>
        <div class="actions">
          <ButtonLink href="/sign-in">{words.emailChange.signIn}</ButtonLink>
        </div>
      </Screen>
    )
  }
  return (
    <Screen title={said.title}>
      <Heading>{said.title}</Heading>
      <p>{said.body}</p>
      {answer.error ? <ProblemView cause={aboutLink(answer.error)} /> : null}
      <div class="actions">
        <Button busy={answer.isPending} onClick={() => answer.mutate()}>
          {said.button}
        </Button>
      </div>
    </Screen>
  )
}

// A link that a mail program cut short is refused as malformed, and to its reader it is just one that does not work.
function aboutLink(cause: unknown) {
  const { status } = asProblem(cause)
  return status === 400 || status === 401 ? new Problem({ status, code: 'email_link_invalid' }) : cause
}
