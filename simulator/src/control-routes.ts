import type { FastifyError, FastifyInstance } from 'fastify'
import { addWebhookControl } from './control-webhooks.ts'
import { readFaults } from './faults/read-faults.ts'
import { readKnobs } from './knobs/knobs.ts'
import { describePerson } from './people.ts'
import { problem } from './problem.ts'
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
    reports: simulation.reports.status(),
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

  await addWebhookControl(app, simulation)
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
