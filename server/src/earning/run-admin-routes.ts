import Type from 'typebox'
import { AchievementDefinition, validateAchievement } from '../achievements/index.ts'
import { cancelRun, listRuns, type Run, readRun, startRun, whenCachesAreFresh } from '../activity/index.ts'
import { CampaignDefinition, markCampaignUndone, readFacts, validateCampaign } from '../campaigns/index.ts'
import { audit, type Operator } from '../operators/index.ts'
import type { Tx } from '../platform/db/database.ts'
import { notFound } from '../platform/errors.ts'
import { decodeCursor, pageOf } from '../platform/http/cursor.ts'
import { Page, PageQuery, Uuid } from '../platform/http/schema.ts'
import type { Server } from '../platform/http/server.ts'
import type { EarningContext } from './admin-routes.ts'
import { countActiveMembers } from './back-fill.ts'
import { ESTIMATE_DAYS } from './estimate-campaign.ts'
import { RunStarted, RunView } from './schema.ts'

const Id = Type.Object({ id: Uuid })
const Key = Type.Object({ key: Type.String({ maxLength: 60 }) })
const LIMIT = 50

const runView = (run: Run) => ({
  id: run.id,
  kind: run.kind,
  subject: run.subject,
  state: run.state,
  done: run.done,
  total: run.total,
  result: run.result,
  failure: run.failure,
  created_at: run.created_at.toISOString(),
  updated_at: run.updated_at.toISOString(),
})

