import cookie from '@fastify/cookie'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  LogController,
  type RouteOptions,
} from 'fastify'
import { Problem } from '../errors.ts'
import { newId } from '../id.ts'
import type { Platform } from '../platform.ts'
import { limitBodyTime } from './body-time.ts'
import { createClientErrorHandler } from './client-error.ts'
import { replyProblem } from './problem-reply.ts'
import { ProblemView } from './schema.ts'

const BODY_BYTES_MAX = 256 * 1024
const HEADERS_MS = 30_000

/** Strict for bodies: nothing is coerced, nothing dropped. Query strings are text, so theirs are coerced. */
function createValidators() {
  const options = { allErrors: true, removeAdditional: false, useDefaults: true, strict: false } as const
  const strict = addFormats.default(new Ajv(options))
  const coercing = addFormats.default(new Ajv({ ...options, coerceTypes: true }))
  return { strict, coercing }
}

const SUSPICIOUS = /\\u0000|\\ud[89a-f]/i

/** Text that PostgreSQL cannot hold: NUL and lone surrogates. Looked for only where the raw body may have them. */
function hasUnstorableText(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed()
  if (value === null || typeof value !== 'object') return false
  return Object.entries(value).some(([key, inner]) => hasUnstorableText(key) || hasUnstorableText(inner))
}

/**
 * The HTTP server without routes: TypeBox validation, problem documents for every error, request ids, metrics by
 * route, limits per address, security headers.
 */
export function createServer(platform: Platform) {
  const server = Fastify({
    loggerInstance: platform.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => newId(platform.clock()),
    requestIdHeader: false,
    trustProxy: platform.config.trustProxy,
    bodyLimit: BODY_BYTES_MAX,
    routerOptions: { maxParamLength: 200 },
    // One time for all bodies would cut off a file: `limitBodyTime` knows which is one.
    requestTimeout: 0,
    connectionTimeout: 0,
    forceCloseConnections: 'idle',
    frameworkErrors: replyProblem as never,
    clientErrorHandler: createClientErrorHandler(platform),
    // Without a Host it is nobody's brand, and that is for us to say: Node would answer nothing.
    http: { requireHostHeader: false, headersTimeout: HEADERS_MS },
    return503OnClosing: true,
  }).withTypeProvider<TypeBoxTypeProvider>()

  const { strict, coercing } = createValidators()
  server.setValidatorCompiler(({ schema, httpPart }) =>
    (httpPart === 'body' ? strict : coercing).compile(schema),
  )
  server.setErrorHandler((error, request, reply) => replyProblem(error, request, reply))
  parseJson(server as unknown as FastifyInstance)
  server.register(cookie)
  server.addSchema(ProblemView)
  limitBodyTime(server as unknown as FastifyInstance)
  server.addHook('onRoute', documentProblems)

  server.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
    if (request.url.includes('%00')) throw new Problem(400, 'malformed_url', 'The address is not a valid URL')
    if (isLimited(request.url)) await platform.limits.take('request_address', request.ip)
  })
  server.addHook('onSend', async (request, reply) => {
    reply.header('x-content-type-options', 'nosniff').header('referrer-policy', 'same-origin')
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control'))
      reply.header('cache-control', 'no-store')
  })
  server.addHook('onResponse', async (request, reply) => {
    platform.metrics.requests.observe(
      { method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode },
      reply.elapsedTime / 1_000,
    )
  })
  return server
}

export type Server = ReturnType<typeof createServer>

function parseJson(server: FastifyInstance) {
  const parse = server.getDefaultJsonParser('error', 'error')
  server.removeContentTypeParser(['application/json', 'text/plain'])
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (request, text, done) => {
    parse(request, text as string, (error, body) => {
      if (error)
        return done(new Problem(400, 'malformed_json', 'The body is not valid JSON', { cause: error }))
      if (SUSPICIOUS.test(text as string) && hasUnstorableText(body)) {
        return done(new Problem(400, 'unstorable_text', 'The body holds characters that are no text'))
      }
      done(null, body)
    })
  })
}

/** Webhooks are signed, and one sender posts for everybody from few addresses. */
const isLimited = (url: string) => url.startsWith('/api/') && !url.startsWith('/api/webhooks/')

/** Every operation of the API may answer a problem document; said once, here, for the API document. */
function documentProblems({ url, schema }: RouteOptions) {
  if (!url.startsWith('/api/') || !schema) return
  schema.response = {
    ...(schema.response as object | undefined),
    default: {
      description: 'A problem document (RFC 9457)',
      content: { 'application/problem+json': { schema: { $ref: 'Problem#' } } },
    },
  }
}
