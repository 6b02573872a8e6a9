import { audit, type Operators } from '../../operators/index.ts'
import { invalid } from '../../platform/errors.ts'
import { decodeCursor, pageOf } from '../../platform/http/cursor.ts'
import { Page } from '../../platform/http/schema.ts'
import type { Server } from '../../platform/http/server.ts'
import type { Platform } from '../../platform/platform.ts'
import { countDead, type DeadLetter, listDead, type Selection } from './dead-letters.ts'
import { type PaceOrders, pauseOutbox, resumeOutbox, setCeiling } from './pace-orders.ts'
import { type OutboxStatus, readStatus } from './read-status.ts'
import { startReplay } from './replay-dead.ts'
import {
  DeadLetterView,
  DeadQuery,
  Orders,
  OutboxView,
  PauseBody,
  RateBody,
  Replay,
  ReplayBody,
} from './schema.ts'

const tags = ['outbox']
const read = { permission: 'outbox.read' } as const
const write = { permission: 'outbox.write' } as const

/** A page shows it at once; the command line counts further. */
const COUNTED_MOST = 5_000

/** What the console shows of a brand's outbox, and lets its owner do. */
export function outboxRoutes(
  server: Server,
  { platform, operators }: { platform: Platform; operators: Operators },
) {
  const { db, keys, clock } = platform

  server.get(
    '/api/admin/outbox',
    {
      config: read,
      schema: {
        tags,
        summary: 'What waits for Customer.io, how fast it leaves, and what is in its way',
        response: { 200: OutboxView },
      },
    },
    async request => {
      const { brand } = operators.require(request)
      return statusView(await db.transaction(brand.id, tx => readStatus(tx, clock(), COUNTED_MOST)))
    },
  )

  server.get(
    '/api/admin/outbox/dead',
    {
      config: read,
      schema: {
        tags,
        summary: 'Events that Customer.io refused, with its reason, newest first',
        querystring: DeadQuery,
        response: { 200: Page(DeadLetterView) },
      },
    },
    async request => {
      const { brand } = operators.require(request)
      const { reason, cursor, limit = 50 } = request.query
      const after = cursor === undefined ? undefined : decodeCursor(cursor, { id: 'uuid' }).id
      const rows = await db.transaction(brand.id, tx => listDead(tx, { reason, after, limit: limit + 1 }))
      return pageOf(rows.map(deadView), limit, ({ id }) => ({ id }))
    },
  )

  server.post(
    '/api/admin/outbox/replay',
    {
      config: write,
      schema: {
        tags,
        summary: 'Send refused events again, with the ids they had: some, those of a reason, or all',
        body: ReplayBody,
        response: { 200: Replay, 202: Replay },
      },
    },
    async (request, reply) => {
      const { brand, operator } = operators.require(request)
      const { dry_run: isDryRun = false, ...wanted } = request.body
      const selection = selectionOf(wanted)
      const by = { brand, operator, requestId: request.id }
      const answer = await db.transaction(brand.id, async tx => {
        const by_reason = await countDead(tx, selection)
        const events = by_reason.reduce((sum, { count }) => sum + count, 0)
        if (isDryRun) return { run_id: null, events, by_reason }
        const at = clock()
        const run_id = await startReplay(tx, by, { selection, events }, at)
        const after = { run_id, events, ...wanted }
        const deed = { action: 'outbox.replay_started', subject: 'outbox', after, at }
        await audit(tx, keys, { ...deed, operator, requestId: request.id })
        return { run_id, events, by_reason }
      })
      return reply.code(isDryRun ? 200 : 202).send(answer)
    },
  )

  server.post(
    '/api/admin/outbox/pause',
    {
      config: write,
      schema: {
        tags,
        summary: 'Send nothing more after the requests under way; what waits is kept until it is resumed',
        body: PauseBody,
        response: { 200: Orders },
      },
    },
    async request => {
      const { brand, operator } = operators.require(request)
      const by = { brand, operator, requestId: request.id }
      return ordersView(await pauseOutbox(platform, by, request.body.because))
    },
  )

  server.post(
    '/api/admin/outbox/resume',
    { config: write, schema: { tags, summary: 'Send again, at once', response: { 200: Orders } } },
    async request => {
      const { brand, operator } = operators.require(request)
      return ordersView(await resumeOutbox(platform, { brand, operator, requestId: request.id }))
    },
  )

  server.put(
    '/api/admin/outbox/rate',
    {
      config: write,
      schema: {
        tags,
        summary: 'How many requests a second may leave at most',
        body: RateBody,
        response: { 200: Orders },
      },
    },
    async request => {
      const { brand, operator } = operators.require(request)
      const by = { brand, operator, requestId: request.id }
      return ordersView(await setCeiling(platform, by, request.body.ceiling))
    },
  )
}

/** Throws 400 unless exactly one of the ways to choose is given. */
function selectionOf({ ids, reason, all }: Selection & { all?: true }): Selection {
  const given = [ids, reason, all].filter(one => one !== undefined).length
  if (given !== 1)
    throw invalid([{ field: 'ids', message: 'or reason or all has to be given, and only one' }])
  return { ids, reason }
}

const textOf = (at: Date | null) => at?.toISOString() ?? null

const statusView = ({ lanes, ...status }: OutboxStatus) => ({
  ...status,
  oldest_waiting_at: textOf(status.oldest_waiting_at),
  oldest_dead_at: textOf(status.oldest_dead_at),
  breaker_open_until: textOf(status.breaker_open_until),
  paused_at: textOf(status.paused_at),
  last_trouble_at: textOf(status.last_trouble_at),
  lanes: lanes.map(lane => ({
    ...lane,
    oldest_waiting_at: lane.oldest_waiting_at.toISOString(),
    due_at: textOf(lane.due_at),
  })),
})

const deadView = (row: DeadLetter) => ({
  ...row,
  occurred_at: row.occurred_at.toISOString(),
  settled_at: row.settled_at.toISOString(),
})

const ordersView = (orders: PaceOrders) => ({ ...orders, paused_at: textOf(orders.paused_at) })
