import Type from 'typebox'
import type { Visitors } from '../identity/index.ts'
import { Page } from '../platform/http/schema.ts'
import type { Server } from '../platform/http/server.ts'
import type { Ladders } from './stored-ladder.ts'

const RankStep = Type.Object({
  key: Type.String(),
  name: Type.String(),
  threshold: Type.Integer({ description: 'Qualifying points from which a member holds it' }),
  multiplier: Type.Number({ description: 'What points of a scan are multiplied by, such as 1.25' }),
  benefits: Type.Array(Type.String(), { description: 'What holding it means, in words' }),
  reward_points: Type.Integer({ description: 'What reaching it for the first time gives' }),
})

export function ranksRoutes(server: Server, { visitors, ladders }: { visitors: Visitors; ladders: Ladders }) {
  server.get(
    '/api/ranks',
    {
      schema: {
        tags: ['ranks'],
        summary: 'The ladder, lowest rank first',
        response: { 200: Page(RankStep) },
      },
    },
    async request => {
      const { ranks } = await ladders.of(await visitors.brand(request))
      const items = ranks.map(({ multiplier_basis_points, benefits = [], rewards = {}, ...rank }) => ({
        ...rank,
        multiplier: multiplier_basis_points / 10_000,
        benefits,
        reward_points: rewards.points ?? 0,
      }))
      return { items, next_cursor: null }
    },
  )
}
