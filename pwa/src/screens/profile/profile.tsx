import { useMutation } from '@tanstack/preact-query'
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { Member } from '../../api/shapes.ts'
import { Button } from '../../parts/button.tsx'
import { Field, Tick } from '../../parts/field.tsx'
import { ProblemNote } from '../../parts/problem-view.tsx'
import { RowLink } from '../../parts/row-link.tsx'
import { Heading, Screen } from '../../parts/screen.tsx'
import { useConfig } from '../../parts/use-config.ts'
import { signOut } from '../../session/sign-out.ts'
import { useSession } from '../../session/use-session.ts'
import { accountWords } from '../../words/account.ts'
import { formatDay, formatMonth } from '../../words/format.ts'
import { memberWords } from '../../words/member.ts'
import { fieldError } from '../claim/claim-fields.ts'
import { BirthMonth } from './birth-month.tsx'
import { CustomFields } from './custom-fields.tsx'
import { useChange } from './use-change.ts'

/** Who we think you are, and what we may do with it. */
export default function Profile() {
  const session = useSession()
  const { route } = useLocation()
  const leave = useMutation({ mutationFn: () => signOut(() => route('/', true)) })
  const fields = useConfig()?.profile_fields ?? []
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
      <Places member={member} />
      <Name member={member} />
      {member.birth_month === null ? <BirthMonth /> : <Born month={member.birth_month} />}
      {fields.length > 0 && <CustomFields fields={fields} member={member} />}
      <Consent member={member} />
      <ProblemNote cause={leave.error} />
      <Button look="quiet" busy={leave.isPending} onClick={() => leave.mutate()}>
        {memberWords.profile.signOut}
      </Button>
    </Screen>
  )
}

function Born({ month }: { month: number }) {
  return (
    <p>
      <span class="block text-small text-quiet">{memberWords.profile.birthMonth}</span>
      {formatMonth(month)}
    </p>
  )
}

function Places({ member: { email, confirmed, referral_code } }: { member: Member }) {
  const { account } = accountWords
  const address = confirmed ? email : `${email} (${memberWords.profile.unconfirmed})`
  return (
    <nav aria-label={account.title}>
      <ul class="tile divide-y divide-hairline">
        <RowLink href="/friends" title={account.friends} note={account.friendsNote(referral_code)} />
        <RowLink href="/profile/email" title={account.email} note={address ?? undefined} />
        <RowLink href="/profile/addresses" title={account.addresses} note={account.addressesNote} />
        <RowLink href="/profile/devices" title={account.devices} />
        <RowLink href="/profile/consents" title={account.consents} />
        <RowLink href="/disputes" title={account.disputes} />
        <RowLink href="/profile/data" title={account.data} note={account.dataNote} />
      </ul>
    </nav>
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
