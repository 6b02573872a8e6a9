import type { BookedAddress } from '../../api/shapes.ts'
import { Button } from '../../parts/button.tsx'
import { Tick } from '../../parts/field.tsx'
import { ProblemNote } from '../../parts/problem-view.tsx'
import { accountWords } from '../../words/account.ts'
import { AddressFields } from '../claim/address-fields.tsx'
import { useAddressForm } from './use-address-form.ts'

type AddressFormProps = {
  address?: BookedAddress | undefined
  /** The first address is where parcels go, whoever asks. */
  isFirst: boolean
  onSaved: (id: string) => void
}

/** Adds an address, or changes the one given. */
export function AddressForm({ address, isFirst, onSaved }: AddressFormProps) {
  const { addresses } = accountWords
  const form = useAddressForm(address, onSaved)
  return (
    <form noValidate onSubmit={form.submit} class="flex flex-col gap-4">
      <AddressFields value={form.value} errors={form.errors} onValue={form.set} onLeave={form.check} />
      {address?.is_default || isFirst ? (
        <p class="text-small text-quiet">{addresses.isDefault}</p>
      ) : (
        <Tick
          name="is_default"
          label={addresses.makeDefault}
          checked={form.isDefault}
          onChecked={form.setDefault}
        />
      )}
      <ProblemNote cause={form.cause} />
      <Button submit busy={form.busy}>
        {addresses.save}
      </Button>
    </form>
  )
}
