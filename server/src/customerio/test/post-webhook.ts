// Webhooks as Customer.io posts them, and what became of them.
import { createHmac, randomUUID } from 'node:crypto'
import type { World } from '../../../test/world.ts'
import { readInsights } from '../index.ts'
import { drainWebhooks } from '../webhooks/drain-webhooks.ts'
import { SIGNING_KEY } from './workspace.ts'

export const URL_PATH = '/api/webhooks/customer-io/acme'

interface Posted {
  world: World
  key?: string
  delivery?: string
  headers?: Record<string, string>
  url?: string
  signingKey?: string
  /** When it says that it was signed; now unless told. */
  signedAt?: Date
}

export function post(body: string, posted: Posted) {
  const { world, key, delivery, headers = {}, url = URL_PATH, signingKey = SIGNING_KEY } = posted
  const signedAt = posted.signedAt ?? world.platform.clock()
  const timestamp = String(Math.floor(signedAt.getTime() / 1_000))
  const signature = createHmac('sha256', signingKey).update(`v0:${timestamp}:${body}`).digest('hex')
  return world.app.server.inject({
    method: 'POST',
    url,
    payload: body,
    headers: {
      'content-type': 'application/json',
      'x-cio-timestamp': timestamp,
      'x-cio-signature': signature,
      ...(key ? { 'x-cio-idempotency-key': key } : {}),
      ...(delivery ? { 'x-cio-delivery-id': delivery } : {}),
      ...headers,
    },
  })
}

interface Stored {
  id: string
  state: string
  note: string | null
  raw: Buffer
}

/** A brand's webhooks, in the order of receipt. */
export const storedWebhooks = ({ platform, brand }: World) =>
  platform.db.transaction(brand.id, tx =>
    tx.raw<Stored>('select * from insight_webhooks where brand_id = $1 order by id', [brand.id]),
  )

/** Their states and notes. */
export const endsOf = async (world: World) =>
  (await storedWebhooks(world)).map(({ state, note }) => [state, note])

/** Reads what waits, as a worker does. */
export const drain = (world: World) => drainWebhooks(world.platform, world.brand.id)

export const insightOf = (world: World, memberId: string) =>
  world.platform.db.transaction(world.brand.id, tx => readInsights(tx, memberId))

/** The body of an insight that was computed so many seconds ago. */
export const insight = (memberId: string, secondsAgo: number, predictions: object) =>
  JSON.stringify({
    insight_id: randomUUID(),
    identifiers: { id: memberId },
    computed_at: new Date(Date.now() - secondsAgo * 1_000).toISOString(),
    predictions,
  })

/** The body of a report of now. */
export const report = (metric: string, memberId: string, change: { event_id?: string; data?: object } = {}) =>
  JSON.stringify({
    event_id: change.event_id ?? randomUUID(),
    object_type: 'email',
    metric,
    timestamp: Math.ceil(Date.now() / 1_000),
    data: { customer_id: memberId, identifiers: { id: memberId }, ...change.data },
  })
