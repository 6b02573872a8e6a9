import type { Tx } from '../../platform/db/database.ts'
import { isUnavailable } from '../../platform/http/problem-reply.ts'
import type { Platform } from '../../platform/platform.ts'
import { holdWebhooks, markSettled, type TakenIn, takeIn, type Webhook } from './take-in.ts'

const BATCH_ROWS = 200
/** A brand with a backlog lets the others have a turn after this many batches. */
const BATCHES_A_TURN = 20
/** What passes when it is tried again: a deadlock, a conflict of two transactions. */
const PASSING = new Set(['40P01', '40001'])

const WAITING = `
  select id, raw, received_at, signed_at from insight_webhooks
  where brand_id = $1 and state = 'received' order by id limit $2`

const ONE = `
  select id, raw, received_at, signed_at from insight_webhooks
  where brand_id = $1 and state = 'received' and id = $2`

/**
 * Reads the webhooks of a brand that wait, a batch at a time and one worker at a time, and tells the open screens of
 * the members concerned. One that cannot be applied is set aside and holds up no other.
 */
export async function drainWebhooks(platform: Platform, brandId: number, stop?: AbortSignal): Promise<void> {
  for (let batch = 0; batch < BATCHES_A_TURN && !stop?.aborted; batch++) {
    const taken = await takeBatch(platform, brandId)
    if (taken < BATCH_ROWS) return
  }
}

async function takeBatch(platform: Platform, brandId: number): Promise<number> {
  const tried: string[] = []
  try {
    const waiting = (tx: Tx) => tx.raw<Webhook>(WAITING, [brandId, BATCH_ROWS])
    await takeAndTell(platform, brandId, async tx => {
      const webhooks = await waiting(tx)
      tried.push(...webhooks.map(({ id }) => id))
      return webhooks
    })
  } catch (error) {
    if (isPassing(error)) throw error
    platform.log.warn({ err: error, brand_id: brandId }, 'a batch of webhooks failed and is read one by one')
    for (const id of tried) await takeAlone(platform, brandId, id)
  }
  return tried.length
}

async function takeAlone(platform: Platform, brandId: number, id: string): Promise<void> {
  try {
    await takeAndTell(platform, brandId, tx => tx.raw<Webhook>(ONE, [brandId, id]))
  } catch (error) {
    if (isPassing(error)) throw error
    platform.log.error({ err: error, brand_id: brandId, webhook_id: id }, 'a webhook could not be applied')
    const outcome = { state: 'quarantined', note: 'it could not be applied' } as const
    await platform.db.transaction(brandId, tx => markSettled(tx, new Map([[id, outcome]]), platform.clock()))
    platform.metrics.insights.inc({ outcome: outcome.state })
  }
}

async function takeAndTell(platform: Platform, brandId: number, read: (tx: Tx) => Promise<Webhook[]>) {
  const taken = await platform.db.transaction(brandId, async tx => {
    if (!(await holdWebhooks(tx))) return undefined
    const webhooks = await read(tx)
    return webhooks.length === 0 ? undefined : takeIn(tx, webhooks, platform.clock())
  })
  if (taken) tell(platform, brandId, taken)
}

/** Counts how webhooks ended, and tells the open screens of members about what is new. */
export function tell({ metrics, fanout }: Platform, brandId: number, { insights, outcomes }: TakenIn): void {
  for (const { state } of outcomes.values()) metrics.insights.inc({ outcome: state })
  for (const { member_id, computed_at } of insights) {
    fanout.publish(`member:${brandId}:${member_id}`, {
      event: 'insights',
      data: { source: 'customer.io', computed_at: computed_at.toISOString() },
    })
  }
}

const isPassing = (error: unknown) =>
  isUnavailable(error) || PASSING.has((error as { code?: string }).code ?? '')
