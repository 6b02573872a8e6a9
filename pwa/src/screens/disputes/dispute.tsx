import { useMutation } from '@tanstack/preact-query'
import { useState } from 'preact/hooks'
import { useLocation, useRoute } from 'preact-iso'
import { disputesQuery } from '../../api/account-queries.ts'
import { asProblem } from '../../api/problem.ts'
import { queries } from '../../api/queries.ts'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { LongField } from '../../parts/long-field.tsx'
import { ProblemNote } from '../../parts/problem-view.tsx'
import { Heading, Screen } from '../../parts/screen.tsx'
import { keepResult } from '../../scan/latest-result.ts'
import { disputeWords } from '../../words/disputes.ts'
import { sendDispute } from './send-dispute.ts'

const message_max = 500
/** From here on it is said how much room is left. */
const soon_full = 100

/** Tells how one came by a pack whose code somebody else has claimed. */
export default function DisputeScreen() {
  const { dispute } = disputeWords
  const code = useRoute().params.code ?? ''
  const { route } = useLocation()
  const [message, setMessage] = useState('')
  const [tried, setTried] = useState(false)
  const sending = useMutation({
    mutationFn: () => sendDispute(code, message.trim()),
    onSuccess: scanned => {
      void queries.invalidateQueries({ queryKey: disputesQuery.queryKey })
      if (scanned) keepResult(scanned)
      route(scanned ? '/scan/result' : '/disputes', true)
    },
  })
  const empty = message.trim() === ''
  const left = message_max - message.length
  const submit = (event: Event) => {
    event.preventDefault()
    setTried(true)
    if (empty) document.getElementById('message')?.focus()
    else if (!sending.isPending) sending.mutate()
  }
  return (
    <Screen title={dispute.title} back={`/s/${code}`}>
      <div class="flex flex-col gap-2">
        <Heading>{dispute.title}</Heading>
        <p class="text-quiet">{dispute.body}</p>
      </div>
      <form noValidate onSubmit={submit} class="flex flex-col gap-5">
        <LongField
          name="message"
          label={dispute.label}
          hint={left > soon_full ? dispute.hint : dispute.left(left)}
          error={tried && empty ? dispute.needed : undefined}
          value={message}
          onValue={setMessage}
          max={message_max}
        />
        <Refusal cause={sending.error} />
        <Button submit busy={sending.isPending}>
          {dispute.submit}
        </Button>
      </form>
    </Screen>
  )
}

function Refusal({ cause }: { cause: unknown }) {
  const { dispute } = disputeWords
  const said = cause ? dispute.refused[asProblem(cause).code] : undefined
  if (!said) return <ProblemNote cause={cause} />
  return (
    <div role="alert" class="tile flex flex-col gap-1 p-4">
      <p>{said}</p>
      <ButtonLink look="plain" href="/disputes">
        {dispute.list}
      </ButtonLink>
    </div>
  )
}
