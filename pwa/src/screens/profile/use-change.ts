import { useMutation } from '@tanstack/preact-query'
import { answered, api } from '../../api/client.ts'
import type { MemberChange } from '../../api/shapes.ts'
import { memberChanged } from '../../session/session.ts'

/** Changes what we know of the member, here and on the server. */
export function useChange() {
  return useMutation({
    mutationFn: (change: MemberChange) => answered(api.PATCH('/api/me', { body: change })),
    onSuccess: memberChanged,
  })
}
