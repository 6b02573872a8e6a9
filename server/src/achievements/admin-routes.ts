import { decodeCursor, pageOf } from '../platform/http/cursor.ts'
import { Page, PageQuery } from '../platform/http/schema.ts'
import type { Server } from '../platform/http/server.ts'
import { type AchievementsContext, changeAchievements } from './change-achievements.ts'
import type { AchievementDefinition } from './definition.ts'
import { type Published, publishAchievement, rollbackAchievement } from './publish.ts'
import { listAchievements, readAchievement } from './queries.ts'
import {
  AchievementDetail,
  AchievementKey,
  CurrentAchievement,
  PublishBody,
  PublishedView,
  RollbackBody,
  ValidateBody,
  Validated,
} from './schema.ts'
import { templateRoutes } from './template-routes.ts'
import { transferRoutes } from './transfer-routes.ts'
import { validateAchievement } from './validate.ts'

const tags = ['achievements']
const read = { permission: 'rules.read' } as const
const write = { permission: 'rules.write' } as const

/** What operators do with achievements; each change is audited in its own transaction. */
export function achievementsAdminRoutes(server: Server, context: AchievementsContext) {
  readingRoutes(server, context)
  publishingRoutes(server, context)
  transferRoutes(server, context)
  templateRoutes(server, context)
}

function readingRoutes(server: Server, { platform, operators }: AchievementsContext) {
  server.get(
    '/api/admin/achievements',
    {
      config: read,
      schema: {
        tags,
        summary: 'Achievements in their current versions, by key',
        querystring: PageQuery,
        response: { 200: Page(CurrentAchievement) },
      },
    },
    async request => {
      const { brand } = operators.require(request)
      const { cursor, limit = 50 } = request.query
      const after = cursor === undefined ? undefined : decodeCursor(cursor, { key: 'text' }).key
      const rows = await platform.db.transaction(brand.id, tx =>
        listAchievements(tx, { after, limit: limit + 1 }),
      )
      return pageOf(rows, limit, ({ key }) => ({ key }))
    },
  )

  server.get(
    '/api/admin/achievements/:key',
    {
      config: read,
      schema: {
        tags,
        summary: 'An achievement with its versions',
        params: AchievementKey,
        response: { 200: AchievementDetail },
      },
    },
    async request => {
      const { brand } = operators.require(request)
      const { versions, ...achievement } = await platform.db.transaction(brand.id, tx =>
        readAchievement(tx, request.params.key),
      )
      return {
        ...achievement,
        versions: versions.map(version => ({ ...version, created_at: version.created_at.toISOString() })),
      }
    },
  )

  server.post(
    '/api/admin/achievements/validate',
    {
      config: read,
      schema: {
        tags,
        summary: 'What is wrong or doubtful about a definition; stores nothing',
        body: ValidateBody,
        response: { 200: Validated },
      },
    },
    async ({ body: { key = 'new', definition } }) => validateAchievement(key, definition, 'definition'),
  )
}

function publishingRoutes(server: Server, context: AchievementsContext) {
  server.put(
    '/api/admin/achievements/:key',
    {
      config: write,
      schema: {
        tags,
        summary: 'Create an achievement, or publish its next version',
        description:
          'Members keep their progress. 409 `version_conflict` or `achievement_exists` where it is not as expected.',
        params: AchievementKey,
        body: PublishBody,
        response: { 200: PublishedView },
      },
    },
    request =>
      changeAchievements(context, request, async (tx, publisher) => {
        const { definition, expected_version: expectedVersion } = request.body
        const { key } = request.params
        const answer = await publishAchievement(tx, { key, definition, expectedVersion, ...publisher })
        return { answer, deed: deedOf('achievement.published', answer, definition) }
      }),
  )

  server.post(
    '/api/admin/achievements/:key/rollback',
    {
      config: write,
      schema: {
        tags,
        summary: 'Make an earlier version current again',
        params: AchievementKey,
        body: RollbackBody,
        response: { 200: PublishedView },
      },
    },
    request =>
      changeAchievements(context, request, async tx => {
        const { version, expected_version: expectedVersion } = request.body
        const { key } = request.params
        const { after, ...done } = await rollbackAchievement(tx, { key, version, expectedVersion })
        return {
          answer: { ...done, warnings: [] },
          deed: deedOf('achievement.rolled_back', done, after),
        }
      }),
  )
}

/** What the audit keeps of one achievement's change. */
export function deedOf(action: string, published: Published, definition: AchievementDefinition) {
  const { key, version, changed, before } = published
  return changed ? { action, subject: `achievement:${key}`, before, after: { version, definition } } : null
}
