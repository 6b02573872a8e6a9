import { useState } from 'preact/hooks'
import { answered, api } from '../../api/client.ts'
import { asProblem } from '../../api/problem.ts'
import type { Member } from '../../api/shapes.ts'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { Field } from '../../parts/field.tsx'
import { Icon } from '../../parts/icon.tsx'
import { ProblemNote } from '../../parts/problem-view.tsx'
import { Heading, Screen } from '../../parts/screen.tsx'
import { useFocus } from '../../parts/use-focus.ts'
import { endOperation, operationId } from '../../session/kept.ts'
import { useSession } from '../../session/use-session.ts'
import { accountWords } from '../../words/account.ts'
import { formatDay, formatTime } from '../../words/format.ts'
import { fieldError } from '../claim/claim-fields.ts'
import { Envelope } from '../claim/receipt.tsx'
import { Proof } from './proof.tsx'
import { useProven } from './use-proven.ts'

/** Asks for another e-mail; the new mailbox has to agree, and the old one can object. */
export default function Email() {
  const session = useSession()
  const [sentTo, setSentTo] = useState<string | null>(null)
  if (session.status !== 'member') return null
  const { email } = accountWords
  const { member } = session
  return (
    <Screen title={email.title} nav back="/profile">
      {sentTo === null ? (
        <AskForEmail member={member} onSent={setSentTo} />
      ) : (
        <Sent to={sentTo} before={member.email ?? ''} />
      )}
    </Screen>
  )
}

function AskForEmail({ member, onSent }: { member: Member; onSent: (email: string) => void }) {
  const { email: said } = accountWords
  const now = member.email ?? ''
  const [email, setEmail] = useState('')
  const [error, setError] = useState<string>()
  const proven = useProven(now, async code => {
    const wish = email.trim()
    const subject = `email:${wish}`
    const body = { client_op_id: operationId(subject), email: wish, ...(code ? { code } : {}) }
    try {
      await answered(api.POST('/api/me/email', { body }))
    } catch (cause) {
      setError(asProblem(cause).fields.email && said.same)
      throw cause
    }
    endOperation(subject)
    onSent(wish)
  })
  const submit = (event: Event) => {
    event.preventDefault()
    const found = fieldError('email', email)
    setError(found)
    if (found) document.getElementById('email')?.focus()
    else if (!proven.busy) proven.begin()
  }
  return (
    <>
      <div class="flex flex-col gap-2">
        <Heading>{said.title}</Heading>
        <p class="text-quiet wrap-anywhere">{said.now(now)}</p>
      </div>
      <Held until={member.redemption_held_until} />
      {proven.wanted ? (
        <Proof email={now} proven={proven} />
      ) : (
        <form noValidate onSubmit={submit} class="flex flex-col gap-5">
          <Field
            name="email"
            label={said.label}
            value={email}
            error={error}
            onValue={text => {
              setEmail(text)
              setError(undefined)
            }}
            input={{
              type: 'email',
              autocomplete: 'email',
              inputMode: 'email',
              autocapitalize: 'none',
              maxLength: 254,
            }}
          />
          <ProblemNote cause={proven.cause} />
          <Button submit busy={proven.busy}>
            {said.submit}
          </Button>
        </form>
      )}
    </>
  )
}

function Held({ until }: { until: string | null }) {
  const end = until && new Date(until)
  if (!end || end <= new Date()) return null
  return (
    <p class="tile flex gap-3 p-4 text-small">
      <Icon name="clock" />
      {accountWords.email.held(`${formatDay(end, new Date())}, ${formatTime(end)}`)}
    </p>
  )
}

function Sent({ to, before }: { to: string; before: string }) {
  const { email } = accountWords
  const place = useFocus<HTMLDivElement>()
  return (
    <>
      <Envelope />
      <div ref={place} tabIndex={-1} class="flex flex-col gap-3 wrap-anywhere">
        <Heading>{email.sentTitle}</Heading>
        <p>{email.sentNew(to)}</p>
        <p>{email.sentOld(before)}</p>
        <p class="text-small text-quiet">{email.sentHold}</p>
      </div>
      <ButtonLink look="quiet" href="/profile">
        {email.done}
      </ButtonLink>
    </>
  )
}
