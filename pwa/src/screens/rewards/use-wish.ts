import { useMutation, useQuery } from '@tanstack/preact-query'
import { answered, api } from '../../api/client.ts'
import { refetchAccount } from '../../api/member-queries.ts'
import { wishlistQuery } from '../../api/spending-queries.ts'
import { announce } from '../../parts/announcer.tsx'
import { spendingWords } from '../../words/spending.ts'

/** Whether a member wishes for a reward, and the change of it; `wished` is undefined until it is known. */
export function useWish(rewardId: string) {
  const wishes = useQuery(wishlistQuery)
  const change = useMutation({
    networkMode: 'always',
    mutationFn: async (wanted: boolean) => {
      if (wanted) await addWish(rewardId)
      else await removeWish(rewardId)
    },
    onSuccess: (_, wanted) => {
      announce(wanted ? spendingWords.reward.wishAdded : spendingWords.reward.wishRemoved)
      // Else the heart would show the old answer until the new one is there.
      return refetchAccount()
    },
  })
  const known = wishes.data?.items.some(({ reward }) => reward.id === rewardId)
  // The heart is as it was left while the server is being told, and falls back when that fails.
  return { wished: change.isPending ? change.variables : known, change }
}

/** Wishes for a reward; again, it changes nothing. */
export const addWish = (rewardId: string) =>
  answered(api.POST('/api/wishlist', { body: { client_op_id: crypto.randomUUID(), reward_id: rewardId } }))

/** Takes a wish back; again, it changes nothing. */
export const removeWish = (rewardId: string) =>
  answered(api.DELETE('/api/wishlist/{reward_id}', { params: { path: { reward_id: rewardId } } }))
