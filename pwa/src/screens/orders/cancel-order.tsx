import { useMutation } from '@tanstack/preact-query'
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { answered, api } from '../../api/client.ts'
import { refetchAccount } from '../../api/member-queries.ts'
import { asProblem } from '../../api/problem.ts'
import type { OrderDetail } from '../../api/shapes.ts'
import { announce } from '../../parts/announcer.tsx'
import { Button } from '../../parts/button.tsx'
import { ProblemNote } from '../../parts/problem-view.tsx'
import { usePointsName } from '../../parts/use-config.ts'
import { useFocus } from '../../parts/use-focus.ts'
import { endOperation, operationId } from '../../session/kept.ts'
import { formatPoints } from '../../words/format.ts'
import { spendingWords } from '../../words/spending.ts'

/** Cancels an order that nobody has begun to pack, after saying what comes back. */
export function CancelOrder({ order }: { order: OrderDetail }) {
  const said = spendingWords.orders
  const [asking, setAsking] = useState<boolean>()
  if (asking) return <Question order={order} onKeep={() => setAsking(false)} />
  const ask = (
    <Button look="plain" onClick={() => setAsking(true)}>
      {said.cancel}
    </Button>
  )
  return asking === undefined ? <div class="self-start">{ask}</div> : <Kept>{ask}</Kept>
}

// Whoever answered the question is where it was asked, and not at the top of the page.
function Kept({ children }: { children: ComponentChildren }) {
  const place = useFocus<HTMLDivElement>()
  return (
    <div ref={place} tabIndex={-1} class="self-start outline-none">
      {children}
    </div>
  )
}

function Question({ order, onKeep }: { order: OrderDetail; onKeep: () => void }) {
  const said = spendingWords.orders
  const name = usePointsName()
  const place = useFocus<HTMLElement>()
  const isGift = order.kind === 'gift'
  const cancel = useCancel(order.id, returned => {
    announce(isGift ? said.cancelledGift : said.cancelled(formatPoints(returned, name)))
    document.querySelector('h1')?.focus()
  })
  return (
    <section
      ref={place}
      tabIndex={-1}
      aria-labelledby="cancel-question"
      class="enter tile flex flex-col gap-4 p-5 outline-none"
    >
      <div class="flex flex-col gap-1">
        <h2 id="cancel-question" class="text-lead strong">
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
        <Button look="plain" disabled={cancel.isPending} onClick={onKeep}>
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
      void refetchAccount()
    },
    onError(cause) {
      // It went on meanwhile: show where it is.
      if (asProblem(cause).code === 'order_state') void refetchAccount()
    },
  })
}
