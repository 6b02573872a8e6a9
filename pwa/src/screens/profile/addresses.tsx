import { useQuery } from '@tanstack/preact-query'
import type { BookedAddress } from '../../api/shapes.ts'
import { addressesQuery } from '../../api/spending-queries.ts'
import { ButtonLink } from '../../parts/button.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { Heading, Screen } from '../../parts/screen.tsx'
import { accountWords } from '../../words/account.ts'

const room_max = 10

/** Where the member's parcels may go. */
export default function Addresses() {
  const { addresses } = accountWords
  const book = useQuery(addressesQuery)
  return (
    <Screen title={addresses.title} nav back="/profile">
      <div class="flex flex-col gap-2">
        <Heading>{addresses.title}</Heading>
        <p class="text-quiet">{addresses.body}</p>
      </div>
      <Loaded query={book}>{({ items }) => <Book items={items} />}</Loaded>
    </Screen>
  )
}

function Book({ items }: { items: BookedAddress[] }) {
  const { addresses } = accountWords
  const add = <ButtonLink href="/profile/addresses/new">{addresses.add}</ButtonLink>
  if (items.length === 0) {
    return (
      <Empty icon="parcel" title={addresses.emptyTitle} body={addresses.emptyBody}>
        {add}
      </Empty>
    )
  }
  return (
    <>
      <ul class="tile divide-y divide-hairline">
        {items.map(address => (
          <Row key={address.id} address={address} />
        ))}
      </ul>
      {items.length < room_max ? add : <p class="text-small text-quiet">{addresses.full(room_max)}</p>}
    </>
  )
}

function Row({ address }: { address: BookedAddress }) {
  const { id, line1, line2, city, state, postal_code, is_default } = address
  const { addresses } = accountWords
  return (
    <li class="flex items-start justify-between gap-4 px-5 py-4">
      <address class="min-w-0 not-italic wrap-anywhere">
        {is_default && <span class="block text-small strong">{addresses.standard}</span>}
        {[line1, line2, `${city}, ${state} ${postal_code}`]
          .filter(line => line)
          .map(line => (
            <span key={line} class="block">
              {line}
            </span>
          ))}
      </address>
      <a
        href={`/profile/addresses/${id}`}
        aria-label={addresses.editOf(line1)}
        class="-my-2 inline-flex min-h-11 shrink-0 items-center text-small"
      >
        {addresses.edit}
      </a>
    </li>
  )
}
