import type { FastifyInstance, FastifyReply } from 'fastify'
import { isObject, type Json } from './operation.ts'
import { problem } from './problem.ts'
import type { Simulation } from './simulation.ts'
import { type Trick, tricks } from './webhooks/delivery.ts'
import { type Metric, metrics, type Reported } from './webhooks/reports.ts'
import type { Workspace } from './workspace.ts'

const BURST_PEOPLE_LIMIT = 10_000
const BURST_LIMIT_PER_SECOND = 20_000
const BURST_LIMIT_S = 3_600

/** The part of the control port that lets webhooks be posted. */
export async function addWebhookControl(app: FastifyInstance, simulation: Simulation): Promise<void> {
  app.post('/insights', (request, reply) =>
    withWorkspace(simulation, request.body, reply, (workspace, body) =>
      postInsight(simulation, workspace, body, reply),
    ),
  )

  app.post('/reports', (request, reply) =>
    withWorkspace(simulation, request.body, reply, (workspace, body) =>
      postReport(simulation, workspace, body, reply),
    ),
  )

  app.post('/signing-keys', (request, reply) =>
    withWorkspace(simulation, request.body, reply, ({ signingKeys }, { campaign, reporting }) => {
      for (const key of [campaign, reporting])
        if (key !== undefined && (typeof key !== 'string' || key === ''))
          return problem(reply, 400, 'campaign and reporting must be texts.')
      if (typeof campaign === 'string') signingKeys.campaign = campaign
      if (typeof reporting === 'string') signingKeys.reporting = reporting
      return { status: 'ok' }
    }),
  )

  app.get('/burst', (_request, reply) =>
    simulation.burst ? simulation.burst.status() : problem(reply, 404, 'There was no burst.'),
  )

  app.post('/burst', (request, reply) =>
    withWorkspace(simulation, request.body, reply, (workspace, body) =>
      startBurst(simulation, workspace, body, reply),
    ),
  )
}

function withWorkspace(
  simulation: Simulation,
  body: unknown,
  reply: FastifyReply,
  act: (workspace: Workspace, body: Json) => unknown,
): unknown {
  if (!isObject(body) || typeof body.workspace !== 'string')
    return problem(reply, 400, 'workspace is required, as text.')
  const workspace = simulation.workspaceNamed(body.workspace)
  if (!workspace) {
    const known = simulation.workspaces.map(({ config }) => config.name).join(', ')
    return problem(reply, 404, `There is no workspace "${body.workspace}"; there are: ${known}.`)
  }
  return act(workspace, body)
}

function nowhereToPost({ config }: Workspace, reply: FastifyReply): FastifyReply {
  return problem(reply, 409, `The workspace "${config.name}" has no webhook_url to post to.`)
}

async function postInsight(simulation: Simulation, workspace: Workspace, body: Json, reply: FastifyReply) {
  const { identifier, predictions, trick } = body
  if (workspace.config.webhook_url === undefined) return nowhereToPost(workspace, reply)
  if (typeof identifier !== 'string' || identifier === '')
    return problem(reply, 400, 'identifier is required, as text.')
  if (!isTrick(trick)) return problem(reply, 400, `trick must be one of ${tricks.join(', ')}.`)
  const posts = await simulation.insights.postNow(workspace, identifier, predictions, trick)
  return reply.code(202).send({ ...posts[0], posts })
}

function postReport(simulation: Simulation, workspace: Workspace, body: Json, reply: FastifyReply) {
  const { metric, trick } = body
  const { reporting_webhook_url, webhook_url } = workspace.config
  if ((reporting_webhook_url ?? webhook_url) === undefined) return nowhereToPost(workspace, reply)
  if (!metrics.includes(metric as Metric))
    return problem(reply, 400, `metric must be one of ${metrics.join(', ')}.`)
  if (!isTrick(trick) || trick === 'reordered')
    return problem(reply, 400, `trick must be one of ${tricks.join(', ')}, but reports keep their order.`)
  const mail = reportedMail(simulation, body)
  if (!mail) return problem(reply, 404, 'There is no mail with this delivery_id.')
  return reply.code(202).send(simulation.reports.post(workspace, metric as Metric, mail, trick))
}

/** The mail that is meant, or one made up of what is given; undefined when the one meant is not there. */
function reportedMail({ mailbox }: Simulation, { delivery_id, identifier, recipient }: Json) {
  if (typeof delivery_id === 'string')
    return mailbox.find(undefined).find(mail => mail.delivery_id === delivery_id)
  const made: Reported = {
    identifiers: typeof identifier === 'string' ? { id: identifier } : {},
    delivery_id: 'made-up',
    recipient: typeof recipient === 'string' ? recipient : '',
    subject: '',
  }
  return made
}

function startBurst(simulation: Simulation, workspace: Workspace, body: Json, reply: FastifyReply) {
  const { per_second, seconds } = body
  if (workspace.config.webhook_url === undefined) return nowhereToPost(workspace, reply)
  const isWithin = (value: unknown, max: number): value is number =>
    typeof value === 'number' && value > 0 && value <= max
  if (!isWithin(per_second, BURST_LIMIT_PER_SECOND))
    return problem(reply, 400, `per_second must be a number up to ${BURST_LIMIT_PER_SECOND}.`)
  if (!isWithin(seconds, BURST_LIMIT_S))
    return problem(reply, 400, `seconds must be a number up to ${BURST_LIMIT_S}.`)
  const identifiers = Array.isArray(body.identifiers)
    ? body.identifiers.filter(id => typeof id === 'string')
    : knownIds(workspace)
  if (identifiers.length === 0) return problem(reply, 409, 'Nobody is known yet; name some identifiers.')
  simulation.startBurst({ workspace, identifiers, per_second, seconds })
  return reply.code(202).send({ people: identifiers.length })
}

function knownIds({ people }: Workspace): string[] {
  const ids = people.list().map(({ identifiers }) => identifiers.id)
  return ids.filter(id => id !== undefined).slice(0, BURST_PEOPLE_LIMIT)
}

function isTrick(value: unknown): value is Trick | undefined {
  return value === undefined || tricks.includes(value as Trick)
}
