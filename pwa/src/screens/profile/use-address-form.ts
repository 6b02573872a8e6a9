import { useMutation } from '@tanstack/preact-query'
import { useState } from 'preact/hooks'
import { answered, api } from '../../api/client.ts'
import { asProblem } from '../../api/problem.ts'
import type { BookedAddress } from '../../api/shapes.ts'
import { endOperation, operationId } from '../../session/kept.ts'
import {
  type AddressFields,
  addressOf,
  errorsOfServer,
  type FieldErrors,
  fieldError,
  fieldErrors,
} from '../claim/claim-fields.ts'

const empty: AddressFields = { line1: '', line2: '', city: '', state: '', postal_code: '' }

/** What is typed of an address, what is wrong with it, and its saving. */
export function useAddressForm(address: BookedAddress | undefined, onSaved: (id: string) => void) {
  const [value, setValue] = useState<AddressFields>(() => (address ? fieldsOf(address) : empty))
  const [isDefault, setDefault] = useState(false)
  const [errors, setErrors] = useState<FieldErrors>({})
  const saving = useMutation({
    mutationFn: () => (address ? change(address, value, isDefault) : add(value, isDefault)),
    onSuccess: onSaved,
    onError: cause => showErrors(errorsOfServer(asProblem(cause).fields)),
  })
  function showErrors(found: FieldErrors) {
    setErrors(found)
    const first = Object.keys(empty).find(name => found[name as keyof AddressFields])
    if (first) document.getElementById(first)?.focus()
    return first !== undefined
  }
  return {
    value,
    errors,
    isDefault,
    setDefault,
    busy: saving.isPending,
    cause: saving.error,
    set(name: keyof AddressFields, text: string) {
      setValue(now => ({ ...now, [name]: text }))
      // A field that was wrong is forgiven as soon as it is right.
      if (errors[name]) setErrors(now => ({ ...now, [name]: fieldError(name, text) }))
    },
    check(name: keyof AddressFields) {
      // Leaving an empty field is not a mistake yet.
      if (value[name] !== '') setErrors(now => ({ ...now, [name]: fieldError(name, value[name]) }))
    },
    submit(event: Event) {
      event.preventDefault()
      if (!saving.isPending && !showErrors(fieldErrors(value))) saving.mutate()
    },
  }
}

const fieldsOf = ({ line1, line2 = '', city, state, postal_code }: BookedAddress): AddressFields => ({
  line1,
  line2,
  city,
  state,
  postal_code,
})

async function add(value: AddressFields, isDefault: boolean) {
  const address = { ...addressOf(value), ...(isDefault ? { is_default: true } : {}) }
  // The same address sent again after silence is the same operation; another one is another.
  const subject = `address:${JSON.stringify(address)}`
  const body = { client_op_id: operationId(subject), ...address }
  const { id } = await answered(api.POST('/api/addresses', { body }))
  endOperation(subject)
  return id
}

async function change({ id, country }: BookedAddress, value: AddressFields, isDefault: boolean) {
  // An emptied second line has to be said, or the old one would stay.
  const address = { ...addressOf(value), line2: value.line2.trim(), country }
  const body = { ...address, ...(isDefault ? { is_default: true as const } : {}) }
  await answered(api.PATCH('/api/addresses/{id}', { params: { path: { id } }, body }))
  return id
}
