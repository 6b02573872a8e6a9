import { useQuery } from '@tanstack/preact-query'
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { answered, api } from '../../api/client.ts'
import { dashboardQuery } from '../../api/member-queries.ts'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { Field } from '../../parts/field.tsx'
import { ProblemNote } from '../../parts/problem-view.tsx'
import { Heading, Screen } from '../../parts/screen.tsx'
import { usePointsName } from '../../parts/use-config.ts'
import { operationId } from '../../session/kept.ts'
import { leaveDevice } from '../../session/sign-out.ts'
import { useSession } from '../../session/use-session.ts'
import { accountWords } from '../../words/account.ts'
import { formatPoints } from '../../words/format.ts'
import { Proof } from './proof.tsx'
import { useProven } from './use-proven.ts'

/** The end of a membership: what goes, what stays and why, and a word to type so that no thumb does it by mistake. */
export default function DeleteAccount() {
  const { erasure } = accountWords
  return (
    <Screen title={erasure.title} back="/profile/data">
      <div class="flex flex-col gap-2">
        <Heading>{erasure.title}</Heading>
        <p class="text-lead">
          {erasure.body} <Balance />
        </p>
      </div>
      <Points title={erasure.goesTitle} items={erasure.goes} />
      <Points title={erasure.staysTitle} items={erasure.stays} />
      <p>
        <a href="/profile/data" class="inline-flex min-h-11 items-center">
          {erasure.wish}
        </a>
      </p>
      <Confirmation />
    </Screen>
  )
}

function Balance() {
  const dashboard = useQuery(dashboardQuery)
  const name = usePointsName()
  const balance = dashboard.data?.balance ?? 0
  return balance > 0 ? accountWords.erasure.balance(formatPoints(balance, name)) : null
}

function Points({ title, items }: { title: string; items: string[] }) {
  return (
    <section class="flex flex-col gap-2">
      <h2 class="strong">{title}</h2>
      <ul class="flex list-disc flex-col gap-1.5 pl-5 text-small">
        {items.map(item => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </section>
  )
}

function Confirmation() {
  const { erasure } = accountWords
  const session = useSession()
  const { route } = useLocation()
  const [typed, setTyped] = useState('')
  const [tried, setTried] = useState(false)
  const email = session.status === 'member' ? (session.member.email ?? '') : ''
  const right = typed.trim().toUpperCase() === erasure.word
  const proven = useProven(email, async code => {
    const body = {
      client_op_id: operationId('erasure'),
      confirm: true as const,
      ...(code ? { code } : {}),
    }
    await answered(api.DELETE('/api/me', { body }))
    leaveDevice(() => route('/goodbye', true))
  })
  if (proven.wanted) return <Proof email={email} proven={proven} />
  const submit = (event: Event) => {
    event.preventDefault()
    setTried(true)
    if (!right) document.getElementById('confirmation')?.focus()
    else if (!proven.busy) proven.begin()
  }
  return (
    <form noValidate onSubmit={submit} class="flex flex-col gap-4">
      <Field
        name="confirmation"
        label={erasure.label(erasure.word)}
        value={typed}
        error={tried && !right ? erasure.wrong(erasure.word) : undefined}
        onValue={setTyped}
        input={{ autocomplete: 'off', autocapitalize: 'characters', spellcheck: false }}
      />
      <ProblemNote cause={proven.cause} />
      <Button look="danger" submit busy={proven.busy}>
        {erasure.submit}
      </Button>
      <ButtonLink look="plain" href="/profile">
        {erasure.keep}
      </ButtonLink>
    </form>
  )
}
