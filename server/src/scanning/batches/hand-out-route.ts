import { finished, Readable } from 'node:stream'
import Type from 'typebox'
import { audit, type Operators } from '../../operators/index.ts'
import { Uuid } from '../../platform/http/schema.ts'
import type { Server } from '../../platform/http/server.ts'
import type { Platform } from '../../platform/platform.ts'
import { csvOf, endHandingOut, type HandingOut, takeCodes } from './hand-out-codes.ts'

/** The plain codes of a batch leave once: see decision 0024. A POST, since the same again answers something else. */
export function handOutRoute(
  server: Server,
  { platform, operators }: { platform: Platform; operators: Operators },
) {
  const { db, keys, clock, config, log } = platform

  async function end(handing: HandingOut, isWhole: boolean) {
    try {
      await db.transaction(handing.brandId, tx => endHandingOut(tx, handing, isWhole))
    } catch (err) {
      log.error({ err, batch_id: handing.batchId, whole: isWhole }, 'how codes were handed out is not stored')
    }
  }

  server.post(
    '/api/admin/batches/:id/codes',
    {
      config: { permission: 'codes.write' },
      schema: {
        tags: ['codes'],
        summary: 'Download the plain codes as CSV, once: afterwards they are kept nowhere',
        description:
          'A download that breaks off can be made again; one that ended cannot (409 `codes_taken`).',
        params: Type.Object({ id: Uuid }),
      },
    },
    async (request, reply) => {
      const { brand, operator } = operators.require(request)
      const { id: batchId } = request.params
      const at = clock()
      const handing = await db.transaction(brand.id, async tx => {
        const taken = await takeCodes(tx, { batchId, at, by: operator.id, port: config.port })
        const deed = {
          operator,
          action: 'batch.codes_taken',
          subject: `batch:${batchId}`,
          after: { count: taken.count },
        }
        await audit(tx, keys, { ...deed, at, requestId: request.id })
        return taken
      })
      // Whole is what has left this process, not what was read from the database.
      finished(reply.raw, error => void end(handing, !error))
      return reply
        .header('content-disposition', `attachment; filename="codes-${batchId}.csv"`)
        .header('cache-control', 'no-store')
        .type('text/csv; charset=utf-8')
        .send(Readable.from(csvOf(platform, handing)))
    },
  )
}
