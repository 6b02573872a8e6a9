import { sql, type Tx } from '../platform/db/database.ts'
import { type FieldError, invalid, notFound, notSignedIn, Problem } from '../platform/errors.ts'
import { newId } from '../platform/id.ts'
import { regionOf } from '../tenancy/index.ts'
import type { Address, AddressPatch, BookedAddress } from './schema.ts'

/** Where one member's parcels may go. */
export const ADDRESSES_MAX = 10

interface AddressRow {
  id: string
  line1: string
  line2: string | null
  city: string
  state: string
  postal_code: string
  country: string
  is_default: boolean
}

const COLUMNS = ['id', 'line1', 'line2', 'city', 'state', 'postal_code', 'country', 'is_default'] as const

const book = (tx: Tx, memberId: string) =>
  sql
    .selectFrom('addresses')
    .select(COLUMNS)
    .where('brand_id', '=', tx.brandId)
    .where('member_id', '=', memberId)
    // Literals, or no plan would use the index of the book: an order's copies are as many as parcels.
    .where('in_book', '=', expression => expression.lit(true))

/** The addresses of a member, the default first, then the newest. */
export async function listAddresses(tx: Tx, memberId: string): Promise<BookedAddress[]> {
  const query = book(tx, memberId).orderBy('is_default', 'desc').orderBy('id', 'desc').limit(ADDRESSES_MAX)
  return (await tx.many(query)).map(booked)
}

/** Where a member's parcels go unless told otherwise; null where nothing is known. */
export async function readAddress(tx: Tx, memberId: string): Promise<Address | null> {
  const row = await tx.first(book(tx, memberId).where('is_default', '=', expression => expression.lit(true)))
  return row ? addressOf(row) : null
}

/** An address by its id, in the book or an order's own copy. */
export async function readAddressById(tx: Tx, id: string): Promise<Address | null> {
  const row = await tx.first(
    sql.selectFrom('addresses').select(COLUMNS).where('brand_id', '=', tx.brandId).where('id', '=', id),
  )
  return row ? addressOf(row) : null
}

/**
 * Locks a member for a change of the address book: two at once can neither pass the limit nor both make the default.
 * Throws a 401 Problem when the member is gone.
 */
export async function lockAddressBook(tx: Tx, memberId: string): Promise<void> {
  const member = await tx.first(
    sql
      .selectFrom('members')
      .select('state')
      .where('brand_id', '=', tx.brandId)
      .where('id', '=', memberId)
      .forNoKeyUpdate(),
  )
  if (!member || member.state === 'erased') throw notSignedIn('This account no longer exists.')
}

/** Adds an address to the locked book; the first is the default. Throws 409 `too_many_addresses`, 400 for no state. */
export async function addAddress(
  tx: Tx,
  input: { memberId: string; address: Address; isDefault: boolean; at: Date },
): Promise<string> {
  const { memberId, at } = input
  const address = checkedAddress(input.address)
  const known = await listAddresses(tx, memberId)
  if (known.length >= ADDRESSES_MAX) throw tooManyAddresses()
  const isDefault = input.isDefault || known.length === 0
  if (isDefault) await clearDefault(tx, memberId)
  return insertRow(tx, { memberId, address, inBook: true, isDefault, at })
}

/** Changes an address of the locked book; orders keep the copies they have. Throws a 404 or 400 Problem. */
export async function changeAddress(
  tx: Tx,
  input: { memberId: string; id: string; patch: AddressPatch; at: Date },
): Promise<BookedAddress> {
  const { memberId, id, at } = input
  const { is_default, ...changes } = input.patch
  const row = await tx.first(book(tx, memberId).where('id', '=', id))
  if (!row) throw notFound('address')
  const address = checkedAddress({ ...addressOf(row), ...changes })
  const isDefault = is_default === true || row.is_default
  if (isDefault && !row.is_default) await clearDefault(tx, memberId)
  await tx.run(
    sql
      .updateTable('addresses')
      .set({ ...columnsOf(address), is_default: isDefault, updated_at: at })
      .where('brand_id', '=', tx.brandId)
      .where('id', '=', id),
  )
  return booked({ ...columnsOf(address), id, is_default: isDefault })
}

