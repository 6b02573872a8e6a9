import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { appV1 } from './dialect.ts'
import type { Answer } from './faults/answer-fault.ts'
import { addGate, type Exchange } from './gate.ts'
import { MAIL_LIMIT_KB } from './knobs/limits.ts'
import { addressOf, findCodes, findLinks } from './mailbox.ts'
import { asText, type Identifiers, isObject, type Json, type Operation, type Problem } from './operation.ts'
import { type OperationRoute, type Result, serveOperations } from './serve-operations.ts'
import type { Simulation } from './simulation.ts'

/** The App API, of which only transactional mail is spoken, and one question that changes nothing. */
export async function addAppV1(app: FastifyInstance, simulation: Simulation): Promise<void> {
  addGate(app, simulation, appV1)
  const sendEmail: OperationRoute = {
    dialect: appV1,
    size_limit_bytes: () => MAIL_LIMIT_KB * simulation.knobs.kb_bytes,
    read: readMail,
    check: checkMail,
    commit: (operation, exchange) => deliver(simulation, operation, exchange),
    respond,
  }
  // Changes nothing, as the region of the Track API.
  app.get('/workspaces', ({ exchange }) => ({
    workspaces: [{ id: 1, name: exchange.workspace.config.name }],
  }))
  app.post('/send/email', (request, reply) => serveOperations(simulation, sendEmail, request, reply))
}

function readMail(json: unknown, bytes: number): Operation[] | Problem {
  if (!isObject(json)) return { reason: 'invalid', field: 'body', message: 'the body must be an object' }
  const identifiers: Identifiers = {}
  if (isObject(json.identifiers))
    for (const kind of ['id', 'email', 'cio_id'] as const) {
      const text = asText(json.identifiers[kind])
      if (text !== null && text !== '') identifiers[kind] = text
    }
  return [
    {
      action: 'send_email',
      identifiers,
      name: asText(json.transactional_message_id),
      ulid: null,
      timestamp: undefined,
      attributes: json,
      bytes,
      payload: json,
      problems: [],
    },
  ]
}

function checkMail({ identifiers, attributes }: Operation): Problem[] {
  const message = attributes as Json
  const isMissing = (field: string) => typeof message[field] !== 'string' || message[field] === ''
  const required =
    isMissing('transactional_message_id') && asText(message.transactional_message_id) === null
      ? ['to', 'from', 'subject', 'body']
      : ['to']
  const problems = required
    .filter(isMissing)
    .map(field => ({ reason: 'required', field, message: `${field} is required` }))
  if (Object.keys(identifiers).length !== 1)
    problems.push({
      reason: 'required',
      field: 'identifiers',
      message: 'identifiers must have exactly one of id, email and cio_id',
    })
  return problems
}

function deliver(
  simulation: Simulation,
  { attributes, identifiers }: Operation,
  { workspace, received_ms }: Exchange,
) {
  const message = attributes as Json
  // A template's text lives with Customer.io; what it would have been filled with is the next best thing to show.
  const body = asText(message.body) ?? JSON.stringify(message.message_data ?? {}, null, 2)
  const subject = asText(message.subject) ?? `Template ${asText(message.transactional_message_id)}`
  const plain = asText(message.body_plain) ?? ''
  const delivery_id = randomUUID()
  const recipient = addressOf(String(message.to))
  simulation.mailbox.add({
    workspace: workspace.config.name,
    identifiers,
    to: String(message.to),
    recipient,
    from: asText(message.from),
    subject,
    body,
    ...(plain === '' ? {} : { plain }),
    links: findLinks(body, plain),
    codes: findCodes(subject, body, plain),
    sent_at: new Date(received_ms).toISOString(),
    delivery_id,
  })
  simulation.reports.mailSent(workspace, { identifiers, delivery_id, recipient, subject })
  return { decision: 'accepted' as const, answer: { delivery_id, queued_at: Math.floor(received_ms / 1000) } }
}

function respond(results: Result[]): Answer {
  const problems = results.flatMap(result => result.problems)
  if (problems.length > 0) return { status: 400, body: appV1.refusal(problems) }
  return { status: 200, body: results[0]?.answer }
}
