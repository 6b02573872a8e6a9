import { audit, type Operators } from '../operators/index.ts'
import type { Server } from '../platform/http/server.ts'
import { batchAdminRoutes } from './batches/admin-routes.ts'
import { handOutRoute } from './batches/hand-out-route.ts'
import { disputeAdminRoutes } from './disputes/admin-routes.ts'
import { recallAdminRoutes } from './recalls/admin-routes.ts'
import { returnPack } from './return-pack.ts'
import type { Scanning } from './scan.ts'
import { ReturnBody, Returned } from './schema.ts'

/** What operators do about packs. */
export function scanningAdminRoutes(
  server: Server,
  context: Pick<Scanning, 'platform' | 'programs'> & { operators: Operators },
) {
  batchAdminRoutes(server, context)
  handOutRoute(server, context)
  recallAdminRoutes(server, context)
  disputeAdminRoutes(server, context)
  const { platform, programs, operators } = context
  server.post(
    '/api/admin/returns',
    {
      config: { permission: 'codes.write' },
      schema: {
        tags: ['scanning'],
        summary: 'A pack came back: take its scan back, reopen or void its code',
        body: ReturnBody,
        response: { 200: Returned },
      },
    },
    async request => {
      const { brand, operator } = operators.require(request)
      const program = await programs.of(brand)
      const at = platform.clock()
      return platform.db.transaction(brand.id, async tx => {
        const input = { body: request.body, operatorId: operator.id, requestId: request.id, at }
        const { answer: done, isNew } = await returnPack(platform, tx, program, input)
        if (!isNew) return done
        await audit(tx, platform.keys, {
          operator,
          action: 'pack.returned',
          subject: `code:${done.batch_id}/${done.serial}`,
          before: { claimed_by: done.member_id },
          after: done,
          at,
          requestId: request.id,
        })
        return done
      })
    },
  )
}
