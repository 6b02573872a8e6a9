import { described, Labelled } from './field.tsx'

type LongFieldProps = {
  name: string
  label: string
  value: string
  onValue: (value: string) => void
  max: number
  hint?: string | undefined
  error?: string | undefined
}

/** Several lines of text. */
export function LongField({ name, label, value, onValue, max, hint, error }: LongFieldProps) {
  return (
    <Labelled name={name} label={label} hint={hint} error={error}>
      <textarea
        {...described(name, hint, error)}
        class="control"
        name={name}
        rows={5}
        maxLength={max}
        value={value}
        onInput={event => onValue(event.currentTarget.value)}
      />
    </Labelled>
  )
}
