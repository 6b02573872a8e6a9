import { announce } from '../../parts/announcer.tsx'
import { Icon } from '../../parts/icon.tsx'
import { spendingWords } from '../../words/spending.ts'
import { useWish } from './use-wish.ts'

/** The heart: full while the reward is wished for. */
export function WishButton({ rewardId }: { rewardId: string }) {
  const { wished = false, change } = useWish(rewardId)
  return (
    <button
      type="button"
      class="wish"
      aria-label={spendingWords.reward.wish}
      aria-pressed={wished}
      aria-busy={change.isPending}
      onClick={() => {
        if (!change.isPending)
          change.mutate(!wished, { onError: () => announce(spendingWords.reward.wishFailed) })
      }}
    >
      <Icon name="heart" />
    </button>
  )
}
