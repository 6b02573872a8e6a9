import { useMutation } from '@tanstack/preact-query'
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { answered, api } from '../../api/client.ts'
import { asProblem } from '../../api/problem.ts'
import { Button } from '../../parts/button.tsx'
import { ProblemNote } from '../../parts/problem-view.tsx'
import { useFocus } from '../../parts/use-focus.ts'
import { accountWords } from '../../words/account.ts'

/** Takes an address out of the book, after asking once. */
export function RemoveAddress({ id, onRemoved }: { id: string; onRemoved: () => void }) {
  const { addresses } = accountWords
  const [asked, setAsked] = useState(false)
  const removing = useMutation({
    mutationFn: async () => {
      try {
        await answered(api.DELETE('/api/addresses/{id}', { params: { path: { id } } }))
      } catch (cause) {
        // Removed already, on another device or by a request whose answer was lost.
        if (asProblem(cause).status !== 404) throw cause
      }
    },
    onSuccess: onRemoved,
  })
  if (!asked) {
    return (
      <Button look="plain" onClick={() => setAsked(true)}>
        {addresses.remove}
      </Button>
    )
  }
  return (
    <Sure>
      <ProblemNote cause={removing.error} />
      <div class="grid grid-cols-2 gap-3">
        <Button look="quiet" onClick={() => setAsked(false)}>
          {addresses.removeNo}
        </Button>
        <Button look="danger" busy={removing.isPending} onClick={() => removing.mutate()}>
          {addresses.removeYes}
        </Button>
      </div>
    </Sure>
  )
}

function Sure({ children }: { children: ComponentChildren }) {
  const place = useFocus<HTMLElement>()
  return (
    <section ref={place} tabIndex={-1} class="enter tile flex flex-col gap-3 p-5" aria-labelledby="sure">
      <p id="sure" class="strong">
        {accountWords.addresses.removeSure}
      </p>
      {children}
    </section>
  )
}