export function runAdminRoutes(server: Server, { platform, operators, programs }: EarningContext) {
  const { db, keys, clock } = platform
  const tags = ['runs']

  /** Starts a run and audits it, in one transaction. */
  async function start(
    tx: Tx,
    request: { id: string },
    operator: Operator,
    run: { kind: string; subject: string; input: object; total?: number; runAt?: Date },
  ) {
    const at = clock()
    const run_id = await startRun(tx, { ...run, at, startedBy: operator.id })
    const { kind, subject, input } = run
    const facts = { operator, action: `${kind}.started`, subject, before: null, after: { run_id, ...input } }
    await audit(tx, keys, { ...facts, at, requestId: request.id })
    return { run_id }
  }

  server.post(
    '/api/admin/achievements/:key/dry-run',
    {
      config: { permission: 'rules.write' },
      schema: {
        tags: ['achievements'],
        summary: 'Who would unlock this definition now, and what it would cost; changes nothing',
        params: Key,
        body: Type.Object({ definition: AchievementDefinition }, { additionalProperties: false }),
        response: { 202: RunStarted },
      },
    },
    async (request, reply) => {
      const { brand, operator } = operators.require(request)
      const { key } = request.params
      const { definition } = request.body
      validateAchievement(key, definition, 'definition')
      const started = await db.transaction(brand.id, async tx =>
        start(tx, request, operator, {
          kind: 'achievement_dry_run',
          subject: `achievement:${key}`,
          input: { key, definition },
          total: await countActiveMembers(tx),
        }),
      )
      return reply.code(202).send(started)
    },
  )

  server.post(
    '/api/admin/achievements/:key/back-fill',
    {
      config: { permission: 'rules.write' },
      schema: {
        tags: ['achievements'],
        summary: 'Count an achievement anew from what members did, and unlock it where it is met',
        params: Key,
        response: { 202: RunStarted },
      },
    },
    async (request, reply) => {
      const { brand, operator } = operators.require(request)
      const { key } = request.params
      const started = await db.transaction(brand.id, async tx => {
        const { achievements } = await programs.of(brand)
        if (!achievements.all.some(one => one.key === key)) throw notFound('achievement')
        return start(tx, request, operator, {
          kind: 'achievement_back_fill',
          subject: `achievement:${key}`,
          input: { key },
          total: await countActiveMembers(tx),
          runAt: whenCachesAreFresh(),
        })
      })
      return reply.code(202).send(started)
    },
  )

  server.post(
    '/api/admin/campaigns/estimate',
    {
      config: { permission: 'rules.write' },
      schema: {
        tags: ['campaigns'],
        summary: 'What a campaign would have cost over the scans of the last 90 days',
        body: Type.Object({ definition: CampaignDefinition }, { additionalProperties: false }),
        response: { 202: RunStarted },
      },
    },
    async (request, reply) => {
      const { brand, operator } = operators.require(request)
      const { definition } = request.body
      const { ladder } = await programs.of(brand)
      const until = clock()
      const since = new Date(until.getTime() - ESTIMATE_DAYS * 86_400_000)
      const started = await db.transaction(brand.id, async tx => {
        const rankKeys = ladder.ranks.map(({ key }) => key)
        const { timeZone } = brand
        validateCampaign(definition, await readFacts(tx, { definition, rankKeys, timeZone, at: until }))
        return start(tx, request, operator, {
          kind: 'campaign_estimate',
          subject: `campaign:${definition.name}`,
          input: { definition, since: since.toISOString(), until: until.toISOString() },
        })
      })
      return reply.code(202).send(started)
    },
  )

  server.post(
    '/api/admin/campaigns/:id/undo',
    {
      config: { permission: 'rules.write' },
      schema: {
        tags: ['campaigns'],
        summary: 'End a campaign and take back what it gave',
        params: Id,
        body: Type.Object(
          { reason: Type.String({ minLength: 3, maxLength: 300, pattern: '\\S' }) },
          { additionalProperties: false },
        ),
        response: { 202: RunStarted },
      },
    },
    async (request, reply) => {
      const { brand, operator } = operators.require(request)
      const { id } = request.params
      const { reason } = request.body
      const started = await db.transaction(brand.id, async tx => {
        await markCampaignUndone(tx, { id, at: clock() })
        return start(tx, request, operator, {
          kind: 'campaign_undo',
          subject: `campaign:${id}`,
          input: { campaign_id: id, reason },
          runAt: whenCachesAreFresh(),
        })
      })
      programs.campaigns.forget(brand.id)
      return reply.code(202).send(started)
    },
  )

  server.get(
    '/api/admin/runs',
    {
      config: { permission: 'rules.read' },
      schema: {
        tags,
        summary: 'Long work with its progress, newest first',
        querystring: Type.Object(
          { ...PageQuery.properties, kind: Type.Optional(Type.String({ maxLength: 40 })) },
          { additionalProperties: false },
        ),
        response: { 200: Page(RunView) },
      },
    },
    async request => {
      const { brand } = operators.require(request)
      const { cursor, kind, limit = LIMIT } = request.query
      const after = cursor === undefined ? undefined : decodeCursor(cursor, { id: 'uuid' }).id
      const runs = await db.transaction(brand.id, tx => listRuns(tx, { kind, after, limit: limit + 1 }))
      return pageOf(runs.map(runView), limit, ({ id }) => ({ id }))
    },
  )

  server.get(
    '/api/admin/runs/:id',
    {
      config: { permission: 'rules.read' },
      schema: { tags, summary: 'One run', params: Id, response: { 200: RunView } },
    },
    async request => {
      const { brand } = operators.require(request)
      return runView(await db.transaction(brand.id, tx => readRun(tx, request.params.id)))
    },
  )

  server.post(
    '/api/admin/runs/:id/cancel',
    {
      config: { permission: 'rules.write' },
      schema: {
        tags,
        summary: 'Stop a run after the slice under way; what it did stays',
        params: Id,
        response: { 200: RunView },
      },
    },
    async request => {
      const { brand, operator } = operators.require(request)
      return db.transaction(brand.id, async tx => {
        const before = await readRun(tx, request.params.id)
        await cancelRun(tx, before.id, clock())
        const run = await readRun(tx, before.id)
        await audit(tx, keys, {
          operator,
          action: 'run.cancelled',
          subject: `run:${run.id}`,
          before: { state: before.state, done: before.done },
          after: { state: run.state, done: run.done },
          at: clock(),
          requestId: request.id,
        })
        return runView(run)
      })
    },
  )
}