/** Takes an address out of the locked book; the newest that is left becomes the default. Throws a 404 Problem. */
export async function removeAddress(tx: Tx, memberId: string, id: string): Promise<void> {
  const row = await tx.first(book(tx, memberId).where('id', '=', id))
  if (!row) throw notFound('address')
  await deleteAddress(tx, id)
  const next = row.is_default && (await tx.first(book(tx, memberId).orderBy('id', 'desc').limit(1)))
  if (next) await setDefault(tx, next.id)
}

/** Makes a new member's address the default, or corrects the one it is. Throws a 400 Problem for no state. */
export async function setFirstAddress(tx: Tx, memberId: string, given: Address, at: Date): Promise<void> {
  const address = checkedAddress(given, 'address')
  const corrected = await tx.run(
    sql
      .updateTable('addresses')
      .set({ ...columnsOf(address), updated_at: at })
      .where('brand_id', '=', tx.brandId)
      .where('member_id', '=', memberId)
      .where('is_default', '=', true),
  )
  if (corrected === 0) await insertRow(tx, { memberId, address, inBook: true, isDefault: true, at })
}

/** Keeps an address for one order, beside the book; answers its id. */
export const keepAddressForOrder = (tx: Tx, memberId: string, address: Address, at: Date): Promise<string> =>
  insertRow(tx, {
    memberId,
    address: checkedAddress(address, 'address'),
    inBook: false,
    isDefault: false,
    at,
  })

/** Deletes an address for good; orders that name it name none any more. */
export async function deleteAddress(tx: Tx, id: string): Promise<void> {
  await tx.run(sql.deleteFrom('addresses').where('brand_id', '=', tx.brandId).where('id', '=', id))
}

/**
 * An address with its state in the letters of the post, so that the law of that state is found. Throws a 400 Problem
 * that names the field for a state that there is not; `prefix` is where the address stands in the request.
 */
export function checkedAddress(address: Address, prefix = ''): Address {
  const state = regionOf(address.country, address.state)
  if (state !== undefined && state !== '') return { ...address, state }
  const field = prefix ? `${prefix}.state` : 'state'
  const error: FieldError = { field, message: `is no state of ${address.country}` }
  throw invalid([error])
}

async function insertRow(
  tx: Tx,
  input: { memberId: string; address: Address; inBook: boolean; isDefault: boolean; at: Date },
): Promise<string> {
  const id = newId(input.at)
  await tx.run(
    sql.insertInto('addresses').values({
      brand_id: tx.brandId,
      id,
      member_id: input.memberId,
      ...columnsOf(input.address),
      in_book: input.inBook,
      is_default: input.isDefault,
      created_at: input.at,
    }),
  )
  return id
}

const clearDefault = (tx: Tx, memberId: string) =>
  tx.run(
    sql
      .updateTable('addresses')
      .set({ is_default: false })
      .where('brand_id', '=', tx.brandId)
      .where('member_id', '=', memberId)
      .where('is_default', '=', true),
  )

const setDefault = (tx: Tx, id: string) =>
  tx.run(
    sql
      .updateTable('addresses')
      .set({ is_default: true })
      .where('brand_id', '=', tx.brandId)
      .where('id', '=', id),
  )

const columnsOf = ({ line1, line2, city, state, postal_code, country }: Address) => ({
  line1,
  line2: line2?.trim() || null,
  city,
  state,
  postal_code,
  country,
})

function addressOf({
  line1,
  line2,
  city,
  state,
  postal_code,
  country,
}: Omit<AddressRow, 'id' | 'is_default'>): Address {
  const address = { line1, city, state, postal_code, country }
  return line2 === null ? address : { ...address, line2 }
}

const booked = (row: AddressRow): BookedAddress => ({
  id: row.id,
  ...addressOf(row),
  is_default: row.is_default,
})

const tooManyAddresses = () =>
  new Problem(409, 'too_many_addresses', `There is room for ${ADDRESSES_MAX} addresses`, {
    detail: 'Remove one that you no longer need. Nothing was changed.',
  })
