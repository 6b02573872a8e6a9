import Type from 'typebox'
import { insertOperation } from '../activity/index.ts'
import { findOperation, operationRow, requestHash } from '../earning/index.ts'
import type { Visitors } from '../identity/index.ts'
import {
  Address,
  AddressPatch,
  addAddress,
  BookedAddress,
  changeAddress,
  listAddresses,
  lockAddressBook,
  removeAddress,
} from '../members/index.ts'
import { Uuid } from '../platform/http/schema.ts'
import type { Server } from '../platform/http/server.ts'
import type { Platform } from '../platform/platform.ts'

const Id = Type.Object({ id: Uuid })

const AddBody = Type.Object(
  {
    client_op_id: Uuid,
    ...Address.properties,
    is_default: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)

/** Where a member's parcels may go. Orders have copies of their own, so nothing here moves a parcel. */
export function addressRoutes(
  server: Server,
  { platform, visitors }: { platform: Platform; visitors: Visitors },
) {
  const { db, keys, clock } = platform
  const tags = ['members']

  server.get(
    '/api/addresses',
    {
      schema: {
        tags,
        summary: 'Your addresses, the default one first',
        response: { 200: Type.Object({ items: Type.Array(BookedAddress) }) },
      },
    },
    async request => {
      const { brand, memberId } = await visitors.member(request)
      const items = await db.transaction(brand.id, tx => listAddresses(tx, memberId))
      return { items }
    },
  )

  server.post(
    '/api/addresses',
    {
      schema: {
        tags,
        summary: 'Add an address; the first one is the default',
        body: AddBody,
        response: { 200: Type.Object({ id: Uuid }, { description: 'An answer is kept, an address is not' }) },
      },
    },
    async request => {
      const { brand, memberId } = await visitors.member(request)
      const { client_op_id: clientOpId, is_default: isDefault = false, ...address } = request.body
      return db.transaction(brand.id, async tx => {
        await lockAddressBook(tx, memberId)
        // What is kept of a request for ever must not let its address be guessed.
        const sealed = keys.hmac('trait', JSON.stringify(address)).toString('hex')
        const hash = requestHash({ address: sealed, isDefault, of: memberId })
        const stored = await findOperation(tx, memberId, clientOpId, hash)
        if (stored) return JSON.parse(stored)
        const id = await addAddress(tx, { memberId, address, isDefault, at: clock() })
        const answer = JSON.stringify({ id })
        const operation = { brandId: brand.id, memberId, clientOpId, hash, actionId: null, answer }
        await insertOperation(tx, operationRow(operation))
        return { id }
      })
    },
  )

  server.patch(
    '/api/addresses/:id',
    {
      schema: {
        tags,
        summary: 'Change an address, or make it the default',
        params: Id,
        body: AddressPatch,
        response: { 200: BookedAddress },
      },
    },
    async request => {
      const { brand, memberId } = await visitors.member(request)
      const input = { memberId, id: request.params.id, patch: request.body, at: clock() }
      return db.transaction(brand.id, async tx => {
        await lockAddressBook(tx, memberId)
        return changeAddress(tx, input)
      })
    },
  )

  server.delete(
    '/api/addresses/:id',
    {
      schema: { tags, summary: 'Remove an address', params: Id, response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      const { brand, memberId } = await visitors.member(request)
      await db.transaction(brand.id, async tx => {
        await lockAddressBook(tx, memberId)
        await removeAddress(tx, memberId, request.params.id)
      })
      return reply.code(204).send(null)
    },
  )
}
