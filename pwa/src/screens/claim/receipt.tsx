import { useMutation } from '@tanstack/preact-query'
import { useEffect, useState } from 'preact/hooks'
import { answered, api } from '../../api/client.ts'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { CodeEntry } from '../../parts/code-entry.tsx'
import { Icon } from '../../parts/icon.tsx'
import { ProblemNote } from '../../parts/problem-view.tsx'
import { Heading, Screen } from '../../parts/screen.tsx'
import { keepWaitingClaim, type WaitingClaim, waitingClaim } from '../../session/waiting-claim.ts'
import { words } from '../../words/index.ts'
import { CorrectDetails } from './correct-details.tsx'

/** After the claim: the mail is on its way, and the code in it can be typed right here. */
export default function Receipt() {
  const [claim, setClaim] = useState(waitingClaim)
  if (!claim) return <NothingWaiting />
  const corrected = (next: WaitingClaim) => {
    keepWaitingClaim(next)
    setClaim(next)
  }
  return (
    <Screen title={words.receipt.title}>
      <Envelope />
      <div class="flex flex-col gap-2">
        <Heading>{words.receipt.title}</Heading>
        <p>
          {words.receipt.body} <strong class="strong wrap-anywhere">{claim.email}</strong>
        </p>
      </div>
      <CodeEntry email={claim.email} />
      <div class="flex flex-col">
        <SendAgain claim={claim} />
        <CorrectDetails claim={claim} onCorrected={corrected} />
      </div>
      <p class="mt-auto text-small text-quiet">{words.receipt.safe}</p>
    </Screen>
  )
}

/** The picture of a mail on its way. */
export function Envelope() {
  return (
    <div class="enter grid size-20 place-items-center rounded-card bg-card text-on-card">
      <Icon name="mail" size={40} />
    </div>
  )
}

const pause_s = 30

function SendAgain({ claim }: { claim: WaitingClaim }) {
  const [left_s, setLeft] = useState(pause_s)
  useEffect(() => {
    const timer = setInterval(() => setLeft(left => Math.max(0, left - 1)), 1_000)
    return () => clearInterval(timer)
  }, [])
  const again = useMutation({
    mutationFn: () => answered(api.POST('/api/claims', { body: claim.body })),
    onSuccess: () => setLeft(pause_s),
  })
  return (
    <div>
      <Button look="plain" busy={again.isPending} disabled={left_s > 0} onClick={() => again.mutate()}>
        {left_s > 0 ? words.receipt.againIn(left_s) : words.receipt.again}
      </Button>
      <p role="status" class="text-small">
        {again.isSuccess && words.receipt.sentAgain}
      </p>
      <ProblemNote cause={again.error} />
    </div>
  )
}

function NothingWaiting() {
  return (
    <Screen title={words.receipt.title}>
      <div class="my-auto flex flex-col gap-4">
        <Heading>{words.receipt.nothing}</Heading>
        <p>{words.receipt.nothingBody}</p>
        <ButtonLink href="/sign-in">{words.signIn.title}</ButtonLink>
      </div>
    </Screen>
  )
}
