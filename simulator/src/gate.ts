import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Dialect } from './dialect.ts'
import type { Fault } from './faults.ts'
import { type RetryAfterStyle, retryAfterHeader } from './limits.ts'
import type { Origin, Simulation } from './simulation.ts'
import type { Workspace } from './workspace.ts'

/** A request that passed the gate, and the fault that will befall it. */
export type Exchange = Origin & { workspace: Workspace; fault: Fault | undefined }

declare module 'fastify' {
  interface FastifyRequest {
    exchange: Exchange
  }
}

/** Checks credentials and rate before a byte of the body is read, and leaves `request.exchange` for the routes. */
export function addGate(app: FastifyInstance, simulation: Simulation, dialect: Dialect): void {
  app.decorateRequest('exchange')
  // Bodies are judged by their bytes, and JSON only after their size: so nothing is parsed on the way in.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))

  app.addHook('onRequest', async (request, reply) => {
    const fault = simulation.faults.draw()
    const received_ms = Date.now()
    const origin: Origin = { request: simulation.nextRequest(), workspace: null, received_ms }
    if (fault?.kind === 'refuse') {
      simulation.recordRequest(origin, contentLength(request), 'dropped_by_fault', 'refused')
      return hangUp(request, reply)
    }
    const { authorization } = request.headers
    const workspace = simulation.workspaces.find(
      candidate => dialect.credentials(candidate) === authorization,
    )
    if (!workspace) {
      simulation.recordRequest(origin, contentLength(request), 'rejected', 'unauthorized')
      return reply.code(401).send(refuse(dialect, 'unauthorized', '', 'Unauthorized request'))
    }
    const { requests_per_second, retry_after } = simulation.config.knobs
    const exchange = { ...origin, workspace, fault }
    if (
      !simulation.rate.admit(`${dialect.family} ${workspace.config.name}`, requests_per_second, received_ms)
    ) {
      simulation.recordRequest(exchange, contentLength(request), 'rejected', 'rate_limited')
      return tooManyRequests(reply, dialect, retry_after)
    }
    request.exchange = exchange
  })

  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const status = error.statusCode ?? 500
    if (request.exchange)
      simulation.recordRequest(request.exchange, contentLength(request), 'rejected', error.message)
    return reply.code(status).send(refuse(dialect, status === 413 ? 'too_large' : 'error', '', error.message))
  })
}

/** Closes the connection without an answer. */
export function hangUp(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.hijack()
  request.raw.socket.destroy()
  return reply
}

/** The answer 429, with or without the hint when to come again. */
export function tooManyRequests(reply: FastifyReply, dialect: Dialect, style: RetryAfterStyle): FastifyReply {
  const retryAfter = retryAfterHeader(style, 1, Date.now())
  if (retryAfter !== undefined) reply.header('Retry-After', retryAfter)
  return reply.code(429).send(refuse(dialect, 'rate_limited', '', 'Too many requests'))
}

export function refuse(dialect: Dialect, reason: string, field: string, message: string): unknown {
  return dialect.refusal([{ reason, field, message }])
}

function contentLength(request: FastifyRequest): number {
  return Number(request.headers['content-length'] ?? 0)
}
