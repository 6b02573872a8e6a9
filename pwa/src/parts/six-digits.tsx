import { useState } from 'preact/hooks'
import { Button } from './button.tsx'
import { Field } from './field.tsx'
import { ProblemNote } from './problem-view.tsx'

type SixDigitsProps = {
  label: string
  submit: string
  busy: boolean
  cause: unknown
  onCode: (code: string) => void
}

/** The 6 digits from a mail; `onCode` is called as soon as the last one is typed. */
export function SixDigits({ label, submit, busy, cause, onCode }: SixDigitsProps) {
  const [code, setCode] = useState('')
  const complete = code.length === 6
  return (
    <form
      noValidate
      class="flex flex-col gap-4"
      onSubmit={event => {
        event.preventDefault()
        if (complete && !busy) onCode(code)
      }}
    >
      <Field
        name="code"
        label={label}
        value={code}
        onValue={text => {
          const digits = text.replace(/\D/g, '').slice(0, 6)
          setCode(digits)
          if (digits.length === 6 && digits !== code && !busy) onCode(digits)
        }}
        input={{
          inputMode: 'numeric',
          autocomplete: 'one-time-code',
          pattern: '[0-9]*',
          placeholder: '000000',
          class: 'code-digits',
        }}
      />
      <ProblemNote cause={cause} />
      <Button submit busy={busy} disabled={!complete}>
        {submit}
      </Button>
    </form>
  )
}
