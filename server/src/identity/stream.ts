import type { ServerResponse } from 'node:http'
import type { Server } from '../platform/http/server.ts'
import { newId } from '../platform/id.ts'
import type { Platform } from '../platform/platform.ts'
import type { Visitors } from './visitors.ts'

const HEARTBEAT_MS = 25_000
const RETRY_MS = 3_000
/** A reader that leaves more than this unread is cut off; it reconnects and refetches. */
const UNREAD_BYTES_MAX = 64 * 1024

interface StreamMessage {
  event: string
  data: object
}

/**
 * `GET /api/stream`: server-sent events of one member, as they happen; one stream a session, a newer one ends the
 * older. Events are not kept: after a gap (`Last-Event-ID`) the app is told to `refresh`.
 */
export function streamRoute(
  server: Server,
  { platform, visitors }: { platform: Platform; visitors: Visitors },
) {
  const open = new Map<string, ServerResponse>()

  function send(response: ServerResponse, { event, data }: StreamMessage) {
    if (response.writableLength > UNREAD_BYTES_MAX) return response.destroy()
    response.write(`id: ${newId(platform.clock())}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
  }

  const heartbeat = setInterval(() => {
    for (const response of open.values()) response.write(': still here\n\n')
  }, HEARTBEAT_MS).unref()
  server.addHook('preClose', async () => {
    clearInterval(heartbeat)
    for (const response of open.values()) response.end()
  })

  server.get(
    '/api/stream',
    {
      schema: {
        tags: ['members'],
        summary: 'Server-sent events: balance, achievement_unlocked, insights, refresh',
        description: 'Read it with fetch: it needs the access token.',
      },
    },
    async (request, reply) => {
      const { brand, memberId, sessionId } = await visitors.member(request)
      reply.hijack()
      const response = reply.raw
      response.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
        'x-request-id': request.id,
      })
      response.write(`retry: ${RETRY_MS}\n\n`)
      if (request.headers['last-event-id']) send(response, { event: 'refresh', data: {} })
      open.get(sessionId)?.end()
      open.set(sessionId, response)
      platform.metrics.streams.inc()
      const unsubscribe = platform.fanout.subscribe(`member:${brand.id}:${memberId}`, message =>
        send(response, message as StreamMessage),
      )
      response.on('close', () => {
        unsubscribe()
        platform.metrics.streams.dec()
        if (open.get(sessionId) === response) open.delete(sessionId)
      })
    },
  )
}
