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

/**
 * The stored answer of an operation, if it was done before. Throws 409 `operation_reused` when its id was used for
 * something else. To be asked again under the member's lock: two at once must not both be the first.
 */
export async function findOperation(tx: Tx, clientOpId: string, hash: string): Promise<string | undefined> {
  const row = await tx.first(
    sql
      .selectFrom('operations')
      .select(['request_hash', 'answer'])
      .where('brand_id', '=', tx.brandId)
      .where('client_op_id', '=', clientOpId)
      .limit(1),
  )
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
