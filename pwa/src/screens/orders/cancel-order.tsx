import { useMutation } from '@tanstack/preact-query'
import { useEffect, useRef, useState } from 'preact/hooks'
import { answered, api } from '../../api/client.ts'
import { refetchAccount } from '../../api/member-queries.ts'
import { asProblem } from '../../api/problem.ts'
import type { OrderDetail } from '../../api/shapes.ts'
import { announce } from '../../parts/announcer.tsx'
import { Button } from '../../parts/button.tsx'
import { ProblemNote } from '../../parts/problem-view.tsx'
import { usePointsName } from '../../parts/use-config.ts'
import { endOperation, operationId } from '../../session/kept.ts'
import { formatPoints } from '../../words/format.ts'
import { spendingWords } from '../../words/spending.ts'

/** Cancels an order that nobody has begun to pack, after saying what comes back. */
export function CancelOrder({ order }: { order: OrderDetail }) {
  const said = spendingWords.orders
  const [asking, setAsking] = useState(false)
  const question = useRef<HTMLHeadingElement>(null)
  const name = usePointsName()
  const isGift = order.kind === 'gift'
  const cancel = useCancel(order.id, returned =>
    announce(isGift ? said.cancelledGift : said.cancelled(formatPoints(returned, name))),
  )
  useEffect(() => {
    if (asking) question.current?.focus()
  }, [asking])

  if (!asking) {
    return (
      <div class="self-start">
        <Button look="plain" onClick={() => setAsking(true)}>
          {said.cancel}
        </Button>
      </div>
    )
  }
  return (
    <section class="enter tile flex flex-col gap-4 p-5">
      <div class="flex flex-col gap-1">
        <h2 ref={question} tabIndex={-1} class="text-lead strong outline-none">
          {said.cancelTitle}
        </h2>
        <p class="text-quiet">
          {isGift ? said.cancelGift : said.cancelBody(formatPoints(order.points_cost, name))}
        </p>
      </div>
      <ProblemNote cause={cancel.error} also={spendingWords.spendingProblems} />
      <div class="flex flex-wrap gap-3">
        <Button look="quiet" busy={cancel.isPending} onClick={() => cancel.mutate()}>
          {said.cancelYes}
        </Button>
        <Button look="plain" disabled={cancel.isPending} onClick={() => setAsking(false)}>
          {said.cancelNo}
        </Button>
      </div>
    </section>
  )
}

function useCancel(orderId: string, onCancelled: (pointsReturned: number) => void) {
  const subject = `cancel:${orderId}`
  return useMutation({
    networkMode: 'always',
    mutationFn: () =>
      answered(
        api.POST('/api/orders/{id}/cancel', {
          params: { path: { id: orderId } },
          body: { client_op_id: operationId(subject) },
        }),
      ),
    onSuccess({ points_returned }) {
      endOperation(subject)
      onCancelled(points_returned)
      refetchAccount()
    },
    onError(cause) {
      // It went on meanwhile: show where it is.
      if (asProblem(cause).code === 'order_state') refetchAccount()
    },
  })
}
