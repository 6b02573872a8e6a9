import { useMutation } from '@tanstack/preact-query'
import { answered, api } from '../../api/client.ts'
import { refetchAccount } from '../../api/member-queries.ts'
import { queries } from '../../api/queries.ts'
import { goalQuery } from '../../api/spending-queries.ts'

/** Makes a reward the goal, in place of any other. */
export function useSetGoal() {
  return useMutation({
    networkMode: 'always',
    mutationFn: (rewardId: string) => answered(api.PUT('/api/goal', { body: { reward_id: rewardId } })),
    onSuccess: goal => {
      queries.setQueryData(goalQuery.queryKey, goal)
      void refetchAccount()
    },
  })
}

/** Leaves the goal without another. */
export function useDropGoal() {
  return useMutation({
    networkMode: 'always',
    mutationFn: () => answered(api.DELETE('/api/goal')),
    onSuccess: () => {
      queries.setQueryData(goalQuery.queryKey, { goal: null })
      void refetchAccount()
    },
  })
}
