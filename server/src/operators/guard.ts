import type { FastifyRequest, RouteOptions } from 'fastify'
import { notSignedIn, Problem } from '../platform/errors.ts'
import type { Server } from '../platform/http/server.ts'
import type { Platform } from '../platform/platform.ts'
import type { Brand, Brands } from '../tenancy/index.ts'
import { operatorCookie } from './cookie.ts'
import { type Access, mayDo, PERMISSIONS, type Permission, type Role } from './permissions.ts'
import { useSession } from './session.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whom a route of the console lets in; each has to say. */
    permission?: Access
  }
  interface FastifySchema {
    security?: readonly Record<string, readonly string[]>[]
    'x-permission'?: Access
  }
}

export interface Operator {
  id: string
  name: string
  role: Role
}

export interface OperatorVisitor {
  brand: Brand
  operator: Operator
  sessionId: string
  /** When the session ends at the latest. */
  expiresAt: Date
}

/** Who of a brand's people is asking, and whether they may. */
export interface Operators {
  /** Puts every route of the console that is registered from now on behind what its `config.permission` says. */
  guard(server: Server): void
  /** The operator who was let in. For routes that let in operators only. */
  require(request: FastifyRequest): OperatorVisitor
}

const CONSOLE = '/api/admin/'

export function createOperators(platform: Platform, brands: Brands): Operators {
  const visitors = new WeakMap<FastifyRequest, OperatorVisitor>()

  async function letIn(request: FastifyRequest, access: Exclude<Access, 'anybody'>): Promise<void> {
    const brand = await brands.byHost(request.hostname)
    const token = operatorCookie(request)
    const session =
      token && (await platform.db.transaction(brand.id, tx => useSession(tx, token, platform.clock())))
    if (!session) throw notSignedIn()
    const { role } = session
    if (access !== 'signed_in') {
      if (session.password_is_temporary) throw passwordIsTemporary()
      if (!mayDo(role, access)) throw notAllowed(role, access)
    }
    const operator = { id: session.operator_id, name: session.name, role }
    visitors.set(request, { brand, operator, sessionId: session.id, expiresAt: session.expires_at })
  }

  return {
    guard(server) {
      server.addHook('onRoute', checkRoute)
      server.addHook('onRequest', async request => {
        const access = request.routeOptions.config?.permission
        if (access === undefined) return
        refuseOtherSites(request)
        if (access !== 'anybody') await letIn(request, access)
      })
    },
    require(request) {
      const visitor = visitors.get(request)
      if (!visitor) throw new Error(`${request.routeOptions.url} lets in who is no operator`)
      return visitor
    },
  }
}

/** Refuses to register a route of the console that lets in nobody knows whom; shows the rest in the API document. */
function checkRoute(route: RouteOptions): void {
  const access = route.config?.permission
  if (access === undefined && !route.url.startsWith(CONSOLE)) return
  const isKnown =
    access === 'anybody' || access === 'signed_in' || (access && Object.hasOwn(PERMISSIONS, access))
  if (!isKnown) throw new Error(`${route.method} ${route.url} needs a permission in its config`)
  const security = access === 'anybody' ? {} : { security: [{ operator: [] }] }
  route.schema = { ...route.schema, ...security, 'x-permission': access }
}

const SAFE = ['GET', 'HEAD', 'OPTIONS']

/** A browser says which site's page asks; what does not say so is no browser, and has no cookie of one. */
function refuseOtherSites(request: FastifyRequest): void {
  const { origin } = request.headers
  if (origin === undefined || SAFE.includes(request.method)) return
  if (URL.canParse(origin) && new URL(origin).host === request.host) return
  throw new Problem(403, 'cross_site', 'This can be asked for from the console only')
}

const notAllowed = (role: Role, permission: Permission) =>
  new Problem(403, 'not_allowed', 'You may not do that', {
    detail: `Your role is ${role}; this is for ${PERMISSIONS[permission].join(', ')}.`,
  })

const passwordIsTemporary = () =>
  new Problem(403, 'password_is_temporary', 'Choose a password of your own first', {
    detail: 'Somebody else has seen the one you have.',
  })
