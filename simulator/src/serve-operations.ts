import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Dialect } from './dialect.ts'
import { type Exchange, hangUp, refuse, tooManyRequests } from './gate.ts'
import type { Decision } from './ledger.ts'
import type { Operation, Problem } from './operation.ts'
import type { Simulation } from './simulation.ts'

export type Result = { operation: Operation; problems: Problem[]; answer?: unknown }
export type Answer = { status: number; body: unknown }

/** How one route reads operations out of its requests, carries them out, and answers. */
export type OperationRoute = {
  dialect: Dialect
  size_limit_bytes: number
  /** The operations a body asks for, or why it is no such request at all. */
  read: (json: unknown, bytes: number, request: FastifyRequest) => Operation[] | Problem
  check: (operation: Operation) => Problem[]
  /** Carries a checked operation out; `answer` is what the caller is told about it. */
  commit: (operation: Operation, exchange: Exchange) => { decision: Decision; answer?: unknown }
  respond: (results: Result[]) => Answer
}

/** Takes a request that passed the gate through size, JSON, shape and every operation, faults included. */
export async function serveOperations(
  simulation: Simulation,
  route: OperationRoute,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { exchange } = request
  const { fault } = exchange
  if (fault?.kind === 'slow') await sleep(fault.ms ?? 1_000)
  if (fault?.kind === '500' || fault?.kind === '429') {
    recordDropped(simulation, route, request, fault.kind)
    if (fault.kind === '429') return tooManyRequests(reply, route.dialect, fault.retry_after ?? 'none')
    return serverError(reply, route.dialect, fault.html === true)
  }
  const read = readRequest(route, request)
  if ('problem' in read) {
    simulation.recordRequest(exchange, bodyOf(request).length, 'rejected', read.problem.message)
    return reply.code(read.status).send(route.dialect.refusal([read.problem]))
  }
  // A caller who has given up waiting will never hear of it either.
  const isHeard = fault?.kind !== 'commit_then_no_answer' && !request.raw.socket.destroyed
  const results = read.operations.map(operation => carryOut(simulation, route, exchange, operation, isHeard))
  if (!isHeard) return hangUp(request, reply)
  const answer = route.respond(results)
  return reply.code(answer.status).send(answer.body)
}

function carryOut(
  simulation: Simulation,
  route: OperationRoute,
  exchange: Exchange,
  operation: Operation,
  isHeard: boolean,
): Result {
  const problems = route.check(operation)
  if (problems.length > 0) {
    const reason = problems.map(({ field, message }) => `${field}: ${message}`).join('; ')
    simulation.record(exchange, operation, 'rejected', reason)
    return { operation, problems }
  }
  const { decision, answer } = route.commit(operation, exchange)
  const isUnacknowledged = decision === 'accepted' && !isHeard
  simulation.record(exchange, operation, isUnacknowledged ? 'committed_unacknowledged' : decision, null)
  return { operation, problems, answer }
}

type ReadRequest = { operations: Operation[] } | { status: number; problem: Problem }

function readRequest(route: OperationRoute, request: FastifyRequest): ReadRequest {
  const body = bodyOf(request)
  if (body.length > route.size_limit_bytes) {
    const message = `a request may have ${route.size_limit_bytes} bytes, this one has ${body.length}`
    return { status: 413, problem: { reason: 'too_large', field: 'size', message } }
  }
  let json: unknown
  try {
    json = body.length === 0 ? {} : JSON.parse(body.toString())
  } catch (error) {
    const message = `the body is not JSON: ${(error as Error).message}`
    return { status: 400, problem: { reason: 'invalid', field: 'body', message } }
  }
  const read = route.read(json, body.length, request)
  return Array.isArray(read) ? { operations: read } : { status: 400, problem: read }
}

/** Says of every operation that can be made out that it was lost on the way in. */
function recordDropped(
  simulation: Simulation,
  route: OperationRoute,
  request: FastifyRequest,
  reason: string,
) {
  const read = readRequest(route, request)
  if ('problem' in read)
    return simulation.recordRequest(request.exchange, bodyOf(request).length, 'dropped_by_fault', reason)
  for (const operation of read.operations)
    simulation.record(request.exchange, operation, 'dropped_by_fault', reason)
}

function serverError(reply: FastifyReply, dialect: Dialect, asHtml: boolean): FastifyReply {
  reply.code(500)
  if (!asHtml) return reply.send(refuse(dialect, 'internal', '', 'Internal server error'))
  const page =
    '<!doctype html><html><head><title>500</title></head><body><h1>Internal Server Error</h1></body></html>'
  return reply.type('text/html').send(page)
}

function bodyOf(request: FastifyRequest): Buffer {
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
}
