import { useMutation } from '@tanstack/preact-query'
import { useLayoutEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { answered, api } from '../../api/client.ts'
import { asProblem } from '../../api/problem.ts'
import type { ClaimBody } from '../../api/shapes.ts'
import { forgetInvitation, invitation } from '../../session/invitation.ts'
import { operationId } from '../../session/kept.ts'
import {
  draft,
  forgetWaitingClaim,
  keepDraft,
  keepWaitingClaim,
  waitingClaim,
} from '../../session/waiting-claim.ts'
import { words } from '../../words/index.ts'
import {
  type ClaimFields,
  claimOf,
  emptyClaim,
  errorsOfServer,
  type FieldErrors,
  fieldError,
  fieldErrors,
} from './claim-fields.ts'

type TextName = {
  [Name in keyof ClaimFields]: ClaimFields[Name] extends string ? Name : never
}[keyof ClaimFields]
type TickName = Exclude<keyof ClaimFields, TextName>

/** The state of the claim form: what is typed, what is wrong with it, and its one sending. */
export function useClaimForm(code: string) {
  const [fields, setFields] = useState(() => startOf(code))
  const [errors, setErrors] = useState<FieldErrors>({})
  const [summary, setSummary] = useState('')
  const sending = useSending(found => showErrors(errorsOfServer(found)))

  useLayoutEffect(() => keepDraft(code, fields), [code, fields])

  const set = (name: keyof ClaimFields, value: string | boolean) => {
    setFields(now => ({ ...now, [name]: value }))
    // A field that was wrong is forgiven as soon as it is right.
    if (errors[name]) setErrors(now => ({ ...now, [name]: fieldError(name, value) }))
  }
  const check = (name: keyof ClaimFields) => {
    // Leaving an empty field is not a mistake yet.
    if (fields[name] !== '') setErrors(now => ({ ...now, [name]: fieldError(name, fields[name]) }))
  }
  function showErrors(found: FieldErrors) {
    setErrors(found)
    const names = Object.keys(emptyClaim).filter(name => found[name as keyof ClaimFields])
    setSummary(names.length > 0 ? words.forms.summary(names.length) : '')
    if (names[0]) document.getElementById(names[0])?.focus()
    return names.length > 0
  }
  const submit = (event: Event) => {
    event.preventDefault()
    if (sending.isPending || showErrors(fieldErrors(fields))) return
    sending.mutate(claimOf(code, operationId(`claim:${code}`), fields))
  }

  return {
    fields,
    errors,
    summary: Object.values(errors).some(Boolean) ? summary : '',
    busy: sending.isPending,
    cause: sending.error,
    set,
    check,
    submit,
    text: (name: TextName) => ({
      name,
      value: fields[name],
      error: errors[name],
      onValue: (value: string) => set(name, value),
      onLeave: () => check(name),
    }),
    tick: (name: TickName) => ({
      name,
      checked: fields[name],
      error: errors[name],
      onChecked: (checked: boolean) => set(name, checked),
    }),
  }
}

function startOf(code: string): ClaimFields {
  const before = draft(code)
  return { ...emptyClaim, ...before, referral_code: before?.referral_code || invitation() || '' }
}

function useSending(onRefused: (fields: Record<string, string>) => void) {
  const { route } = useLocation()
  return useMutation({
    mutationFn: async (body: ClaimBody) => {
      const before = waitingClaim()
      // The first body sent under this id is the one that counts, even if its answer was lost.
      const first = before?.body.client_op_id === body.client_op_id ? before : null
      if (!first) keepWaitingClaim({ body, email: body.email, accepted: false })
      try {
        await answered(api.POST('/api/claims', { body }))
        keepWaitingClaim({ body, email: body.email, accepted: true })
      } catch (cause) {
        const { code: reason, status } = asProblem(cause)
        if (reason === 'operation_reused' && first) return keepWaitingClaim({ ...first, accepted: true })
        if (status >= 400 && status < 500) forgetUnsent(body)
        throw cause
      }
    },
    onSuccess: () => {
      forgetInvitation()
      route('/receipt', true)
    },
    onError: cause => onRefused(asProblem(cause).fields),
  })
}

// A refused claim was not taken: the corrected form is sent under the same id as if it were the first.
function forgetUnsent(body: ClaimBody) {
  const now = waitingClaim()
  if (now?.body.client_op_id === body.client_op_id && !now.accepted) forgetWaitingClaim()
}
