import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Visitors } from '../identity/index.ts'
import { Problem } from '../platform/errors.ts'
import type { Server } from '../platform/http/server.ts'
import type { Ladders } from '../ranks/index.ts'
import { configRoute } from './config-route.ts'
import { iconOf, manifestOf, renderShell } from './shell.ts'

const DIST = fileURLToPath(new URL('../../../pwa/dist/', import.meta.url))
const NOT_BUILT =
  '<!doctype html><html lang="en"><head><meta charset="utf-8"><!--brand--></head><body><p>The app is not built yet: run <code>npm run build -w pwa</code>.</p></body></html>'

/** Pages of the app that are reached by a link; each gets the shell, and the app finds its way. */
const PAGES = [
  '/',
  '/s/:code',
  '/receipt',
  '/sign-in',
  '/auth/link',
  '/auth/email/:verb',
  '/scan',
  '/scan/result',
  '/history',
  '/points',
  '/ranks',
  '/achievements',
  '/friends',
  '/rewards',
  '/rewards/:id',
  '/rewards/:id/redeem',
  '/orders',
  '/orders/:id',
  '/orders/:id/placed',
  '/wishlist',
  '/goal',
  '/profile',
  '/profile/email',
  '/profile/addresses',
  '/profile/addresses/:id',
  '/profile/devices',
  '/profile/consents',
  '/profile/data',
  '/profile/delete',
  '/s/:code/dispute',
  '/disputes',
  '/goodbye',
  '/claim/:code',
]

/** The app in the brand's clothes: shell, manifest, icon, hashed assets, service worker. */
export function storefrontRoutes(server: Server, context: { visitors: Visitors; ladders: Ladders }) {
  const { visitors } = context
  configRoute(server, context)

  let template: Promise<string> | undefined
  const readTemplate = () => {
    if (!existsSync(`${DIST}index.html`)) return Promise.resolve(NOT_BUILT)
    template ??= readFile(`${DIST}index.html`, 'utf8')
    return template
  }
  if (existsSync(DIST)) {
    server.register(fastifyStatic, {
      root: DIST,
      index: false,
      preCompressed: true,
      wildcard: false,
      globIgnore: ['index.html'],
      cacheControl: false,
      setHeaders: (response, path) => {
        const immutable = path.includes('/assets/')
        response.header('cache-control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
  }

  async function page(request: FastifyRequest, reply: FastifyReply) {
    const brand = await visitors.brand(request)
    const shell = renderShell(await readTemplate(), brand)
    return reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', shell.contentSecurityPolicy)
      .header('cache-control', 'no-cache')
      .header('x-robots-tag', 'noindex')
      .send(shell.html)
  }
  for (const path of PAGES) server.get(path, { schema: { hide: true } }, page)

  server.get('/manifest.webmanifest', { schema: { hide: true } }, async (request, reply) => {
    const brand = await visitors.brand(request)
    return reply
      .type('application/manifest+json')
      .header('cache-control', 'public, max-age=3600')
      .send(manifestOf(brand))
  })
  server.get('/icon.svg', { schema: { hide: true } }, async (request, reply) => {
    const brand = await visitors.brand(request)
    return reply.type('image/svg+xml').header('cache-control', 'public, max-age=3600').send(iconOf(brand))
  })

  server.setNotFoundHandler(async (request, reply) => {
    const wantsPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html')
    if (wantsPage && !/^\/(api|assets|health|metrics|docs|demo)\b/.test(request.url)) {
      reply.code(404)
      return page(request, reply)
    }
    throw new Problem(404, 'not_found', 'There is nothing at this address')
  })
}
