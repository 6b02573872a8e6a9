import Type from 'typebox'
import type { Visitors } from '../identity/index.ts'
import type { Server } from '../platform/http/server.ts'
import type { Platform } from '../platform/platform.ts'
import { observe } from './observe.ts'
import { respond } from './respond.ts'
import { ObservationsBody, Observed, RespondBody, Responded, SuggestionId } from './response-schema.ts'

const tags = ['personalization']

/** What members do about suggestions, and what else the app observes. */
export function responseRoutes(
  server: Server,
  { platform, visitors }: { platform: Platform; visitors: Visitors },
) {
  for (const [path, surface, summary] of [
    ['/api/cards/:id/response', 'card', 'What the member did about a card'],
    ['/api/next-best-actions/:id/response', 'next_best_action', 'The same about a next best action'],
  ] as const) {
    server.post(
      path,
      {
        schema: {
          tags,
          summary,
          params: Type.Object({ id: SuggestionId }),
          body: RespondBody,
          response: { 200: Responded },
        },
      },
      async (request, reply) => {
        const { brand, memberId } = await visitors.member(request)
        await platform.limits.take('observations_member', `${brand.id}/${memberId}`)
        const { id } = request.params
        const input = { brand, memberId, surface, id, body: request.body, at: platform.clock() }
        const answer = await platform.db.transaction(brand.id, tx => respond(tx, input))
        // The stored bytes, as they are.
        return reply
          .type('application/json; charset=utf-8')
          .serializer(String)
          .send(answer as never)
      },
    )
  }

  server.post(
    '/api/events',
    {
      schema: {
        tags,
        summary:
          'What the app itself observed: cards, sessions; up to 50 at once, each with a result of its own',
        body: ObservationsBody,
        response: { 200: Observed },
      },
    },
    async (request, reply) => {
      const { brand, memberId } = await visitors.member(request)
      await platform.limits.take('observations_member', `${brand.id}/${memberId}`)
      const input = { brand, memberId, body: request.body, at: platform.clock() }
      const answer = await platform.db.transaction(brand.id, tx => observe(tx, input))
      return reply
        .type('application/json; charset=utf-8')
        .serializer(String)
        .send(answer as never)
    },
  )
}
