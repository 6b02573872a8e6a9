import type { FastifyInstance } from 'fastify'
import { checkOperation } from './check-operation.ts'
import { trackV1, trackV2 } from './dialect.ts'
import { type Answer, singledOut, unknownIndexProblem } from './faults/answer-fault.ts'
import type { Fault } from './faults/fault.ts'
import { addGate, type Exchange } from './gate.ts'
import { BATCH_LIMIT_KB } from './knobs/limits.ts'
import { isObject, type Operation, type Problem } from './operation.ts'
import { readV1, readV2 } from './read-operation.ts'
import { type OperationRoute, type Result, serveOperations } from './serve-operations.ts'
import type { Simulation } from './simulation.ts'

/** Track v1: one person per path, one operation per request. */
export async function addTrackV1(app: FastifyInstance, simulation: Simulation): Promise<void> {
  addGate(app, simulation, trackV1)
  const add = (method: 'PUT' | 'POST' | 'DELETE', path: string, action: string) => {
    const route: OperationRoute = {
      ...trackRoute(simulation),
      dialect: trackV1,
      read: (json, bytes, { person = '' }) =>
        isObject(json)
          ? [readV1(action, person, json, bytes)]
          : { reason: 'invalid', field: 'body', message: 'the body must be an object' },
      respond: results => respondToOne(trackV1.refusal, results),
    }
    app.route({
      method,
      url: path,
      handler: (request, reply) => serveOperations(simulation, route, request, reply),
    })
  }
  // Changes nothing: whoever wants to know whether credentials are right asks for it.
  app.get('/accounts/region', ({ headers: { host } }) => ({
    url: `http://${host}`,
    region: 'us',
    environment_id: 1,
  }))
  add('PUT', '/customers/:person', 'identify')
  add('DELETE', '/customers/:person', 'delete')
  add('POST', '/customers/:person/events', 'event')
  add('POST', '/customers/:person/suppress', 'suppress')
  add('POST', '/customers/:person/unsuppress', 'unsuppress')
}

/** Track v2: self-describing operations, alone or in a batch. */
export async function addTrackV2(app: FastifyInstance, simulation: Simulation): Promise<void> {
  addGate(app, simulation, trackV2)
  const entity: OperationRoute = {
    ...trackRoute(simulation),
    dialect: trackV2,
    read: json =>
      isObject(json)
        ? [readV2(json)]
        : { reason: 'invalid', field: 'body', message: 'the body must be one operation' },
    respond: results => respondToOne(trackV2.refusal, results),
  }
  const batch: OperationRoute = {
    ...entity,
    read: readBatch,
    respond: (results, fault) => respondToBatch(simulation, results, fault),
  }
  app.post('/entity', (request, reply) => serveOperations(simulation, entity, request, reply))
  app.post('/batch', (request, reply) => serveOperations(simulation, batch, request, reply))
}

function trackRoute(simulation: Simulation): Pick<OperationRoute, 'size_limit_bytes' | 'check' | 'commit'> {
  const { knobs } = simulation
  return {
    size_limit_bytes: () => BATCH_LIMIT_KB * knobs.kb_bytes,
    check: operation => checkOperation(operation, knobs),
    commit: (operation, exchange) => commit(simulation, operation, exchange),
  }
}

function commit(simulation: Simulation, operation: Operation, { workspace, received_ms }: Exchange) {
  const decision = workspace.apply(operation, received_ms)
  if (decision === 'accepted' && operation.action === 'event')
    simulation.insights.eventReceived(workspace, operation.identifiers, operation.name)
  return { decision }
}

function readBatch(json: unknown): Operation[] | Problem {
  if (isObject(json) && Array.isArray(json.batch) && json.batch.length > 0) return json.batch.map(readV2)
  return { reason: 'required', field: 'batch', message: 'batch must be an array with at least one operation' }
}

function respondToOne(refusal: (problems: Problem[]) => unknown, results: Result[]): Answer {
  const problems = results.flatMap(result => result.problems)
  return problems.length === 0 ? { status: 200, body: {} } : { status: 400, body: refusal(problems) }
}

function respondToBatch({ knobs }: Simulation, results: Result[], fault: Fault | undefined): Answer {
  const errors = results.flatMap(({ problems }, index) =>
    problems
      .filter(problem => problem !== singledOut)
      .map(({ reason, field, message }) => ({ batch_index: index, reason, field, message })),
  )
  if (fault?.kind === 'unknown_index') errors.push(unknownIndexProblem(results.length))
  return errors.length === 0 ? { status: 200, body: {} } : { status: knobs.partial_status, body: { errors } }
}
