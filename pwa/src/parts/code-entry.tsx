import { useMutation } from '@tanstack/preact-query'
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { answered, api } from '../api/client.ts'
import { welcomeMember } from '../session/welcome-member.ts'
import { words } from '../words/index.ts'
import { Button } from './button.tsx'
import { Field } from './field.tsx'
import { ProblemNote } from './problem-view.tsx'

/** The 6 digits from the mail; signs in as soon as the last one is typed. */
export function CodeEntry({ email, next = '/' }: { email: string; next?: string }) {
  const { route } = useLocation()
  const [code, setCode] = useState('')
  const consume = useMutation({
    mutationFn: (typed: string) =>
      answered(api.POST('/api/auth/link/consume', { body: { email, code: typed } })),
    onSuccess: grant => route(welcomeMember(grant, next), true),
    onError: () => document.getElementById('code')?.focus(),
  })
  const complete = code.length === 6
  return (
    <form
      noValidate
      class="flex flex-col gap-4"
      onSubmit={event => {
        event.preventDefault()
        if (complete && !consume.isPending) consume.mutate(code)
      }}
    >
      <Field
        name="code"
        label={words.receipt.codeLabel}
        value={code}
        onValue={text => {
          const digits = text.replace(/\D/g, '').slice(0, 6)
          setCode(digits)
          if (digits.length === 6 && digits !== code && !consume.isPending) consume.mutate(digits)
        }}
        input={{
          inputMode: 'numeric',
          autocomplete: 'one-time-code',
          pattern: '[0-9]*',
          placeholder: '000000',
          class: 'code-digits',
        }}
      />
      <ProblemNote cause={consume.error} />
      <Button submit busy={consume.isPending} disabled={!complete}>
        {words.receipt.confirm}
      </Button>
    </form>
  )
}
