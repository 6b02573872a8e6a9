import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Markets } from '../../api/shapes.ts'
import { Button } from '../../parts/button.tsx'
import { Choice } from '../../parts/field.tsx'
import { ProblemNote } from '../../parts/problem-view.tsx'
import { words } from '../../words/index.ts'
import { spendingWords } from '../../words/spending.ts'
import { AddressFields } from '../claim/address-fields.tsx'
import { usStates } from '../claim/us-states.ts'
import { useAddressForm } from '../profile/use-address-form.ts'
import { shipsTo } from './ships-to.ts'
import { stateName } from './state-name.ts'

type NewAddressProps = { markets: Markets; onSaved: (id: string) => void }

/** Asks for the state first: where the law says no, nobody fills in a street for nothing. */
export function NewAddress({ markets, onSaved }: NewAddressProps) {
  const { redeem } = spendingWords
  const form = useAddressForm(undefined, onSaved)
  const [answered, setAnswered] = useState(false)
  const { state } = form.value
  const refused = state && !shipsTo(markets, state) ? redeem.noParcels(stateName(state)) : undefined
  const chooseState = (code: string) => {
    form.set('state', code)
    if (code && shipsTo(markets, code)) setAnswered(true)
  }
  if (!answered) {
    return (
      <Choice
        name="state"
        label={redeem.newState}
        value={state}
        error={refused}
        onValue={chooseState}
        options={usStates}
        empty={words.claim.stateChoose}
        autocomplete="address-level1"
      />
    )
  }
  return (
    <Rest
      onSubmit={event => {
        event.preventDefault()
        if (!refused) form.submit(event)
      }}
    >
      <AddressFields
        value={form.value}
        errors={refused ? { ...form.errors, state: refused } : form.errors}
        onValue={form.set}
        onLeave={form.check}
      />
      <ProblemNote cause={form.cause} also={spendingWords.spendingProblems} />
      <Button look="quiet" submit busy={form.busy}>
        {redeem.useAddress}
      </Button>
    </Rest>
  )
}

// The question for the state is gone with its answer; what is asked next is the street.
function Rest({ onSubmit, children }: { onSubmit: (event: Event) => void; children: ComponentChildren }) {
  useEffect(() => document.getElementById('line1')?.focus(), [])
  return (
    <form noValidate class="enter flex flex-col gap-4" onSubmit={onSubmit}>
      {children}
    </form>
  )
}
