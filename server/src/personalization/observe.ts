import { findOperation, insertEvents, insertOperation, operationRow, requestHash } from '../activity/index.ts'
import { beginSession, lockMember, noteSession } from '../members/index.ts'
import type { Tx } from '../platform/db/database.ts'
import type { Brand } from '../tenancy/index.ts'
import { logResponses, type SuggestionResponse } from './log-responses.ts'
import type { Observation, ObservationsBody, Observed } from './response-schema.ts'
import { readSuggestionId } from './suggestion-id.ts'

export interface ObserveInput {
  brand: Brand
  memberId: string
  body: ObservationsBody
  at: Date
}

type Result = Observed['results'][number]['result']

/**
 * Takes what the app itself observed, as one operation: what is done about suggestions is logged, sessions are noted,
 * and Customer.io is told where the member consents. Each observation has a result of its own; one that is not
 * understood takes nothing away from the others. Answers the stored bytes.
 */
export async function observe(tx: Tx, input: ObserveInput): Promise<string> {
  const { brand, memberId, at } = input
  const { client_op_id: clientOpId, events } = input.body
  const hash = requestHash({ observe: events })
  const member = await lockMember(tx, memberId)
  const stored = await findOperation(tx, memberId, clientOpId, hash)
  if (stored) return stored
  const responses = events.map(event => responseOf(brand, memberId, event))
  const isNew = await logResponses(tx, brand, member, responses.filter(isKnown), at)
  const sessions = firstOfEach(events)
  const seen = new Set<string>()
  const results = events.map((event, i): { result: Result } => {
    const response = responses[i]
    if (response === undefined) return { result: sessions.has(event) ? 'logged' : 'repeated' }
    if (response === null) return { result: 'unknown' }
    const key = JSON.stringify(response)
    const isFirst = !seen.has(key)
    seen.add(key)
    return { result: isFirst && isNew(response) ? 'logged' : 'repeated' }
  })
  await tellSessions(tx, member, [...sessions], at)
  const answer = JSON.stringify({ results } satisfies Observed)
  await insertOperation(
    tx,
    operationRow({ brandId: tx.brandId, memberId, clientOpId, hash, actionId: null, answer }),
  )
  return answer
}

const isKnown = (response: SuggestionResponse | null | undefined): response is SuggestionResponse =>
  response !== null && response !== undefined

const RESPONSES = { card_shown: 'shown', card_tapped: 'tapped', card_dismissed: 'dismissed' } as const

/** What an observation says about a suggestion: null where that is none of the member's, undefined for others. */
function responseOf(
  brand: Brand,
  memberId: string,
  event: Observation,
): SuggestionResponse | null | undefined {
  if (!('id' in event)) return undefined
  const name = readSuggestionId(brand, memberId, event.id)
  return name ? { ...name, surface: event.surface ?? 'card', response: RESPONSES[event.name] } : null
}

type SessionObservation = Exclude<Observation, { id: string }>

/** One batch tells of one session: the first beginning and the first end in it. */
function firstOfEach(events: readonly Observation[]): Set<Observation> {
  const first = (name: SessionObservation['name']) => events.find(event => event.name === name)
  return new Set([first('user_session_started'), first('user_session_ended')].filter(event => !!event))
}

async function tellSessions(
  tx: Tx,
  member: { id: string; marketing_consent: boolean },
  sessions: Observation[],
  at: Date,
): Promise<void> {
  for (const { name, ...facts } of sessions) {
    if (name === 'user_session_started') await beginSession(tx, member.id, at)
    else {
      await noteSession(tx, member.id, at)
      if (member.marketing_consent)
        await insertEvents(tx, { memberId: member.id, at, events: [{ name, refs: facts }] })
    }
  }
}
