import { createHash } from 'node:crypto'
import Type from 'typebox'
import type { Visitors } from '../identity/index.ts'
import { Nullable } from '../platform/http/schema.ts'
import type { Server } from '../platform/http/server.ts'
import type { Ladders } from '../ranks/index.ts'
import { Gift, ProfileField, Theme } from '../tenancy/index.ts'

const ConfigView = Type.Object({
  brand: Type.Object({ slug: Type.String(), name: Type.String(), tagline: Type.String() }),
  theme: Theme,
  points_name: Type.Object({ one: Type.String(), many: Type.String() }),
  currency: Type.String({ description: 'ISO 4217' }),
  age_limit: Type.Integer(),
  time_zone: Type.String(),
  points_per_dollar: Type.Integer(),
  ladder: Type.Array(
    Type.Object({
      key: Type.String(),
      name: Type.String(),
      threshold: Type.Integer(),
      multiplier: Type.Number(),
    }),
  ),
  gift: Nullable(Gift),
  friend_points: Nullable(
    Type.Integer({
      description: 'On top of a first scan for whom a member invited; null: friends do not count',
    }),
  ),
  profile_fields: Type.Array(ProfileField),
})

/** What the app must know of its brand before anybody signs in: static configuration, an hour in any cache. */
export function configRoute(server: Server, { visitors, ladders }: { visitors: Visitors; ladders: Ladders }) {
  server.get(
    '/api/config',
    {
      schema: {
        tags: ['storefront'],
        summary: 'The brand, its look and its ladder',
        response: { 200: ConfigView, 304: Type.Null() },
      },
    },
    async (request, reply) => {
      const brand = await visitors.brand(request)
      const { theme, points_name, age_limit, points_per_dollar, gift, referrals, profile_fields } =
        brand.settings
      const ladder = await ladders.of(brand)
      const config = {
        brand: { slug: brand.slug, name: brand.name, tagline: brand.tagline },
        theme,
        points_name,
        currency: brand.currencyCode,
        age_limit,
        time_zone: brand.timeZone,
        points_per_dollar,
        ladder: ladder.ranks.map(({ key, name, threshold, multiplier_basis_points }) => ({
          key,
          name,
          threshold,
          multiplier: multiplier_basis_points / 10_000,
        })),
        gift,
        friend_points: referrals.enabled ? referrals.friend_points : null,
        profile_fields,
      }
      const etag = `"${createHash('sha256').update(JSON.stringify(config)).digest('base64url').slice(0, 22)}"`
      reply.header('etag', etag).header('cache-control', 'public, max-age=3600').header('vary', 'host')
      if (request.headers['if-none-match'] === etag) return reply.code(304).send(null)
      return config
    },
  )
}
