import Type from 'typebox'
import type { Programs } from '../earning/index.ts'
import type { Visitors } from '../identity/index.ts'
import { Uuid } from '../platform/http/schema.ts'
import type { Server } from '../platform/http/server.ts'
import type { Platform } from '../platform/platform.ts'
import type { Rewards } from '../rewards/index.ts'
import { clearGoal, setGoal } from './change-goal.ts'
import { addWish, removeWish } from './change-wishlist.ts'
import { GoalAnswer, GoalBody, Removed, WishBody, Wished, Wishes } from './schema.ts'
import { showGoal } from './show-goal.ts'
import { showWishlist } from './show-wishlist.ts'

interface Context {
  platform: Platform
  visitors: Visitors
  programs: Programs
  rewards: Rewards
}

type MemberRequest = Parameters<Visitors['member']>[0]

const tags = ['goals']

/** What members wish for, and the one reward that each works towards. */
export function goalsRoutes(server: Server, context: Context) {
  wishlistRoutes(server, context)
  goalRoutes(server, context)
}

function wishlistRoutes(server: Server, context: Context) {
  const { db } = context.platform

  server.get(
    '/api/wishlist',
    { schema: { tags, summary: 'Wishes and the way to each, on one page', response: { 200: Wishes } } },
    async request => {
      const { by, program } = await asking(context, request)
      return db.transaction(program.brand.id, tx => showWishlist(tx, { program, ...by }))
    },
  )

  server.post(
    '/api/wishlist',
    { schema: { tags, summary: 'Wish for a reward', body: WishBody, response: { 200: Wished } } },
    async (request, reply) => {
      const { by, program } = await asking(context, request)
      const answer = await db.transaction(program.brand.id, tx =>
        addWish(tx, program, { ...by, body: request.body }),
      )
      // The stored bytes, as they are: a repeated operation answers exactly what it answered the first time.
      return reply
        .type('application/json; charset=utf-8')
        .serializer(String)
        .send(answer as never)
    },
  )

  server.delete(
    '/api/wishlist/:reward_id',
    {
      schema: {
        tags,
        summary: 'Take a wish back; again, it changes nothing',
        params: Type.Object({ reward_id: Uuid }),
        response: { 200: Removed },
      },
    },
    async request => {
      const { by, program } = await asking(context, request)
      const { reward_id: rewardId } = request.params
      return db.transaction(program.brand.id, tx => removeWish(tx, program, { ...by, rewardId }))
    },
  )
}

function goalRoutes(server: Server, context: Context) {
  const { platform, rewards } = context
  const { db } = platform

  server.get(
    '/api/goal',
    {
      schema: {
        tags,
        summary: 'What one works towards, and what leads there',
        response: { 200: GoalAnswer },
      },
    },
    async request => {
      const { by, program } = await asking(context, request)
      const offered = await rewards.offered(program.brand.id)
      return db.transaction(program.brand.id, async tx => ({
        goal: await showGoal(tx, { program, offered, ...by }),
      }))
    },
  )

  server.put(
    '/api/goal',
    {
      schema: {
        tags,
        summary: 'Work towards this reward, and no other; again, it changes nothing',
        body: GoalBody,
        response: { 200: GoalAnswer },
      },
    },
    async request => {
      const { by, program } = await asking(context, request)
      const { reward_id: rewardId } = request.body
      const offered = await rewards.offered(program.brand.id)
      return db.transaction(program.brand.id, async tx => {
        await setGoal(tx, program, { ...by, rewardId })
        return { goal: await showGoal(tx, { program, offered, ...by }) }
      })
    },
  )

  server.delete(
    '/api/goal',
    { schema: { tags, summary: 'Work towards nothing', response: { 200: Removed } } },
    async request => {
      const { by, program } = await asking(context, request)
      return db.transaction(program.brand.id, tx => clearGoal(tx, program, by))
    },
  )
}

async function asking({ platform, visitors, programs }: Context, request: MemberRequest) {
  const { brand, memberId } = await visitors.member(request)
  const by = { memberId, requestId: request.id, at: platform.clock() }
  return { by, program: await programs.of(brand) }
}
