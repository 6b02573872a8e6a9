import { useMutation } from '@tanstack/preact-query'
import { useState } from 'preact/hooks'
import { answered, api } from '../../api/client.ts'
import { asProblem } from '../../api/problem.ts'
import { Button } from '../../parts/button.tsx'
import { Field } from '../../parts/field.tsx'
import { ProblemNote } from '../../parts/problem-view.tsx'
import type { WaitingClaim } from '../../session/waiting-claim.ts'
import { words } from '../../words/index.ts'
import { AddressFields } from './address-fields.tsx'
import { addressOf, errorsOfServer, type FieldErrors, fieldError, fieldErrors } from './claim-fields.ts'

type CorrectDetailsProps = { claim: WaitingClaim; onCorrected: (claim: WaitingClaim) => void }

/** The e-mail and the address of a claim that waits, put right. */
export function CorrectDetails({ claim, onCorrected }: CorrectDetailsProps) {
  const [fields, setFields] = useState(() => correctable(claim))
  const [errors, setErrors] = useState<FieldErrors>({})
  const save = useMutation({
    mutationFn: () => {
      const params = { path: { client_op_id: claim.body.client_op_id } }
      const body = { email: fields.email.trim(), address: addressOf(fields) }
      return answered(api.PATCH('/api/claims/{client_op_id}', { params, body }))
    },
    onSuccess: () => onCorrected({ ...claim, email: fields.email.trim() }),
    onError: cause => setErrors(errorsOfServer(asProblem(cause).fields)),
  })
  const set = (name: keyof typeof fields, value: string) => {
    setFields(now => ({ ...now, [name]: value }))
    if (errors[name]) setErrors(now => ({ ...now, [name]: fieldError(name, value) }))
  }
  const leave = (name: keyof typeof fields) =>
    setErrors(now => ({ ...now, [name]: fieldError(name, fields[name]) }))
  const submit = (event: Event) => {
    event.preventDefault()
    const found = fieldErrors(fields)
    setErrors(found)
    const [first] = Object.keys(found)
    if (first) document.getElementById(first)?.focus()
    else if (!save.isPending) save.mutate()
  }

  return (
    <details>
      <summary class="button button-plain list-none">{words.receipt.correct}</summary>
      <form noValidate onSubmit={submit} class="flex flex-col gap-4 pt-3 pb-6">
        <Field
          name="email"
          label={words.claim.email}
          value={fields.email}
          error={errors.email}
          onValue={value => set('email', value)}
          onLeave={() => leave('email')}
          input={{ type: 'email', autocomplete: 'email', inputMode: 'email', autocapitalize: 'none' }}
        />
        <AddressFields value={fields} errors={errors} onValue={set} onLeave={leave} />
        <ProblemNote cause={save.error} />
        <Button look="quiet" submit busy={save.isPending}>
          {words.receipt.correctSave}
        </Button>
        <p role="status" class="text-small">
          {save.isSuccess && words.receipt.corrected}
        </p>
      </form>
    </details>
  )
}

function correctable({ email, body: { address } }: WaitingClaim) {
  const { line1, line2, city, state, postal_code } = address
  return { email, line1, line2: line2 ?? '', city, state, postal_code }
}
