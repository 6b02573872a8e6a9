import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import { renderSVG } from 'uqr'
import type { Visitors } from '../identity/index.ts'
import { notFound } from '../platform/errors.ts'
import { Uuid } from '../platform/http/schema.ts'
import type { Server } from '../platform/http/server.ts'
import type { Platform } from '../platform/platform.ts'
import type { Ladders } from '../ranks/index.ts'
import { parseCode, typedForm } from '../scanning/index.ts'
import type { Brand, Brands } from '../tenancy/index.ts'
import { readSampleMembers, type SampleMember } from './history/sample-members.ts'
import { readOwner } from './owners.ts'
import { createPacks, type Packs } from './packs.ts'
import { DEMO_BRANDS } from './seed-demo.ts'
import { servePage } from './serve-page.ts'
import { linkToSignInAs } from './sign-in-as.ts'
import { readFeed, readMail } from './simulator-feed.ts'

/** Bears some dirt and glare, with as much clear space around it as the standard asks for. */
const QR_LOOK = { ecc: 'M', border: 4 } as const

interface Context {
  platform: Platform
  brands: Brands
  visitors: Visitors
  ladders: Ladders
}

/** A page full of unclaimed codes and sign-in mail: it exists in the demo only, and only on hosts of a brand. */
export function demoRoutes(server: Server, { platform, brands, visitors, ladders }: Context): void {
  const packs = createPacks(platform)
  const { config } = platform
  const demoBrands = () => Promise.all(DEMO_BRANDS.map(({ slug }) => brands.bySlug(slug)))

  server.register(
    async plain => {
      const scope = plain.withTypeProvider<TypeBoxTypeProvider>()
      scope.addHook('onRoute', route => {
        route.schema = { ...route.schema, hide: true }
      })
      // A name that somebody points at this machine must not open the page for a stranger's script.
      scope.addHook('onRequest', async (request, reply) => {
        await visitors.brand(request)
        reply.header('cache-control', 'no-store')
      })
      await servePage(scope, async () => {
        for (const brand of await demoBrands()) await packs.refill(brand)
      })

      scope.get('/packs', async request => ({
        brands: await Promise.all(
          (await demoBrands()).map(async brand => {
            const origin = await originOfBrand(request, brand, visitors)
            const owner = await readOwner(platform, brand.slug)
            const members = await readSampleMembers(platform, brand, await ladders.of(brand))
            return { ...(await counterOf(packs, brand, origin)), owner, members: membersView(brand, members) }
          }),
        ),
        simulator_url: config.simulatorUrl,
      }))

      const params = Type.Object({ slug: Type.String(), code: Type.String() })
      scope.get('/qr/:slug/:code', { schema: { params } }, async (request, reply) => {
        const code = parseCode(request.params.code)
        if (!code) throw notFound('code')
        const brand = await brands.bySlug(request.params.slug)
        const origin = await originOfBrand(request, brand, visitors)
        return reply.type('image/svg+xml').send(renderSVG(`${origin}/s/${code}`, QR_LOOK))
      })

      const sample = Type.Object({ slug: Type.String(), member: Uuid })
      // A link, so that one tap opens the app in a tab of its own; what it changes is a mail in a demo.
      scope.get('/sign-in/:slug/:member', { schema: { params: sample } }, async (request, reply) => {
        const brand = await brands.bySlug(request.params.slug)
        const origin = await originOfBrand(request, brand, visitors)
        const { member: memberId } = request.params
        return reply.redirect(await linkToSignInAs(platform, brand, { memberId, origin }))
      })

      const querystring = Type.Object({ after: Type.Optional(Type.Integer({ minimum: 0 })) })
      scope.get('/feed', { schema: { querystring } }, request => readFeed(config, request.query.after))
      scope.get('/mail', () => readMail(config))
    },
    { prefix: '/demo' },
  )
}

/** Where a brand's app is, seen from the browser that asks: at its own host, else at `{slug}.localhost`. */
async function originOfBrand(request: FastifyRequest, brand: Brand, visitors: Visitors): Promise<string> {
  const here = await visitors.brand(request)
  if (here.id === brand.id) return `${request.protocol}://${request.host}`
  const port = /:\d+$/.exec(request.host)?.[0] ?? ''
  return `${request.protocol}://${brand.slug}.localhost${port}`
}

const membersView = ({ slug }: Brand, members: SampleMember[] | undefined) =>
  members?.map(({ id, ...facts }) => ({ ...facts, url: `/demo/sign-in/${slug}/${id}` }))

async function counterOf(packs: Packs, brand: Brand, origin: string) {
  const { theme, points_name } = brand.settings
  return {
    slug: brand.slug,
    name: brand.name,
    tagline: brand.tagline,
    currency: brand.currencyCode,
    points_name,
    theme,
    origin,
    packs: (await packs.list(brand, brand.settings)).map(({ code, state, product }) => ({
      code,
      typed: typedForm(code),
      url: `${origin}/s/${code}`,
      qr_url: `/demo/qr/${brand.slug}/${code}`,
      state,
      product,
    })),
  }
}
