import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import { achievementsAdminRoutes } from './achievements/index.ts'
import { campaignsAdminRoutes, campaignsRoutes } from './campaigns/index.ts'
import { catalogueRoutes } from './catalogue/index.ts'
import { customerioRoutes, insightsAdminRoutes, outboxRoutes } from './customerio/index.ts'
import { demoRoutes } from './demo/index.ts'
import { createPrograms, earningAdminRoutes } from './earning/index.ts'
import { goalsRoutes } from './goals/index.ts'
import { createVisitors, identityRoutes, streamRoute } from './identity/index.ts'
import { importRoutes } from './imports/index.ts'
import { createOperators, operatorsRoutes } from './operators/index.ts'
import { personalizationAdminRoutes, personalizationRoutes } from './personalization/index.ts'
import { probeRoutes } from './platform/http/probes.ts'
import { createServer } from './platform/http/server.ts'
import type { Platform } from './platform/platform.ts'
import { adminSettingsRoutes, pointsRoutes } from './points/index.ts'
import { privacyRoutes } from './privacy/index.ts'
import { adminLadderRoutes } from './ranks/index.ts'
import { referralsAdminRoutes, referralsRoutes } from './referrals/index.ts'
import {
  addressRoutes,
  createRewards,
  marketRoutes,
  orderAdminRoutes,
  orderRoutes,
  rewardAdminRoutes,
  rewardRoutes,
} from './rewards/index.ts'
import { createScanBatcher, scanningAdminRoutes, scanningRoutes } from './scanning/index.ts'
import { storefrontRoutes } from './storefront/index.ts'
import { createBrands } from './tenancy/index.ts'

/** Table of contents: every capability's routes, in the order in which the capabilities stand on each other. */
export async function createApp(platform: Platform) {
  const brands = createBrands(platform)
  const visitors = createVisitors(platform, brands)
  const operators = createOperators(platform, brands)
  const programs = createPrograms(platform)
  const batcher = createScanBatcher(platform)
  const context = {
    platform,
    brands,
    visitors,
    operators,
    programs,
    campaigns: programs.campaigns,
    achievements: programs.achievements,
    batcher,
    rewards: createRewards(platform),
    ladders: programs.ladders,
  }
  let draining = false

  const server = createServer(platform)
  await server.register(swagger, {
    openapi: OPENAPI,
    refResolver: {
      buildLocalReference: (schema, _base, _fragment, i) => String(schema.$id ?? `schema-${i}`),
    },
  })
  await server.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: true,
    uiConfig: { defaultModelsExpandDepth: 0 },
  })

  // Before any route: one of the console without a permission is not registered.
  operators.guard(server)

  probeRoutes(server, platform, () => draining)
  identityRoutes(server, context)
  streamRoute(server, context)
  operatorsRoutes(server, context)
  pointsRoutes(server, context)
  adminSettingsRoutes(server, context)
  catalogueRoutes(server, context)
  adminLadderRoutes(server, context)
  achievementsAdminRoutes(server, context)
  campaignsRoutes(server, context)
  campaignsAdminRoutes(server, context)
  earningAdminRoutes(server, context)
  rewardRoutes(server, context)
  rewardAdminRoutes(server, context)
  orderRoutes(server, context)
  orderAdminRoutes(server, context)
  addressRoutes(server, context)
  marketRoutes(server, context)
  goalsRoutes(server, context)
  referralsRoutes(server, context)
  referralsAdminRoutes(server, context)
  scanningRoutes(server, context)
  scanningAdminRoutes(server, context)
  customerioRoutes(server, context)
  insightsAdminRoutes(server, context)
  outboxRoutes(server, context)
  personalizationRoutes(server, context)
  personalizationAdminRoutes(server, context)
  privacyRoutes(server, context)
  importRoutes(server, context)
  storefrontRoutes(server, context)
  if (platform.config.demo) demoRoutes(server, context)
  await server.ready()

  return {
    ...context,
    server,
    /** Turns readiness down, finishes what is under way, then closes. */
    async drain() {
      draining = true
      await server.close()
      visitors.close()
    },
  }
}

export type App = Awaited<ReturnType<typeof createApp>>

const OPENAPI = {
  openapi: '3.1.0',
  info: {
    title: 'CannaRewards Synergy Engine',
    version: '1',
    description:
      'The brand comes from the host. Errors are RFC 9457 problem documents with a stable `code`. Money is integer cents, times are ISO 8601 UTC, lists page by opaque cursor.',
  },
  components: {
    securitySchemes: {
      access_token: { type: 'http' as const, scheme: 'bearer', bearerFormat: 'JWT' },
      operator: { type: 'apiKey' as const, in: 'cookie', name: 'operator' },
    },
  },
}
