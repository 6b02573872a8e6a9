import Type from 'typebox'
import type { Server } from '../platform/http/server.ts'
import { adoptTemplate } from './adopt.ts'
import { type AchievementsContext, changeAchievements } from './change-achievements.ts'
import { AdoptBody, Key, PublishedView, TemplatePage } from './schema.ts'
import { TEMPLATES } from './templates.ts'

const tags = ['achievements']

/** Templates that every brand may adopt. */
export function templateRoutes(server: Server, context: AchievementsContext) {
  server.get(
    '/api/admin/achievement-templates',
    {
      config: { permission: 'rules.read' },
      schema: { tags, summary: 'Templates to adopt, on one page', response: { 200: TemplatePage } },
    },
    async () => ({ items: [...TEMPLATES], next_cursor: null }),
  )

  server.post(
    '/api/admin/achievement-templates/:template/adopt',
    {
      config: { permission: 'rules.write' },
      schema: {
        tags,
        summary: 'Publish a template as the brand’s own, with changes',
        description: '409 `achievement_exists` where the key is taken.',
        params: Type.Object({ template: Key }),
        body: AdoptBody,
        response: { 200: PublishedView },
      },
    },
    request =>
      changeAchievements(context, request, async (tx, publisher) => {
        const { key, overrides } = request.body
        const { template } = request.params
        const { definition, ...answer } = await adoptTemplate(tx, { template, key, overrides, ...publisher })
        const { version } = answer
        return {
          answer,
          deed: {
            action: 'achievement.adopted',
            subject: `achievement:${answer.key}`,
            before: null,
            after: { template, version, definition },
          },
        }
      }),
  )
}
