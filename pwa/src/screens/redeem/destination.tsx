import { useQuery } from '@tanstack/preact-query'
import { useEffect, useState } from 'preact/hooks'
import { queries } from '../../api/queries.ts'
import type { BookedAddress, Markets } from '../../api/shapes.ts'
import { addressesQuery, marketsQuery } from '../../api/spending-queries.ts'
import { Bones } from '../../parts/bones.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { spendingWords } from '../../words/spending.ts'
import { NewAddress } from './new-address.tsx'
import { shipsTo } from './ships-to.ts'
import { stateName } from './state-name.ts'

type DestinationProps = { chosen: string | null; onChosen: (addressId: string | null) => void }

/** Where the parcel goes: an address of the book, or another one; those that the law rules out say so at once. */
export function Destination(props: DestinationProps) {
  const addresses = useQuery(addressesQuery)
  const markets = useQuery(marketsQuery)
  const both = {
    data: addresses.data && markets.data && { book: addresses.data.items, markets: markets.data },
    error: addresses.error ?? markets.error,
    fetchStatus: addresses.data ? markets.fetchStatus : addresses.fetchStatus,
    refetch: () => Promise.all([addresses.refetch(), markets.refetch()]),
  }
  return (
    <Loaded query={both} bones={<Bones lines={2} />}>
      {({ book, markets: law }) => <Places {...props} book={book} markets={law} />}
    </Loaded>
  )
}

type PlacesProps = DestinationProps & { book: BookedAddress[]; markets: Markets }

function Places({ chosen, onChosen, book, markets }: PlacesProps) {
  const { redeem } = spendingWords
  const first = book.find(({ state }) => shipsTo(markets, state))?.id ?? null
  const [adding, setAdding] = useState(first === null)
  useEffect(() => {
    if (chosen === null && !adding) onChosen(first)
  }, [chosen, adding, first, onChosen])

  if (!markets.default.ships_to && !markets.items.some(({ ships_to }) => ships_to)) {
    return (
      <p role="alert" class="tile p-4">
        {redeem.noParcelsAtAll}
      </p>
    )
  }
  return (
    <section class="flex flex-col gap-4">
      <fieldset class="flex flex-col gap-3">
        <legend class="mb-3 text-lead strong">{redeem.where}</legend>
        {book.map(address => (
          <Place
            key={address.id}
            address={address}
            allowed={shipsTo(markets, address.state)}
            chosen={!adding && address.id === chosen}
            onChosen={() => {
              setAdding(false)
              onChosen(address.id)
            }}
          />
        ))}
        {book.length > 0 && (
          <label class="choice tile">
            <input
              type="radio"
              name="destination"
              class="tick"
              checked={adding}
              onChange={() => {
                setAdding(true)
                onChosen(null)
              }}
            />
            {redeem.another}
          </label>
        )}
      </fieldset>
      {adding && (
        <NewAddress
          markets={markets}
          onSaved={async id => {
            await queries.invalidateQueries({ queryKey: addressesQuery.queryKey })
            setAdding(false)
            onChosen(id)
            document.getElementById(radioOf(id))?.focus()
          }}
        />
      )}
    </section>
  )
}

const radioOf = (addressId: string) => `to-${addressId}`

type PlaceProps = { address: BookedAddress; allowed: boolean; chosen: boolean; onChosen: () => void }

function Place({ address, allowed, chosen, onChosen }: PlaceProps) {
  const { id, line1, line2, city, state, postal_code } = address
  const note = `destination-${id}`
  return (
    <label class="choice tile" data-off={allowed ? undefined : ''}>
      <input
        type="radio"
        name="destination"
        class="tick"
        id={radioOf(id)}
        checked={chosen}
        disabled={!allowed}
        aria-describedby={allowed ? undefined : note}
        onChange={onChosen}
      />
      <span class="min-w-0 wrap-anywhere">
        <span class="block">{[line1, line2].filter(Boolean).join(', ')}</span>
        <span class="block text-small text-quiet">{`${city}, ${state} ${postal_code}`}</span>
        {!allowed && (
          <span id={note} class="mt-1 block text-small">
            {spendingWords.redeem.noParcels(stateName(state))}
          </span>
        )}
      </span>
    </label>
  )
}
