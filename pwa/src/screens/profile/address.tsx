import { useQuery } from '@tanstack/preact-query'
import { useLocation, useRoute } from 'preact-iso'
import { queries } from '../../api/queries.ts'
import { addressesQuery } from '../../api/spending-queries.ts'
import { ButtonLink } from '../../parts/button.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { Heading, Screen } from '../../parts/screen.tsx'
import { stepBackTo } from '../../parts/step-back.ts'
import { accountWords } from '../../words/account.ts'
import { AddressForm } from './address-form.tsx'
import { RemoveAddress } from './remove-address.tsx'

const list = '/profile/addresses'

/** One address: a new one, or one of the book to change or remove. */
export default function AddressScreen() {
  const { addresses } = accountWords
  const { id = 'new' } = useRoute().params
  const { route } = useLocation()
  const book = useQuery(addressesQuery)
  const isNew = id === 'new'
  const title = isNew ? addresses.newTitle : addresses.editTitle
  const done = () => {
    void queries.invalidateQueries({ queryKey: addressesQuery.queryKey })
    if (!stepBackTo(list)) route(list, true)
  }
  return (
    <Screen title={title} back={list}>
      <Loaded query={book}>
        {({ items }) => {
          const address = items.find(one => one.id === id)
          if (!isNew && !address) return <Gone />
          return (
            <>
              <Heading>{title}</Heading>
              <AddressForm address={address} isFirst={items.length === 0} onSaved={done} />
              {address && <RemoveAddress id={address.id} onRemoved={done} />}
            </>
          )
        }}
      </Loaded>
    </Screen>
  )
}

function Gone() {
  const { addresses } = accountWords
  return (
    <Empty icon="parcel" title={addresses.goneTitle} body={addresses.goneBody}>
      <ButtonLink href={list}>{addresses.all}</ButtonLink>
    </Empty>
  )
}
