import Type from 'typebox'
import type { Visitors } from '../identity/index.ts'
import { notFound } from '../platform/errors.ts'
import { Nullable } from '../platform/http/schema.ts'
import type { Server } from '../platform/http/server.ts'
import { allowsGift, type Market, marketOf } from '../tenancy/index.ts'

const MarketView = Type.Object({
  code: Type.String({ description: 'A country, or a state of it: US, US-NY' }),
  name: Nullable(Type.String()),
  legal_age: Type.Integer(),
  gifts_allowed: Type.Boolean({ description: 'Whether a first scan’s gift may be sent there' }),
  ships_to: Type.Boolean({ description: 'Whether parcels may go there' }),
})

const Code = Type.String({ pattern: '^[A-Z]{2}(-[A-Z0-9]{1,3})?$', description: 'Such as US-NY' })

const view = (market: Market) => ({ ...market, gifts_allowed: allowsGift(market) })

/** What the law allows where somebody lives: asked before the form is filled in. */
export function marketRoutes(server: Server, { visitors }: { visitors: Visitors }) {
  const tags = ['storefront']

  server.get(
    '/api/markets',
    {
      schema: {
        tags,
        summary:
          'What holds where nothing else is said, and the states and countries with rules of their own',
        response: {
          200: Type.Object({
            default: Type.Object({
              legal_age: Type.Integer(),
              gifts_allowed: Type.Boolean(),
              ships_to: Type.Boolean(),
            }),
            items: Type.Array(MarketView),
          }),
        },
      },
    },
    async request => {
      const { settings } = await visitors.brand(request)
      const { age_limit, markets } = settings
      const { gifts_allowed, ships_to } = markets.default
      return {
        default: { legal_age: age_limit, gifts_allowed: gifts_allowed && ships_to, ships_to },
        items: markets.list.flatMap(({ code }) => {
          const market = marketFor(settings, code)
          return market ? [view(market)] : []
        }),
      }
    },
  )

  server.get(
    '/api/markets/:code',
    {
      schema: {
        tags,
        summary: 'What holds in a state or country',
        params: Type.Object({ code: Code }),
        response: { 200: MarketView },
      },
    },
    async request => {
      const { settings } = await visitors.brand(request)
      const market = marketFor(settings, request.params.code)
      if (!market) throw notFound('market')
      return view(market)
    },
  )
}

function marketFor(settings: Parameters<typeof marketOf>[0], code: string): Market | undefined {
  const [country = '', state] = code.split('-')
  if (state !== undefined) return marketOf(settings, { country, state })
  const rules = settings.markets.list.find(market => market.code === country)
  const { default: others } = settings.markets
  const {
    legal_age = settings.age_limit,
    gifts_allowed,
    ships_to,
  } = rules ?? { ...others, legal_age: undefined }
  return { code: country, name: null, legal_age, gifts_allowed, ships_to }
}
