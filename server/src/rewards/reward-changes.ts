import { requestHash } from '../earning/index.ts'
import { sql, type Tx } from '../platform/db/database.ts'
import { operationReused } from '../platform/errors.ts'

/** Who changes something about rewards, and when. */
export interface ChangedBy {
  at: Date
  by: string
}

/**
 * The answer of an operator's POST about rewards, if it was done before. Throws 409 `operation_reused` when its id was
 * used for something else. Two at once are kept apart by the lock that the caller holds.
 */
export async function findChange<Answer>(
  tx: Tx,
  clientOpId: string,
  request: object,
): Promise<Answer | undefined> {
  const row = await tx.first(
    sql
      .selectFrom('reward_changes')
      .select(['request_hash', 'answer'])
      .where('brand_id', '=', tx.brandId)
      .where('client_op_id', '=', clientOpId),
  )
  if (!row) return undefined
  if (row.request_hash.toString('hex') !== requestHash(request)) throw operationReused()
  return JSON.parse(row.answer)
}

/** Keeps what such a POST answered, for ever. */
export async function keepChange(
  tx: Tx,
  input: ChangedBy & { clientOpId: string; rewardId: string; request: object; answer: object },
): Promise<void> {
  await tx.run(
    sql.insertInto('reward_changes').values({
      brand_id: tx.brandId,
      client_op_id: input.clientOpId,
      reward_id: input.rewardId,
      request_hash: Buffer.from(requestHash(input.request), 'hex'),
      answer: JSON.stringify(input.answer),
      created_at: input.at,
      created_by: input.by,
    }),
  )
}
