import { useMutation } from '@tanstack/preact-query'
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { answered, api } from '../../api/client.ts'
import { refetchAccount } from '../../api/member-queries.ts'
import { asProblem } from '../../api/problem.ts'
import { queries } from '../../api/queries.ts'
import type { Redeemed, Reward } from '../../api/shapes.ts'
import { rewardQuery } from '../../api/spending-queries.ts'
import { endOperation, operationId } from '../../session/kept.ts'
import { keepPlaced } from '../orders/just-placed.ts'

type Price = { agreed: number; before: number | null }

/**
 * Spends points on a reward at the price that is shown, and goes to the order that it became. The price changes only
 * when the server refused the one before, so that it never does under a finger.
 */
export function useRedemption(reward: Reward) {
  const { route } = useLocation()
  const [price, setPrice] = useState<Price>({ agreed: reward.cost_points, before: null })
  const subject = `redeem:${reward.id}`

  const redemption = useMutation({
    networkMode: 'always',
    mutationFn: (addressId: string | null) =>
      answered(
        api.POST('/api/redemptions', {
          body: {
            client_op_id: operationId(subject),
            reward_id: reward.id,
            expected_cost: price.agreed,
            ...(addressId ? { address_id: addressId } : {}),
          },
        }),
      ),
    onSuccess(redeemed: Redeemed) {
      endOperation(subject)
      keepPlaced(redeemed)
      void refetchAccount()
      route(`/orders/${redeemed.order.id}/placed`, true)
    },
    async onError(cause) {
      const { code } = asProblem(cause)
      // The orders tell what the earlier try did; one after it is another.
      if (code === 'operation_reused') endOperation(subject)
      if (code !== 'price_changed') return
      const { queryKey } = rewardQuery(reward.id)
      await queries.refetchQueries({ queryKey })
      const now = queries.getQueryData<Reward>(queryKey)?.cost_points
      if (now !== undefined) setPrice({ agreed: now, before: price.agreed })
    },
  })
  return { price, redemption }
}
