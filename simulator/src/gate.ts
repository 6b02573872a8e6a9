import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify'
import { refuse, tooManyRequests } from './answers.ts'
import type { Dialect } from './dialect.ts'
import { hangUp } from './faults/answer-fault.ts'
import type { Circumstances, Fault } from './faults/fault.ts'
import type { Origin, Simulation } from './simulation.ts'
import type { Workspace } from './workspace.ts'

/** A request that passed the gate, and the fault that will befall it. */
export type Exchange = Origin & {
  workspace: Workspace
  circumstances: Circumstances
  fault: Fault | undefined
}

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

  const byCredentials = new Map(
    simulation.workspaces.map(workspace => [dialect.credentials(workspace), workspace]),
  )
  const workspaceOf = ({ headers }: FastifyRequest) => byCredentials.get(headers.authorization ?? '')

  app.addHook('onRequest', async (request, reply) => {
    const received_ms = Date.now()
    const workspace = workspaceOf(request)
    const circumstances: Circumstances = {
      api: dialect.family,
      isBatch: request.url.endsWith('/batch'),
      workspace: workspace?.config.name ?? null,
      now_ms: received_ms,
    }
    if (workspace) simulation.traffic.addRequest(workspace.config.name, dialect.family, received_ms)
    const fault = simulation.faults.draw(circumstances)
    const origin: Origin = { request: simulation.nextRequest(), workspace: null, received_ms }
    if (fault?.kind === 'refuse' || fault?.kind === 'outage') {
      simulation.recordRequest(origin, contentLength(request), 'dropped_by_fault', fault.kind)
      return hangUp(request, reply, fault.kind === 'outage')
    }
    if (!workspace) {
      simulation.recordRequest(origin, contentLength(request), 'rejected', 'unauthorized')
      return reply.code(401).send(refuse(dialect, 'unauthorized', '', 'Unauthorized request'))
    }
    const { requests_per_second, over_rate, retry_after } = simulation.knobs
    const exchange = { ...origin, workspace, circumstances, fault }
    request.exchange = exchange
    const key = `${dialect.family} ${workspace.config.name}`
    if (simulation.rate.admit(key, requests_per_second, received_ms)) return
    if (over_rate === 'dropped') {
      request.exchange = { ...exchange, fault: { kind: 'silent_drop' } }
      return
    }
    simulation.recordRequest(exchange, contentLength(request), 'rejected', 'rate_limited')
    return tooManyRequests(reply, dialect, retry_after)
  })

  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const status = error.statusCode ?? 500
    if (request.exchange)
      simulation.recordRequest(request.exchange, contentLength(request), 'rejected', error.message)
    return reply.code(status).send(refuse(dialect, status === 413 ? 'too_large' : 'error', '', error.message))
  })
}

function contentLength(request: FastifyRequest): number {
  return Number(request.headers['content-length'] ?? 0)
}
