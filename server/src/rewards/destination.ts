import { type Address, checkedAddress, listAddresses } from '../members/index.ts'
import type { Tx } from '../platform/db/database.ts'
import { invalid, notFound, Problem } from '../platform/errors.ts'
import { type Market, marketOf, type Settings } from '../tenancy/index.ts'

/**
 * Where a parcel of a locked member goes: to an address given with the request, to one of the book, or to the default
 * one. Throws a 400 or 404 Problem where there is none, 409 `market_forbids_shipping` where parcels may not go there.
 */
export async function destinationOf(
  tx: Tx,
  settings: Pick<Settings, 'age_limit' | 'markets'>,
  input: { memberId: string; address?: Address | undefined; addressId?: string | undefined },
): Promise<Address> {
  if (input.address && input.addressId) {
    throw invalid([{ field: 'address_id', message: 'goes without address: give one of the two' }])
  }
  const address = input.address
    ? checkedAddress(input.address, 'address')
    : await addressInBook(tx, input.memberId, input.addressId)
  requireShipping(marketOf(settings, address))
  return address
}

async function addressInBook(tx: Tx, memberId: string, id: string | undefined): Promise<Address> {
  const book = await listAddresses(tx, memberId)
  if (id !== undefined) {
    const named = book.find(address => address.id === id)
    if (!named) throw notFound('address')
    return plain(named)
  }
  const [first] = book
  if (!first) throw invalid([{ field: 'address_id', message: 'is needed: a parcel needs an address' }])
  return plain(first)
}

const plain = ({ line1, line2, city, state, postal_code, country }: Address): Address => {
  const address = { line1, city, state, postal_code, country }
  return line2 === undefined ? address : { ...address, line2 }
}

function requireShipping(market: Market | undefined): void {
  if (!market) {
    throw invalid([
      { field: 'address_id', message: 'names no state that there is: correct the address first' },
    ])
  }
  if (market.ships_to) return
  throw new Problem(409, 'market_forbids_shipping', `Parcels may not go to ${market.name ?? market.code}`, {
    detail: 'The law there does not allow it. Choose another address. Nothing was changed.',
  })
}
