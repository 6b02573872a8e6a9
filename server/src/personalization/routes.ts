import { HistoryItem, readHistory } from '../activity/index.ts'
import type { Programs } from '../earning/index.ts'
import { showGoalProgress } from '../goals/index.ts'
import type { Visitors } from '../identity/index.ts'
import type { Tx } from '../platform/db/database.ts'
import { decodeCursor, pageOf } from '../platform/http/cursor.ts'
import { Page, PageQuery } from '../platform/http/schema.ts'
import type { Server } from '../platform/http/server.ts'
import type { Platform } from '../platform/platform.ts'
import { ranksRoutes } from '../ranks/index.ts'
import { type Personal, readCards, readPersonal } from './read-personal.ts'
import { AchievementView, CardView, DashboardView, InsightView } from './schema.ts'
import { achievementView, insightView } from './views.ts'

interface Context {
  platform: Platform
  visitors: Visitors
  programs: Programs
}

type MemberRequest = Parameters<Visitors['member']>[0]

const RECENT_ACTIONS = 5

const tags = ['personalization']

/** Everything that is one member's own: home screen, history, achievements, cards and what is believed about them. */
export function personalizationRoutes(server: Server, context: Context) {
  const { platform, visitors } = context
  ranksRoutes(server, { visitors, ladders: context.programs.ladders })

  server.get(
    '/api/dashboard',
    { schema: { tags, summary: 'The home screen', response: { 200: DashboardView } } },
    request =>
      personally(context, request, async (tx, personal) => ({
        first_name: personal.firstName,
        ...personal.standing,
        goal: await showGoalProgress(tx, personal.memberId, personal.standing.balance),
        cards: await readCards(tx, personal),
        achievements: personal.achievements.map(achievementView),
        recent_actions: await readHistory(tx, { memberId: personal.memberId, limit: RECENT_ACTIONS }),
      })),
  )

  server.get(
    '/api/achievements',
    {
      schema: {
        tags,
        summary: 'Achievements with progress, in personal order, on one page',
        response: { 200: Page(AchievementView) },
      },
    },
    request =>
      personally(context, request, async (_tx, { achievements }) =>
        onePage(achievements.map(achievementView)),
      ),
  )

  server.get(
    '/api/cards',
    { schema: { tags, summary: 'What to suggest now, best first', response: { 200: Page(CardView) } } },
    request => personally(context, request, async (tx, personal) => onePage(await readCards(tx, personal))),
  )

  server.get(
    '/api/personalization',
    { schema: { tags, summary: 'What is believed about the member', response: { 200: InsightView } } },
    request => personally(context, request, async (_tx, { insight }) => insightView(insight)),
  )

  server.get(
    '/api/history',
    {
      schema: {
        tags: ['activity'],
        summary: 'What the member did, newest first',
        querystring: PageQuery,
        response: { 200: Page(HistoryItem) },
      },
    },
    async request => {
      const { brand, memberId } = await visitors.member(request)
      const { cursor, limit = 20 } = request.query
      const after = cursor === undefined ? undefined : decodeCursor(cursor, { id: 'uuid' }).id
      const rows = await platform.db.transaction(brand.id, tx =>
        readHistory(tx, { memberId, after, limit: limit + 1 }),
      )
      return pageOf(rows, limit, ({ id }) => ({ id }))
    },
  )
}

const onePage = <T>(items: T[]) => ({ items, next_cursor: null })

/** Runs `answer` on what is personal about the member who asks, in one transaction. */
async function personally<T>(
  { platform, visitors, programs }: Context,
  request: MemberRequest,
  answer: (tx: Tx, personal: Personal) => Promise<T>,
): Promise<T> {
  const { brand, memberId } = await visitors.member(request)
  const program = await programs.of(brand)
  const at = platform.clock()
  return platform.db.transaction(brand.id, async tx =>
    answer(tx, await readPersonal(tx, program, memberId, at)),
  )
}
