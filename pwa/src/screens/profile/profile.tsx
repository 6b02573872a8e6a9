import { useMutation } from '@tanstack/preact-query'
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { Member } from '../../api/shapes.ts'
import { Button } from '../../parts/button.tsx'
import { Field, Tick } from '../../parts/field.tsx'
import { ProblemNote } from '../../parts/problem-view.tsx'
import { Heading, Screen } from '../../parts/screen.tsx'
import { useConfig } from '../../parts/use-config.ts'
import { signOut } from '../../session/sign-out.ts'
import { useSession } from '../../session/use-session.ts'
import { formatDay, formatMonth } from '../../words/format.ts'
import { memberWords } from '../../words/member.ts'
import { fieldError } from '../claim/claim-fields.ts'
import { BirthMonth } from './birth-month.tsx'
import { useChange } from './use-change.ts'

/** Who we think you are, and what we may do with it. */
export default function Profile() {
  const session = useSession()
  const { route } = useLocation()
  const leave = useMutation({ mutationFn: () => signOut(() => route('/', true)) })
  if (session.status !== 'member') return null
  const { member } = session
  return (
    <Screen title={memberWords.profile.title} nav back="/">
      <div class="flex flex-col gap-1">
        <Heading>{memberWords.profile.title}</Heading>
        <p class="text-quiet">
          {memberWords.profile.memberSince(formatDay(new Date(member.created_at), new Date()))}
        </p>
      </div>
      <Name member={member} />
      <dl class="tile divide-y divide-hairline px-5">
        <Fact name={memberWords.profile.email}>
          {member.email}
          {!member.confirmed && ` (${memberWords.profile.unconfirmed})`}
        </Fact>
        <Fact name={memberWords.profile.referralCode}>{member.referral_code}</Fact>
        {member.birth_month !== null && (
          <Fact name={memberWords.profile.birthMonth}>{formatMonth(member.birth_month)}</Fact>
        )}
      </dl>
      {member.birth_month === null && <BirthMonth />}
      <Consent member={member} />
      <ProblemNote cause={leave.error} />
      <Button look="quiet" busy={leave.isPending} onClick={() => leave.mutate()}>
        {memberWords.profile.signOut}
      </Button>
    </Screen>
  )
}

function Fact({ name, children }: { name: string; children: preact.ComponentChildren }) {
  return (
    <div class="py-3">
      <dt class="text-small text-quiet">{name}</dt>
      <dd class="wrap-anywhere">{children}</dd>
    </div>
  )
}

function Name({ member }: { member: Member }) {
  const [first, setFirst] = useState(member.first_name ?? '')
  const [last, setLast] = useState(member.last_name ?? '')
  const [tried, setTried] = useState(false)
  const change = useChange()
  const errors = { first: fieldError('first_name', first), last: fieldError('last_name', last) }
  const submit = (event: Event) => {
    event.preventDefault()
    setTried(true)
    if (errors.first || errors.last || change.isPending) return
    change.mutate({ first_name: first.trim(), last_name: last.trim() })
  }
  return (
    <form noValidate onSubmit={submit} class="flex flex-col gap-4">
      <div class="grid grid-cols-2 gap-3">
        <Field
          name="first_name"
          label={memberWords.profile.firstName}
          value={first}
          onValue={setFirst}
          error={tried ? errors.first : undefined}
          input={{ autocomplete: 'given-name', maxLength: 80 }}
        />
        <Field
          name="last_name"
          label={memberWords.profile.lastName}
          value={last}
          onValue={setLast}
          error={tried ? errors.last : undefined}
          input={{ autocomplete: 'family-name', maxLength: 80 }}
        />
      </div>
      <ProblemNote cause={change.error} />
      {(first !== (member.first_name ?? '') || last !== (member.last_name ?? '')) && (
        <Button look="quiet" submit busy={change.isPending}>
          {memberWords.profile.save}
        </Button>
      )}
      <p role="status" class="text-small empty:hidden">
        {change.isSuccess && memberWords.profile.saved}
      </p>
    </form>
  )
}

function Consent({ member }: { member: Member }) {
  const brand = useConfig()?.brand.name ?? ''
  const change = useChange()
  const since = member.marketing_consent_updated_at
  // The tick stays where it was put while the server is being told, and falls back when that fails.
  const chosen = change.isPending ? change.variables.marketing_consent : undefined
  return (
    <section class="flex flex-col gap-1">
      <h2 class="text-lead strong">{memberWords.profile.consentTitle}</h2>
      <Tick
        name="marketing_consent"
        label={memberWords.profile.consent(brand)}
        checked={chosen ?? member.marketing_consent}
        busy={change.isPending}
        onChecked={marketing_consent => change.mutate({ marketing_consent })}
        hint={since ? memberWords.profile.consentSince(formatDay(new Date(since), new Date())) : undefined}
      />
      <ProblemNote cause={change.error} />
    </section>
  )
}
