import { useMutation } from '@tanstack/preact-query'
import { answered, api } from '../../api/client.ts'
import { asProblem } from '../../api/problem.ts'

/**
 * Does `act`; where the server first wants to see that it is the member, has 6 digits mailed to `email` and asks for
 * them (`wanted`), then does it again with them.
 */
export function useProven(email: string, act: (code?: string) => Promise<void>) {
  const mail = useMutation({
    mutationFn: () => answered(api.POST('/api/auth/link', { body: { email } })),
  })
  const acting = useMutation({
    mutationFn: act,
    onError: (cause, code) => {
      if (code === undefined && isProofWanted(cause)) mail.mutate()
      else if (code !== undefined) document.getElementById('code')?.focus()
    },
  })
  const wanted = acting.variables !== undefined || isProofWanted(acting.error)
  return {
    wanted: wanted && !acting.isSuccess,
    busy: acting.isPending || mail.isPending,
    cause: mail.error ?? (isProofWanted(acting.error) ? null : acting.error),
    begin: () => acting.mutate(undefined),
    prove: (code: string) => acting.mutate(code),
    mailAgain: () => mail.mutate(),
  }
}

const isProofWanted = (cause: unknown) =>
  cause !== null && asProblem(cause).code === 'reauthentication_required'
