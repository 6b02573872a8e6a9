import Type from 'typebox'
import type { Programs } from '../earning/index.ts'
import type { Visitors } from '../identity/index.ts'
import { decodeCursor, pageOf } from '../platform/http/cursor.ts'
import { Page, PageQuery, Uuid } from '../platform/http/schema.ts'
import type { Server } from '../platform/http/server.ts'
import type { Platform } from '../platform/platform.ts'
import { RewardView } from './schema.ts'
import { findRewards, type Place } from './search.ts'
import { viewReward, viewRewards } from './show-rewards.ts'
import type { Rewards } from './stored-rewards.ts'

const LIMIT = 20
const FORMS = { featured: 'number', cost: 'number', id: 'uuid' } as const

function placeIn(cursor: string | undefined): Place | undefined {
  if (cursor === undefined) return undefined
  const { featured, cost, id } = decodeCursor(cursor, FORMS)
  return { featured: featured === '1', cost: Number(cost), id }
}

const positionOf = ({ featured, cost_points, id }: RewardView) => ({
  featured: featured ? '1' : '0',
  cost: String(cost_points),
  id,
})

/** What there is to redeem, for members and for visitors of age. */
export function rewardRoutes(
  server: Server,
  {
    platform,
    programs,
    visitors,
    rewards,
  }: { platform: Platform; programs: Programs; visitors: Visitors; rewards: Rewards },
) {
  const tags = ['rewards']

  server.get(
    '/api/rewards',
    {
      schema: {
        tags,
        summary:
          'Rewards, featured ones first, then the cheapest; whether you can redeem them, and if not why',
        querystring: Type.Object(
          {
            ...PageQuery.properties,
            search: Type.Optional(
              Type.String({
                maxLength: 80,
                description: 'Words in name, description or tags; all have to be there',
              }),
            ),
          },
          { additionalProperties: false },
        ),
        response: { 200: Page(RewardView) },
      },
    },
    async request => {
      const { brand, memberId } = await visitors.adult(request)
      const { cursor, search = '', limit = LIMIT } = request.query
      const at = platform.clock()
      const after = placeIn(cursor)
      const found = findRewards(await rewards.offered(brand.id), { search, after, at, limit: limit + 1 })
      const program = await programs.of(brand)
      const views = await platform.db.transaction(brand.id, tx =>
        viewRewards(tx, found, { program, memberId, at }),
      )
      return pageOf(views, limit, positionOf)
    },
  )

  server.get(
    '/api/rewards/:id',
    {
      schema: {
        tags,
        summary: 'One reward',
        params: Type.Object({ id: Uuid }),
        response: { 200: RewardView },
      },
    },
    async request => {
      const { brand, memberId } = await visitors.adult(request)
      const program = await programs.of(brand)
      const visit = { program, memberId, at: platform.clock() }
      return platform.db.transaction(brand.id, tx => viewReward(tx, request.params.id, visit))
    },
  )
}
