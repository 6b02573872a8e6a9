import { readdir, readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { describePerson } from './people.ts'
import type { Simulation } from './simulation.ts'

const publicFolder = new URL('../public/', import.meta.url)

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

// Mail is shown in a frame that inherits this policy, and mail is styled inline.
const contentSecurityPolicy =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'none'"

const PAGE_LIMIT = 200

/** The page on which people watch what comes in, and the JSON it reads. */
export async function addPage(app: FastifyInstance, simulation: Simulation): Promise<void> {
  for (const name of await readdir(publicFolder)) {
    const file = await readFile(new URL(name, publicFolder))
    const url = name === 'index.html' ? '/' : `/${name}`
    app.get(url, (_request, reply) =>
      reply
        .type(types[extname(name)] ?? 'application/octet-stream')
        .headers({ 'Cache-Control': 'no-cache', 'Content-Security-Policy': contentSecurityPolicy })
        .send(file),
    )
  }

  // Shown beside the shop's own page, which comes from another origin.
  app.get('/feed', (request, reply) => {
    const { after, limit } = request.query as Record<string, string | undefined>
    const from = after === undefined || after === '' ? undefined : toCount(after, 0)
    return reply
      .headers({ 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'no-store' })
      .send(simulation.feed.after(from, Math.min(toCount(limit, PAGE_LIMIT), PAGE_LIMIT)))
  })

  app.get('/page/feed/:seq', (request, reply) => {
    const detail = simulation.feed.detail(toCount((request.params as { seq: string }).seq, 0))
    if (detail === undefined) return reply.code(404).send({ message: 'This entry is no longer kept.' })
    return reply.send({ detail })
  })

  app.get('/page/people', () => {
    const items = simulation.workspaces.flatMap(workspace =>
      workspace.people
        .list()
        .slice(0, PAGE_LIMIT)
        .map(person => describePerson(person, workspace.config.name)),
    )
    return { items, total: simulation.workspaces.reduce((sum, workspace) => sum + workspace.people.size, 0) }
  })

  app.get('/page/mail', () => ({ items: simulation.mailbox.find(undefined).slice(0, PAGE_LIMIT) }))

  app.get('/page/counts', () => ({
    requests: simulation.requests,
    operations: simulation.ledger.total,
    counts_by_decision: simulation.ledger.countsByDecision(),
    faults: simulation.faults.inForce,
  }))
}

/** A whole number that is not negative, else the fallback. */
function toCount(text: string | undefined, fallback: number): number {
  const value = Number(text)
  return text !== undefined && text !== '' && Number.isInteger(value) && value >= 0 ? value : fallback
}
