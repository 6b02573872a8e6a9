import Type from 'typebox'
import { Problem } from '../errors.ts'
import type { Platform } from '../platform.ts'
import type { Server } from './server.ts'

const READY_TIMEOUT_MS = 1_000

const isLoopback = (address: string) =>
  address === '127.0.0.1' || address === '::1' || address === '::ffff:127.0.0.1'

/** Probes for a supervisor and figures for Prometheus (from this machine only: they are nobody else's business). */
export function probeRoutes(server: Server, platform: Platform, isDraining: () => boolean) {
  const Status = Type.Object({ status: Type.Literal('ok') })
  const tags = ['operations']

  server.get(
    '/health/live',
    { schema: { tags, summary: 'The process runs', response: { 200: Status } } },
    async () => ({ status: 'ok' as const }),
  )

  server.get(
    '/health/ready',
    {
      schema: {
        tags,
        summary: 'The process can serve: not draining, database reached',
        response: { 200: Status },
      },
    },
    async () => {
      if (isDraining())
        throw new Problem(503, 'draining', 'This process is shutting down', { retryAfterSeconds: 5 })
      const timer = AbortSignal.timeout(READY_TIMEOUT_MS)
      const late = new Promise<never>((_, reject) => {
        timer.addEventListener('abort', () => reject(new Error('the database did not answer')))
      })
      await Promise.race([platform.db.system('select 1'), late]).catch(cause => {
        throw new Problem(503, 'not_ready', 'The database cannot be reached', { retryAfterSeconds: 2, cause })
      })
      return { status: 'ok' as const }
    },
  )

  server.get('/metrics', { schema: { tags, summary: 'Figures for Prometheus' } }, async (request, reply) => {
    if (!isLoopback(request.socket.remoteAddress ?? ''))
      throw new Problem(404, 'not_found', 'There is nothing here')
    return reply.type(platform.metrics.registry.contentType).send(await platform.metrics.registry.metrics())
  })
}
