import type { Server } from '../platform/http/server.ts'
import { type AchievementsContext, changeAchievements } from './change-achievements.ts'
import type { Published } from './publish.ts'
import { DocumentView, ImportBody, ImportView } from './schema.ts'
import { exportAchievements, importAchievements } from './transfer.ts'

/** A thousand achievements with long texts. */
const DOCUMENT_BYTES_MAX = 4 * 1024 * 1024

const tags = ['achievements']

/** Achievements as a file: out of one brand, into another. */
export function transferRoutes(server: Server, context: AchievementsContext) {
  const { platform, operators } = context

  server.get(
    '/api/admin/achievements/export',
    {
      config: { permission: 'rules.read' },
      schema: { tags, summary: 'All achievements as a document', response: { 200: DocumentView } },
    },
    (request, reply) => {
      const { brand } = operators.require(request)
      reply.header('content-disposition', `attachment; filename="${brand.slug}-achievements.json"`)
      return platform.db.transaction(brand.id, exportAchievements)
    },
  )

  server.post(
    '/api/admin/achievements/import',
    {
      config: { permission: 'rules.write' },
      bodyLimit: DOCUMENT_BYTES_MAX,
      schema: {
        tags,
        summary: 'Publish what a document holds: all of it, or nothing',
        description: '400 `import_too_new` for a document of a newer format.',
        body: ImportBody,
        response: { 200: ImportView },
      },
    },
    request =>
      changeAchievements(context, request, async (tx, publisher) => {
        const { document, dry_run: dryRun = false } = request.body
        const { published, ...answer } = await importAchievements(tx, document, { ...publisher, dryRun })
        return { answer, deed: dryRun ? null : deedOf(published) }
      }),
  )
}

/** Versions never change: their numbers say what was there before and after. */
function deedOf(published: Published[]) {
  const changed = published.filter(one => one.changed)
  if (changed.length === 0) return null
  const before = Object.fromEntries(changed.map(({ key, before }) => [key, before?.version ?? null]))
  const after = Object.fromEntries(changed.map(({ key, version }) => [key, version]))
  return { action: 'achievements.imported', subject: 'achievements', before, after }
}
