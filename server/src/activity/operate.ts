import { createHash } from 'node:crypto'
import { sql, type Tx } from '../platform/db/database.ts'
import { operationReused } from '../platform/errors.ts'
import type { OperationRow } from './write.ts'

/** What an operation answers, and whether it was done now and not before. */
export interface Operated<Answer> {
  isNew: boolean
  answer: Answer
}

/** What an operator's request is, apart from its id: the same request has the same hash. */
export const requestHash = (request: object): string =>
  createHash('sha256').update(JSON.stringify(request)).digest('hex')

const operations = (tx: Tx, clientOpId: string) =>
  sql
    .selectFrom('operations')
    .select(['request_hash', 'answer'])
    .where('brand_id', '=', tx.brandId)
    .where('client_op_id', '=', clientOpId)

/**
 * The stored answer of a member's operation, if it was done before. Throws 409 `operation_reused` when its id was used
 * for something else by this member; what others did under the same id is nobody's business. To be asked under the
 * member's lock: two at once must not both be the first.
 */
export async function findOperation(
  tx: Tx,
  memberId: string,
  clientOpId: string,
  hash: string,
): Promise<string | undefined> {
  return answerOf(await tx.first(operations(tx, clientOpId).where('member_id', '=', memberId)), hash)
}

/**
 * The same for a deed of an operator, whose id is one deed of the brand, whichever member it is about. It holds the id
 * until the transaction ends, so that two at once are done one after the other; to be asked first.
 */
export async function findDeed(tx: Tx, clientOpId: string, hash: string): Promise<string | undefined> {
  await tx.raw('select pg_advisory_xact_lock(hashtext($1), $2)', [
    `deed:${clientOpId.toLowerCase()}`,
    tx.brandId,
  ])
  return answerOf(await tx.first(operations(tx, clientOpId).limit(1)), hash)
}

function answerOf(row: { request_hash: Buffer; answer: string } | undefined, hash: string) {
  if (!row) return undefined
  if (row.request_hash.toString('hex') !== hash) throw operationReused()
  return row.answer
}

/** The row that keeps an operation's answer, for ever. */
export const operationRow = (input: {
  brandId: number
  memberId: string
  clientOpId: string
  hash: string
  actionId: string | null
  answer: string
}): OperationRow => ({
  brand_id: input.brandId,
  client_op_id: input.clientOpId,
  member_id: input.memberId,
  request_hash: `\\x${input.hash}`,
  action_id: input.actionId,
  answer: input.answer,
})

/** Keeps an operation's answer where no account is written along with it. */
export async function insertOperation(tx: Tx, row: OperationRow): Promise<void> {
  const request_hash = Buffer.from(row.request_hash.slice(2), 'hex')
  await tx.run(sql.insertInto('operations').values({ ...row, request_hash }))
}
