import { findOperation, insertOperation, operationRow, requestHash } from '../activity/index.ts'
import { lockMember } from '../members/index.ts'
import type { Tx } from '../platform/db/database.ts'
import { notFound } from '../platform/errors.ts'
import type { Brand } from '../tenancy/index.ts'
import { logResponses, type Surface } from './log-responses.ts'
import type { RespondBody, Responded } from './response-schema.ts'
import { readSuggestionId } from './suggestion-id.ts'

export interface RespondInput {
  brand: Brand
  memberId: string
  surface: Surface
  id: string
  body: RespondBody
  at: Date
}

/**
 * Logs what a member did about a suggestion, as one operation. Answers the stored bytes. Throws a 404 Problem for what
 * can never have been suggested to this member; one that is over by now is none.
 */
export async function respond(tx: Tx, input: RespondInput): Promise<string> {
  const { brand, memberId, surface, id, at } = input
  const { client_op_id: clientOpId, response } = input.body
  const name = readSuggestionId(brand, memberId, id)
  if (!name) throw notFound(surface === 'card' ? 'card' : 'next best action')
  const hash = requestHash({ respond: id, surface, response })
  const member = await lockMember(tx, memberId)
  const stored = await findOperation(tx, memberId, clientOpId, hash)
  if (stored) return stored
  const said = { ...name, surface, response }
  const isNew = await logResponses(tx, brand, member, [said], at)
  const answer = JSON.stringify({ id, response, is_new: isNew(said) } satisfies Responded)
  await insertOperation(
    tx,
    operationRow({ brandId: tx.brandId, memberId, clientOpId, hash, actionId: null, answer }),
  )
  return answer
}
