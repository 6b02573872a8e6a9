// What requests about suggestions name, for the proof that another brand's are like nobody's.
import { randomUUID } from 'node:crypto'
import type { InjectOptions } from 'fastify'
import type { World } from '../world.ts'

export interface SuggestionNames {
  suggestionId: string
}

export const NOBODYS_SUGGESTION: SuggestionNames = { suggestionId: 'scan_again..AAAAAAAAAAAAAAAA' }

type Headers = Record<string, string>

/** The name of a card that its member is shown. */
export async function suggestionNames(world: World, headers: Headers): Promise<SuggestionNames> {
  const { items } = (await world.app.server.inject({ url: '/api/cards', headers })).json()
  return { suggestionId: items[0].id }
}

/** The requests, asked as a member of the brand that has none of it. */
export const suggestionCases = (member: () => Headers) => [
  ...['cards', 'next-best-actions'].map(path => ({
    operation: `POST /api/${path}/{id}/response`,
    request: ({ suggestionId }: SuggestionNames): InjectOptions => ({
      method: 'POST',
      url: `/api/${path}/${suggestionId}/response`,
      headers: member(),
      payload: { client_op_id: randomUUID(), response: 'shown' },
    }),
  })),
  {
    operation: 'POST /api/events',
    request: ({ suggestionId }: SuggestionNames): InjectOptions => ({
      method: 'POST',
      url: '/api/events',
      headers: member(),
      payload: { client_op_id: randomUUID(), events: [{ name: 'card_shown', id: suggestionId }] },
    }),
  },
]
