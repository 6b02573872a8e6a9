import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify'
import { readFaults } from './faults/read-faults.ts'
import { readKnobs } from './knobs/knobs.ts'
import { isObject } from './operation.ts'
import { describePerson } from './people.ts'
import type { Simulation } from './simulation.ts'

type Query = Record<string, string | undefined>

const LEDGER_PAGE = 1_000

/** The control port: faults and reset in, the ledger, mail and people out. */
export async function addControl(app: FastifyInstance, simulation: Simulation): Promise<void> {
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, body === '' ? {} : JSON.parse(String(body)))
    } catch (error) {
      done(Object.assign(error as Error, { statusCode: 400 }))
    }
  })
  app.setErrorHandler<FastifyError>((error, _request, reply) =>
    problem(reply, error.statusCode ?? 500, error.message),
  )
  app.setNotFoundHandler((request, reply) =>
    problem(reply, 404, `There is no ${request.method} ${request.url} here.`),
  )

  app.get('/health', () => ({
    status: 'ok',
    workspaces: simulation.workspaces.map(({ config }) => config.name),
    requests: simulation.requests,
    operations: simulation.ledger.total,
    insights: simulation.insights.status(),
  }))

  app.get('/ledger', (request, reply) => {
    const query = request.query as Query
    const limit = toCount(query.limit) ?? LEDGER_PAGE
    const after = toCount(query.after) ?? 0
    if (Number.isNaN(limit) || Number.isNaN(after))
      return problem(reply, 400, 'limit and after must be whole numbers that are not negative.')
    const { identifier, workspace, name, ulid, decision } = query
    if (name && simulation.ledger.isDigest)
      return problem(reply, 400, 'This ledger is a digest and keeps no names; GET /summary counts by name.')
    return simulation.ledger.find({
      ...given({ identifier, workspace, name, ulid, decision }),
      after,
      limit,
    })
  })

  app.get('/summary', () => ({
    requests: simulation.requests,
    operations: simulation.ledger.total,
    counts_by_decision: simulation.ledger.countsByDecision(),
    counts_by_name: simulation.ledger.countsByName(),
    traffic: simulation.traffic.list(),
  }))

  app.get('/knobs', () => simulation.knobs)

  app.post('/knobs', (request, reply) => {
    try {
      return Object.assign(simulation.knobs, readKnobs(request.body))
    } catch (error) {
      return problem(reply, 400, (error as Error).message)
    }
  })

  app.get('/mail', request => ({ items: simulation.mailbox.find((request.query as Query).to) }))

  app.get('/people', request => {
    const { identifier, workspace: name } = request.query as Query
    const items = []
    const suppressed = []
    for (const workspace of simulation.workspaces) {
      if (name !== undefined && workspace.config.name !== name) continue
      const people = workspace.people.list().map(person => describePerson(person, workspace.config.name))
      items.push(...people.filter(person => identifier === undefined || person.identifier === identifier))
      if (identifier !== undefined && workspace.people.isSuppressed({ id: identifier }))
        suppressed.push({ workspace: workspace.config.name, identifier })
    }
    return { items: items.slice(0, LEDGER_PAGE), suppressed }
  })

  app.get('/faults', () => ({ items: simulation.faults.list() }))

  app.post('/faults', (request, reply) => {
    try {
      simulation.faults.replace(readFaults(request.body), Date.now())
    } catch (error) {
      return problem(reply, 400, (error as Error).message)
    }
    return { items: simulation.faults.list() }
  })

  app.post('/reset', () => {
    simulation.reset()
    return { status: 'ok' }
  })

  app.post('/insights', (request, reply) => postInsight(simulation, request.body, reply))
}

async function postInsight(simulation: Simulation, body: unknown, reply: FastifyReply): Promise<unknown> {
  const { workspace: name, identifier, predictions } = isObject(body) ? body : {}
  if (typeof name !== 'string' || typeof identifier !== 'string' || identifier === '')
    return problem(reply, 400, 'workspace and identifier are required, both as text.')
  const workspace = simulation.workspaceNamed(name)
  if (!workspace) {
    const known = simulation.workspaces.map(({ config }) => config.name).join(', ')
    return problem(reply, 404, `There is no workspace "${name}"; there are: ${known}.`)
  }
  if (workspace.config.webhook_url === undefined)
    return problem(reply, 409, `The workspace "${name}" has no webhook_url to post to.`)
  return reply.code(202).send(await simulation.insights.postNow(workspace, identifier, predictions))
}

const titles: Record<number, string> = { 400: 'Bad request', 404: 'Not found', 409: 'Conflict' }

function problem(reply: FastifyReply, status: number, detail: string): FastifyReply {
  const title = titles[status] ?? 'Error'
  return reply
    .code(status)
    .type('application/problem+json')
    .send({ type: 'about:blank', title, status, detail })
}

/** The fields that have a value. */
function given(fields: Query): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, string] => Boolean(entry[1])),
  )
}

/** A whole number that is not negative; NaN when it is anything else; undefined when it is missing. */
function toCount(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined
  const value = Number(text)
  return Number.isInteger(value) && value >= 0 ? value : Number.NaN
}
