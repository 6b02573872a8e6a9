import type { Visitors } from '../identity/index.ts'
import type { Server } from '../platform/http/server.ts'
import type { Platform } from '../platform/platform.ts'
import { PointsStatement } from './schema.ts'
import { readStatement } from './statement.ts'

export function pointsRoutes(
  server: Server,
  { platform, visitors }: { platform: Platform; visitors: Visitors },
) {
  server.get(
    '/api/points',
    {
      schema: {
        tags: ['points'],
        summary: 'The balance, every day on which some of it expires, what is held and what is owed',
        response: { 200: PointsStatement },
      },
    },
    async request => {
      const { brand, memberId } = await visitors.member(request)
      const at = platform.clock()
      return platform.db.transaction(brand.id, tx => readStatement(tx, { brand, memberId, at }))
    },
  )
}
