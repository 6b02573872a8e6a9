import { audit, type Operators, refuseAboveLimit } from '../../operators/index.ts'
import type { Tx } from '../../platform/db/database.ts'
import { decodeCursor, pageOf } from '../../platform/http/cursor.ts'
import { Page, PageQuery } from '../../platform/http/schema.ts'
import type { Server } from '../../platform/http/server.ts'
import type { Platform } from '../../platform/platform.ts'
import { recallCodes } from './recall-codes.ts'
import { RecallBody, RecallStarted, RecallView } from './schema.ts'

const LIMIT = 20
const tags = ['codes']

/** Recalls in the console. */
export function recallAdminRoutes(
  server: Server,
  { platform: { db, keys, clock }, operators }: { platform: Platform; operators: Operators },
) {
  server.post(
    '/api/admin/recalls',
    {
      config: { permission: 'codes.write' },
      schema: {
        tags,
        summary: 'Recall batches or a lot: codes void, claimants told, points as promised; by a run',
        body: RecallBody,
        response: { 202: RecallStarted },
      },
    },
    async (request, reply) => {
      const { brand, operator } = operators.require(request)
      const { body } = request
      refuseAboveLimit(operator.role, body.bonus_points ?? 0, brand.settings.support_adjustment_limit)
      const at = clock()
      const started = await db.transaction(brand.id, async tx => {
        const { isNew, ...answer } = await recallCodes(tx, { body, at, by: operator.id })
        if (isNew) {
          const { client_op_id: _, ...asked } = body
          const after = { ...asked, batch_ids: answer.batch_ids, run_id: answer.run_id }
          const deed = { operator, action: 'product.recalled', subject: `recall:${answer.recall_id}`, after }
          await audit(tx, keys, { ...deed, at, requestId: request.id })
        }
        return answer
      })
      return reply.code(202).send(started)
    },
  )

  server.get(
    '/api/admin/recalls',
    {
      config: { permission: 'codes.read' },
      schema: {
        tags,
        summary: 'Recalls with how far each is, newest first',
        querystring: PageQuery,
        response: { 200: Page(RecallView) },
      },
    },
    async request => {
      const { brand } = operators.require(request)
      const { cursor, limit = LIMIT } = request.query
      const after = cursor === undefined ? undefined : decodeCursor(cursor, { id: 'uuid' }).id
      const recalls = await db.transaction(brand.id, tx => listRecalls(tx, after, limit + 1))
      return pageOf(recalls, limit, ({ id }) => ({ id }))
    },
  )
}

async function listRecalls(tx: Tx, after: string | undefined, limit: number): Promise<RecallView[]> {
  const rows = await tx.raw<Omit<RecallView, 'created_at'> & { created_at: Date }>(
    `select r.id, r.lot_number, r.reason, r.made_good, r.bonus_points, r.run_id, r.created_at, r.created_by,
       u.state, u.done as packs,
       array(select b.id::text from batches b where b.brand_id = r.brand_id and b.recall_id = r.id order by b.id)
         as batch_ids
     from recalls r join runs u on u.brand_id = r.brand_id and u.id = r.run_id
     where r.brand_id = $1 and r.id < (select coalesce($2::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
     order by r.id desc limit $3`,
    [tx.brandId, after ?? null, limit],
  )
  return rows.map(({ created_at, ...row }) => ({ ...row, created_at: created_at.toISOString() }))
}
