import { Choice, Field } from '../../parts/field.tsx'
import { words } from '../../words/index.ts'
import type { AddressFields as Address, FieldErrors } from './claim-fields.ts'
import { usStates } from './us-states.ts'

type AddressFieldsProps = {
  value: Address
  errors: FieldErrors
  onValue: (name: keyof Address, value: string) => void
  onLeave: (name: keyof Address) => void
}

/** A postal address in the order in which it is written on a parcel. */
export function AddressFields({ value, errors, onValue, onLeave }: AddressFieldsProps) {
  const bind = (name: keyof Address) => ({
    name,
    value: value[name],
    error: errors[name],
    onValue: (text: string) => onValue(name, text),
    onLeave: () => onLeave(name),
  })
  return (
    <>
      <Field
        {...bind('line1')}
        label={words.claim.line1}
        input={{ autocomplete: 'address-line1', maxLength: 120 }}
      />
      <Field
        {...bind('line2')}
        label={words.claim.line2}
        input={{ autocomplete: 'address-line2', maxLength: 120 }}
      />
      <Field
        {...bind('city')}
        label={words.claim.city}
        input={{ autocomplete: 'address-level2', maxLength: 80 }}
      />
      <div class="grid grid-cols-[3fr_2fr] gap-3">
        <Choice
          {...bind('state')}
          label={words.claim.state}
          options={usStates}
          empty={words.claim.stateChoose}
          autocomplete="address-level1"
        />
        <Field
          {...bind('postal_code')}
          label={words.claim.zip}
          input={{ autocomplete: 'postal-code', inputMode: 'numeric', maxLength: 10 }}
        />
      </div>
    </>
  )
}
