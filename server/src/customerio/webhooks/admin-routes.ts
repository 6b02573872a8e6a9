import Type from 'typebox'
import type { Operators } from '../../operators/index.ts'
import { decodeCursor, pageOf } from '../../platform/http/cursor.ts'
import { Page, PageQuery, Uuid } from '../../platform/http/schema.ts'
import type { Server } from '../../platform/http/server.ts'
import type { Platform } from '../../platform/platform.ts'
import { listQuarantined, replayWebhook } from './quarantine.ts'
import { readInsightStatus } from './read-status.ts'
import { InsightStatusView, QuarantinedView, ReplayedView } from './schema.ts'

const tags = ['insights']
const config = { permission: 'insights.review' } as const

/** What the console shows of insights that came in, and lets marketers do once a template is mended. */
export function insightsAdminRoutes(
  server: Server,
  { platform, operators }: { platform: Platform; operators: Operators },
) {
  const { db, clock } = platform

  server.get(
    '/api/admin/insights',
    {
      config,
      schema: {
        tags,
        summary: 'What Customer.io told: what waits, was read or set aside, and whether insights are fresh',
        response: { 200: InsightStatusView },
      },
    },
    async request => {
      const { brand } = operators.require(request)
      const status = await db.transaction(brand.id, tx => readInsightStatus(tx, clock()))
      return { ...status, oldest_waiting_at: status.oldest_waiting_at?.toISOString() ?? null }
    },
  )

  server.get(
    '/api/admin/insights/quarantine',
    {
      config,
      schema: {
        tags,
        summary: 'Webhooks that were signed but could not be read, newest first',
        querystring: PageQuery,
        response: { 200: Page(QuarantinedView) },
      },
    },
    async request => {
      const { brand } = operators.require(request)
      const { cursor, limit = 20 } = request.query
      const after = cursor === undefined ? undefined : decodeCursor(cursor, { id: 'uuid' }).id
      const rows = await db.transaction(brand.id, tx => listQuarantined(tx, { after, limit: limit + 1 }))
      const views = rows.map(row => ({ ...row, received_at: row.received_at.toISOString() }))
      return pageOf(views, limit, ({ id }) => ({ id }))
    },
  )

  server.post(
    '/api/admin/insights/quarantine/:id/replay',
    {
      config,
      schema: {
        tags,
        summary: 'Read a webhook that was set aside once more',
        params: Type.Object({ id: Uuid }),
        response: { 200: ReplayedView },
      },
    },
    request => {
      const { brand, operator } = operators.require(request)
      return replayWebhook(platform, { brand, operator, requestId: request.id }, request.params.id)
    },
  )
}
