import type { Visitors } from '../identity/index.ts'
import { Page } from '../platform/http/schema.ts'
import type { Server } from '../platform/http/server.ts'
import type { Platform } from '../platform/platform.ts'
import { isLimited } from './campaign.ts'
import { offersOf } from './offers.ts'
import { readUsage } from './read-campaigns.ts'
import { OfferView } from './schema.ts'
import type { Campaigns } from './stored-campaigns.ts'

interface Context {
  platform: Platform
  visitors: Visitors
  campaigns: Campaigns
}

export function campaignsRoutes(server: Server, { platform, visitors, campaigns }: Context) {
  server.get(
    '/api/campaigns',
    {
      schema: {
        tags: ['campaigns'],
        summary: 'Campaigns that run now or begin within seven days, on one page',
        response: { 200: Page(OfferView) },
      },
    },
    async request => {
      const { brand } = await visitors.adult(request)
      const open = await campaigns.of(brand)
      const limited = open.filter(isLimited).map(({ id }) => id)
      const usage = await platform.db.transaction(brand.id, tx => readUsage(tx, limited))
      const pointsName = brand.settings.points_name
      return { items: offersOf(open, usage, { at: platform.clock(), pointsName }), next_cursor: null }
    },
  )
}
