import { useMutation } from '@tanstack/preact-query'
import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { answered, api } from '../../api/client.ts'
import { asProblem } from '../../api/problem.ts'
import { Button } from '../../parts/button.tsx'
import { CodeEntry } from '../../parts/code-entry.tsx'
import { Field } from '../../parts/field.tsx'
import { ProblemNote } from '../../parts/problem-view.tsx'
import { Heading, Screen } from '../../parts/screen.tsx'
import { useSession } from '../../session/use-session.ts'
import { localPlace } from '../../session/welcome-member.ts'
import { words } from '../../words/index.ts'
import { fieldError } from '../claim/claim-fields.ts'
import { Envelope } from '../claim/receipt.tsx'

/** Sign-in by mail: an address, then the code that was sent to it. */
export default function SignIn() {
  const { query, route } = useLocation()
  const session = useSession()
  const [sentTo, setSentTo] = useState<string | null>(null)
  const next = localPlace(query.next)

  useEffect(() => {
    if (session.status === 'member' && sentTo === null) route(next, true)
  }, [session.status, sentTo, next, route])

  return (
    <Screen title={words.signIn.title} back="/">
      {sentTo === null ? (
        <AskForMail onSent={setSentTo} />
      ) : (
        <Sent email={sentTo} next={next} onOther={() => setSentTo(null)} />
      )}
    </Screen>
  )
}

function AskForMail({ onSent }: { onSent: (email: string) => void }) {
  const [email, setEmail] = useState('')
  const [error, setError] = useState<string>()
  const send = useMutation({
    mutationFn: (address: string) => answered(api.POST('/api/auth/link', { body: { email: address } })),
    onSuccess: (_, address) => onSent(address),
    onError: cause => setError(asProblem(cause).fields.email),
  })
  const submit = (event: Event) => {
    event.preventDefault()
    const found = fieldError('email', email)
    setError(found)
    if (found) document.getElementById('email')?.focus()
    else if (!send.isPending) send.mutate(email.trim())
  }
  return (
    <form noValidate onSubmit={submit} class="enter flex flex-1 flex-col gap-6">
      <div class="flex flex-col gap-2">
        <Heading>{words.signIn.title}</Heading>
        <p class="text-quiet">{words.signIn.body}</p>
      </div>
      <Field
        name="email"
        label={words.signIn.email}
        value={email}
        error={error}
        onValue={setEmail}
        input={{
          type: 'email',
          autocomplete: 'email',
          inputMode: 'email',
          autocapitalize: 'none',
          maxLength: 254,
        }}
      />
      <div class="actions">
        <ProblemNote cause={send.error} />
        <Button submit busy={send.isPending}>
          {words.signIn.submit}
        </Button>
      </div>
    </form>
  )
}

function Sent({ email, next, onOther }: { email: string; next: string; onOther: () => void }) {
  return (
    <div class="flex flex-1 flex-col gap-6">
      <Envelope />
      <div class="flex flex-col gap-2">
        <Heading>{words.signIn.sentTitle}</Heading>
        <p>
          {words.signIn.sentBody} <strong class="strong wrap-anywhere">{email}</strong>
        </p>
      </div>
      <CodeEntry email={email} next={next} />
      <Button look="plain" onClick={onOther}>
        {words.signIn.other}
      </Button>
    </div>
  )
}
