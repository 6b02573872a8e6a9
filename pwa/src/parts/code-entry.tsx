import { useMutation } from '@tanstack/preact-query'
import { useLocation } from 'preact-iso'
import { answered, api } from '../api/client.ts'
import { welcomeMember } from '../session/welcome-member.ts'
import { words } from '../words/index.ts'
import { SixDigits } from './six-digits.tsx'

/** The 6 digits from the mail; signs in as soon as the last one is typed. */
export function CodeEntry({ email, next = '/' }: { email: string; next?: string }) {
  const { route } = useLocation()
  const consume = useMutation({
    mutationFn: (typed: string) =>
      answered(api.POST('/api/auth/link/consume', { body: { email, code: typed } })),
    onSuccess: grant => route(welcomeMember(grant, next), true),
    onError: () => document.getElementById('code')?.focus(),
  })
  return (
    <SixDigits
      label={words.receipt.codeLabel}
      submit={words.receipt.confirm}
      busy={consume.isPending}
      cause={consume.error}
      onCode={code => consume.mutate(code)}
    />
  )
}
