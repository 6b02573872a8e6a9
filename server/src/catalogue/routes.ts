import Type from 'typebox'
import type { Visitors } from '../identity/index.ts'
import { decodeCursor, pageOf } from '../platform/http/cursor.ts'
import { Page, PageQuery } from '../platform/http/schema.ts'
import type { Server } from '../platform/http/server.ts'
import type { Platform } from '../platform/platform.ts'
import { ProductView, productView } from './product-view.ts'
import { listProducts } from './products.ts'

const Query = Type.Object(
  { ...PageQuery.properties, search: Type.Optional(Type.String({ maxLength: 80 })) },
  { additionalProperties: false },
)

export function catalogueRoutes(
  server: Server,
  { platform, visitors }: { platform: Platform; visitors: Visitors },
) {
  server.get(
    '/api/products',
    {
      schema: {
        tags: ['catalogue'],
        summary: 'Search products',
        querystring: Query,
        response: { 200: Page(ProductView) },
      },
    },
    async request => {
      const { brand } = await visitors.adult(request)
      const { search, cursor, limit = 24 } = request.query
      const after = cursor === undefined ? undefined : decodeCursor(cursor, { name: 'text', id: 'uuid' })
      const rows = await platform.db.transaction(brand.id, tx =>
        listProducts(tx, { search, after, limit: limit + 1 }),
      )
      const views = rows.map(row => productView(row, brand.settings))
      return pageOf(views, limit, ({ name, id }) => ({ name, id }))
    },
  )
}
