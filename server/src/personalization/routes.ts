import { HistoryItem, readHistory } from '../activity/index.ts'
import type { Programs } from '../earning/index.ts'
import { type GoalProgress, showGoalProgress } from '../goals/index.ts'
import type { Visitors } from '../identity/index.ts'
import type { Tx } from '../platform/db/database.ts'
import { decodeCursor, pageOf } from '../platform/http/cursor.ts'
import { Page, PageQuery } from '../platform/http/schema.ts'
import type { Server } from '../platform/http/server.ts'
import type { Platform } from '../platform/platform.ts'
import { ranksRoutes } from '../ranks/index.ts'
import type { Rewards } from '../rewards/index.ts'
import type { Suggestion } from './rank-suggestions.ts'
import { type Personal, readPersonal } from './read-personal.ts'
import { readSuggestions } from './read-suggestions.ts'
import { responseRoutes } from './response-routes.ts'
import { AchievementView, CardPage, DashboardView, InsightView, NextBestActionPage } from './schema.ts'
import { cardViews, nextBestActionViews } from './suggestion-views.ts'
import { achievementView, insightView } from './views.ts'

interface Context {
  platform: Platform
  visitors: Visitors
  programs: Programs
  rewards: Rewards
}

type MemberRequest = Parameters<Visitors['member']>[0]

const RECENT_ACTIONS = 5

const tags = ['personalization']

/** Everything that is one member's own: home screen, history, achievements, suggestions and what is believed about them. */
export function personalizationRoutes(server: Server, context: Context) {
  const { platform, visitors } = context
  ranksRoutes(server, { visitors, ladders: context.programs.ladders })
  responseRoutes(server, context)

  server.get(
    '/api/dashboard',
    { schema: { tags, summary: 'The home screen', response: { 200: DashboardView } } },
    request =>
      suggesting(context, request, async (tx, personal, { suggestions, goal }) => ({
        first_name: personal.member.first_name,
        ...personal.standing,
        goal,
        cards: cardViews(suggestions, whose(personal)),
        variant: personal.variant,
        achievements: personal.achievements.map(achievementView),
        recent_actions: await readHistory(tx, { memberId: personal.member.id, limit: RECENT_ACTIONS }),
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
    { schema: { tags, summary: 'What to suggest now, best first', response: { 200: CardPage } } },
    request =>
      suggesting(context, request, async (_tx, personal, { suggestions }) => ({
        ...onePage(cardViews(suggestions, whose(personal))),
        variant: personal.variant,
      })),
  )

  server.get(
    '/api/next-best-actions',
    {
      schema: {
        tags,
        summary: 'All that could be suggested now, ranked by predicted value, each with its reason',
        response: { 200: NextBestActionPage },
      },
    },
    request =>
      suggesting(context, request, async (_tx, personal, { suggestions }) => ({
        ...onePage(nextBestActionViews(suggestions, whose(personal))),
        variant: personal.variant,
      })),
  )

  server.get(
    '/api/personalization',
    { schema: { tags, summary: 'What is believed about the member', response: { 200: InsightView } } },
    request => personally(context, request, async (_tx, personal) => insightView(personal)),
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

const whose = ({ program, member }: Personal) => ({ brand: program.brand, memberId: member.id })

/** Runs `answer` on what is personal about the member who asks, in one transaction. */
async function personally<T>(
  { platform, visitors, programs, rewards }: Context,
  request: MemberRequest,
  answer: (tx: Tx, personal: Personal) => Promise<T>,
): Promise<T> {
  const { brand, memberId } = await visitors.member(request)
  const visit = {
    program: await programs.of(brand),
    offered: await rewards.offered(brand.id),
    memberId,
    at: platform.clock(),
  }
  return platform.db.transaction(brand.id, async tx => answer(tx, await readPersonal(tx, visit)))
}

interface Suggested {
  suggestions: Suggestion[]
  goal: GoalProgress | null
}

/** The same, with what to suggest to the member and the goal. */
const suggesting = <T>(
  context: Context,
  request: MemberRequest,
  answer: (tx: Tx, personal: Personal, suggested: Suggested) => Promise<T>,
): Promise<T> =>
  personally(context, request, async (tx, personal) => {
    const goal = await showGoalProgress(tx, personal.member.id, personal.standing.balance)
    return answer(tx, personal, { goal, suggestions: await readSuggestions(tx, personal, goal) })
  })
