import { useQuery } from '@tanstack/preact-query'
import { useEffect, useState } from 'preact/hooks'
import { useLocation, useRoute } from 'preact-iso'
import { asProblem } from '../../api/problem.ts'
import { codeQuery } from '../../api/queries.ts'
import { Bones } from '../../parts/bones.tsx'
import { Button } from '../../parts/button.tsx'
import { Field, Tick } from '../../parts/field.tsx'
import { ProblemNote } from '../../parts/problem-view.tsx'
import { Heading, Screen } from '../../parts/screen.tsx'
import { useConfig, usePointsName } from '../../parts/use-config.ts'
import { useSession } from '../../session/use-session.ts'
import { formatPoints } from '../../words/format.ts'
import { words } from '../../words/index.ts'
import { AddressFields } from './address-fields.tsx'
import { useClaimForm } from './use-claim-form.ts'

/** A newcomer's first scan: who you are, where the gift goes, what you agree to. */
export default function Claim() {
  const code = useRoute().params.code ?? ''
  const { route } = useLocation()
  const isMember = useSession().status === 'member'
  const answer = useQuery(codeQuery(code, 'visitor'))
  const offer = answer.data?.offer
  const claimable = answer.data?.verdict === 'claimable' && !isMember
  // Whatever else this code is, its own page says it better than a form.
  useEffect(() => {
    if (!answer.isPending && !claimable) route(`/s/${code}`, true)
  }, [answer.isPending, claimable, code, route])

  if (!claimable) {
    return (
      <Screen title={words.claim.title} back={`/s/${code}`}>
        <Bones />
      </Screen>
    )
  }
  return <ClaimForm code={code} points={offer?.points ?? null} gift={offer?.gift?.name ?? null} />
}

function ClaimForm({ code, points, gift }: { code: string; points: number | null; gift: string | null }) {
  const form = useClaimForm(code)
  const config = useConfig()
  const name = usePointsName()
  const { claim } = words
  const reward = points === null ? null : formatPoints(points, name)

  return (
    <Screen title={claim.title} back={`/s/${code}`}>
      <div class="enter flex flex-col gap-3">
        <Heading>{claim.title}</Heading>
        {reward && <p class="text-quiet">{claim.intro(reward, gift)}</p>}
      </div>
      <form noValidate onSubmit={form.submit} class="flex flex-1 flex-col gap-8">
        <fieldset class="flex flex-col gap-4">
          <legend class="mb-3 text-lead strong">{claim.you}</legend>
          <div class="grid grid-cols-2 gap-3">
            <Field
              {...form.text('first_name')}
              label={claim.firstName}
              input={{ autocomplete: 'given-name', maxLength: 80 }}
            />
            <Field
              {...form.text('last_name')}
              label={claim.lastName}
              input={{ autocomplete: 'family-name', maxLength: 80 }}
            />
          </div>
          <Field
            {...form.text('email')}
            label={claim.email}
            hint={claim.emailHint}
            input={{
              type: 'email',
              autocomplete: 'email',
              inputMode: 'email',
              autocapitalize: 'none',
              maxLength: 254,
            }}
          />
          <FriendCode bound={form.text('referral_code')} />
        </fieldset>
        <fieldset class="flex flex-col gap-4">
          <legend class="mb-3 text-lead strong">{gift ? claim.address : claim.addressOnly}</legend>
          <AddressFields value={form.fields} errors={form.errors} onValue={form.set} onLeave={form.check} />
        </fieldset>
        <fieldset class="flex flex-col gap-1">
          <legend class="mb-2 text-lead strong">{claim.agree}</legend>
          <Tick {...form.tick('age_confirmed')} label={claim.age(config?.age_limit ?? 21)} />
          <Tick {...form.tick('terms_accepted')} label={claim.terms} />
          <Terms />
          <hr class="my-3 border-hairline" />
          <Tick
            {...form.tick('marketing_consent')}
            label={claim.consent(config?.brand.name ?? '')}
            hint={claim.consentHint}
          />
        </fieldset>
        <div class="actions actions-still">
          <p role="status" class="text-small strong text-bad">
            {form.summary}
          </p>
          <Refusal cause={form.cause} />
          <Button submit busy={form.busy}>
            {reward ? claim.submit(reward) : claim.submitOnly}
          </Button>
        </div>
      </form>
    </Screen>
  )
}

// Whoever was not sent by anybody is not asked by whom.
function FriendCode({ bound }: { bound: ReturnType<ReturnType<typeof useClaimForm>['text']> }) {
  const gain = useConfig()?.friend_points ?? null
  const name = usePointsName()
  const [open] = useState(bound.value !== '')
  if (gain === null) return null
  return (
    <details open={open}>
      <summary class="inline-flex min-h-11 list-none items-center text-small underline underline-offset-4">
        {words.claim.friend}
      </summary>
      <Field
        {...bound}
        label={words.claim.friendCode}
        hint={gain > 0 ? words.claim.friendHint(formatPoints(gain, name)) : undefined}
        input={{ autocomplete: 'off', autocapitalize: 'characters', spellcheck: false, maxLength: 20 }}
      />
    </details>
  )
}

function Terms() {
  return (
    <details class="pl-9 text-small text-quiet">
      <summary class="min-h-11 py-2 underline underline-offset-4">{words.claim.termsMore}</summary>
      <p class="pb-2">{words.claim.termsShort}</p>
    </details>
  )
}

// A code that was taken while the form was being filled in is not a fault, so it has words of its own.
function Refusal({ cause }: { cause: unknown }) {
  const verdict = cause ? words.verdicts[asProblem(cause).code] : undefined
  if (!verdict) return <ProblemNote cause={cause} />
  return (
    <div role="alert" class="tile p-4 text-small">
      <p class="strong">{verdict.title}</p>
      <p>{verdict.body}</p>
    </div>
  )
}
