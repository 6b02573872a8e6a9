import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Dialect } from './dialect.ts'
import { type Answer, failWith, singledOut, spoil } from './faults/answer-fault.ts'
import { type Fault, isCommitted, isUnheard } from './faults/fault.ts'
import type { Exchange } from './gate.ts'
import type { Decision } from './ledger/row.ts'
import { isAbout, type Operation, type Problem } from './operation.ts'
import { type Receipt, ReceivedBody } from './receipt.ts'
import type { Simulation } from './simulation.ts'

export type Result = { operation: Operation; problems: Problem[]; answer?: unknown }

/** How one route reads operations out of its requests, carries them out, and answers. */
export type OperationRoute = {
  dialect: Dialect
  size_limit_bytes: () => number
  /** The operations a body asks for, or why it is no such request at all. */
  read: (json: unknown, bytes: number, path: { person?: string }) => Operation[] | Problem
  check: (operation: Operation) => Problem[]
  /** Carries a checked operation out; `answer` is what the caller is told about it. */
  commit: (operation: Operation, exchange: Exchange) => { decision: Decision; answer?: unknown }
  /** What the caller is told; a fault may put something in it that is not so. */
  respond: (results: Result[], fault: Fault | undefined) => Answer
}

/** Takes a request that passed the gate through size, JSON, shape and every operation, faults included. */
export async function serveOperations(
  simulation: Simulation,
  route: OperationRoute,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { exchange } = request
  const read = readRequest(route, request)
  measure(simulation, exchange, bodyOf(request).length, read)
  const fault = exchange.fault ?? drawForPeople(simulation, exchange, read)
  const wait_ms = simulation.latency_ms() + (fault?.kind === 'slow' ? (fault.ms ?? 1_000) : 0)
  if (wait_ms > 0) await sleep(wait_ms)
  if (fault && !isCommitted(fault)) {
    recordDropped(simulation, request, read, fault)
    return failWith(fault, request, reply, route.dialect)
  }
  if ('problem' in read) {
    simulation.recordRequest(exchange, bodyOf(request).length, 'rejected', read.problem.message)
    return reply.code(read.status).send(route.dialect.refusal([read.problem]))
  }
  // A caller who has given up waiting will never hear of it either.
  const isHeard = !(fault && isUnheard(fault.kind)) && !request.raw.socket.destroyed
  const circumstances = { ...exchange, fault, isHeard }
  const results = read.operations.map((operation, index) =>
    carryOut(simulation, route, circumstances, operation, { body: read.received, index }),
  )
  const answer = route.respond(results, fault)
  return spoil(fault, answer, request, reply) ?? reply.code(answer.status).send(answer.body)
}

function measure({ traffic }: Simulation, exchange: Exchange, bytes: number, read: ReadRequest): void {
  const operations = 'problem' in read ? 0 : read.operations.length
  traffic.addSize(exchange.workspace.config.name, exchange.circumstances.api, { operations, bytes })
}

function drawForPeople(simulation: Simulation, { circumstances }: Exchange, read: ReadRequest) {
  if ('problem' in read) return undefined
  return simulation.faults.drawForPeople(circumstances, person =>
    read.operations.some(operation => isAbout(operation, person)),
  )
}

function carryOut(
  simulation: Simulation,
  route: OperationRoute,
  exchange: Exchange & { isHeard: boolean },
  operation: Operation,
  receipt: Receipt,
): Result {
  const problems = isSingledOut(operation, exchange.fault) ? [singledOut] : route.check(operation)
  if (problems.length > 0) {
    const reason = problems.map(({ field, message }) => `${field}: ${message}`).join('; ')
    simulation.record(exchange, operation, receipt, 'rejected', reason)
    return { operation, problems }
  }
  const { decision, answer } = route.commit(operation, exchange)
  const isUnacknowledged = decision === 'accepted' && !exchange.isHeard
  const outcome = isUnacknowledged ? 'committed_unacknowledged' : decision
  simulation.record(exchange, operation, receipt, outcome, null)
  return { operation, problems, answer }
}

/** An error with an unknown index about one person means that theirs, and nobody else's, was refused. */
function isSingledOut(operation: Operation, fault: Fault | undefined): boolean {
  return fault?.kind === 'unknown_index' && fault.person !== undefined && isAbout(operation, fault.person)
}

type ReadRequest = { operations: Operation[]; received: ReceivedBody } | { status: number; problem: Problem }

function readRequest(route: OperationRoute, request: FastifyRequest): ReadRequest {
  const body = bodyOf(request)
  const limit = route.size_limit_bytes()
  if (body.length > limit) {
    const message = `a request may have ${limit} bytes, this one has ${body.length}`
    return { status: 413, problem: { reason: 'too_large', field: 'size', message } }
  }
  const path = request.params as { person?: string }
  const parse = () => route.read(body.length === 0 ? {} : JSON.parse(body.toString()), body.length, path)
  let read: Operation[] | Problem
  try {
    read = parse()
  } catch (error) {
    const message = `the body is not JSON: ${(error as Error).message}`
    return { status: 400, problem: { reason: 'invalid', field: 'body', message } }
  }
  if (!Array.isArray(read)) return { status: 400, problem: read }
  return { operations: read, received: new ReceivedBody(parse as () => Operation[]) }
}

/** Says of every operation that can be made out that it was lost on the way in. */
function recordDropped(simulation: Simulation, request: FastifyRequest, read: ReadRequest, { kind }: Fault) {
  if ('problem' in read)
    return simulation.recordRequest(request.exchange, bodyOf(request).length, 'dropped_by_fault', kind)
  for (const [index, operation] of read.operations.entries()) {
    const receipt = { body: read.received, index }
    simulation.record(request.exchange, operation, receipt, 'dropped_by_fault', kind)
  }
}

function bodyOf(request: FastifyRequest): Buffer {
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
}
