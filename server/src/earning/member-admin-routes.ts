import Type from 'typebox'
import { correctBirthMonth } from '../members/index.ts'
import { audit, refuseAboveLimit } from '../operators/index.ts'
import { invalid, notFound } from '../platform/errors.ts'
import { decodeCursor, pageOf } from '../platform/http/cursor.ts'
import { Nullable, Page, PageQuery, Uuid } from '../platform/http/schema.ts'
import type { Server } from '../platform/http/server.ts'
import { readHoldsToReview } from '../points/index.ts'
import { adjustPoints } from './adjust-points.ts'
import type { EarningContext } from './admin-routes.ts'
import { holdView, listEntries, listMembers, readMemberDetail } from './queries.ts'
import { reviewHold } from './review-hold.ts'
import {
  AdjustBody,
  Adjusted,
  EntryView,
  HoldView,
  MemberDetail,
  MemberListItem,
  ReviewBody,
  ReviewedHold,
} from './schema.ts'

const Id = Type.Object({ id: Uuid })
const LIMIT = 50

export function memberAdminRoutes(server: Server, { platform, operators, programs }: EarningContext) {
  const { db, keys, clock } = platform
  const tags = ['members']

  server.get(
    '/api/admin/members',
    {
      config: { permission: 'members.read' },
      schema: {
        tags,
        summary: 'Members, newest first, or the one with an e-mail',
        querystring: Type.Object(
          { ...PageQuery.properties, email: Type.Optional(Type.String({ minLength: 3, maxLength: 254 })) },
          { additionalProperties: false },
        ),
        response: { 200: Page(MemberListItem) },
      },
    },
    async request => {
      const { brand } = operators.require(request)
      const { cursor, email, limit = LIMIT } = request.query
      const after = cursor === undefined ? undefined : decodeCursor(cursor, { id: 'uuid' }).id
      const rows = await db.transaction(brand.id, tx => listMembers(tx, { email, after, limit: limit + 1 }))
      return pageOf(rows, limit, ({ id }) => ({ id }))
    },
  )

  server.get(
    '/api/admin/members/:id',
    {
      config: { permission: 'members.read' },
      schema: { tags, summary: 'A member’s account', params: Id, response: { 200: MemberDetail } },
    },
    request => {
      const { brand } = operators.require(request)
      return db.transaction(brand.id, tx => readMemberDetail(tx, request.params.id))
    },
  )

  server.patch(
    '/api/admin/members/:id',
    {
      config: { permission: 'members.adjust' },
      schema: {
        tags,
        summary: 'Correct a member’s month of birth, which members can set once',
        params: Id,
        body: Type.Object(
          { birth_month: Nullable(Type.Integer({ minimum: 1, maximum: 12 })) },
          { additionalProperties: false },
        ),
        response: { 200: MemberDetail },
      },
    },
    request => {
      const { brand, operator } = operators.require(request)
      const { id } = request.params
      return db.transaction(brand.id, async tx => {
        const changed = await correctBirthMonth(tx, id, request.body.birth_month)
        if (!changed) throw notFound('member')
        const answer = await readMemberDetail(tx, id)
        await audit(tx, keys, {
          operator,
          action: 'member.corrected',
          subject: `member:${id}`,
          // Personal, so the audit says that it was changed and not to what.
          before: { birth_month: changed.before === null ? null : 'set' },
          after: { birth_month: answer.birth_month === null ? null : 'set' },
          at: clock(),
          requestId: request.id,
        })
        return answer
      })
    },
  )

  server.get(
    '/api/admin/members/:id/ledger',
    {
      config: { permission: 'members.read' },
      schema: {
        tags,
        summary: 'A member’s ledger, newest first',
        params: Id,
        querystring: PageQuery,
        response: { 200: Page(EntryView) },
      },
    },
    async request => {
      const { brand } = operators.require(request)
      const { cursor, limit = LIMIT } = request.query
      const before = cursor === undefined ? undefined : Number(decodeCursor(cursor, { seq: 'number' }).seq)
      const input = { memberId: request.params.id, before, limit: limit + 1 }
      const rows = await db.transaction(brand.id, tx => listEntries(tx, input))
      return pageOf(rows, limit, ({ seq }) => ({ seq: String(seq) }))
    },
  )

  server.post(
    '/api/admin/members/:id/adjustments',
    {
      config: { permission: 'members.adjust' },
      schema: {
        tags,
        summary: 'Give or take points, with a reason',
        params: Id,
        body: AdjustBody,
        response: { 200: Adjusted },
      },
    },
    async request => {
      const { brand, operator } = operators.require(request)
      const { points, reason, client_op_id, counts_for_rank = true } = request.body
      if (points === 0) throw invalid([{ field: 'points', message: 'must not be 0' }])
      refuseAboveLimit(operator.role, points, brand.settings.support_adjustment_limit)
      const program = await programs.of(brand)
      return db.transaction(brand.id, async tx => {
        const before = await readMemberDetail(tx, request.params.id)
        const { answer: done, isNew } = await adjustPoints(tx, program, {
          memberId: before.id,
          clientOpId: client_op_id,
          points,
          reason,
          countsForRank: counts_for_rank,
          operatorId: operator.id,
          requestId: request.id,
          at: clock(),
        })
        if (!isNew) return done
        await audit(tx, keys, {
          operator,
          action: 'points.adjusted',
          subject: `member:${before.id}`,
          before: { points_balance: before.points_balance, lifetime_points: before.lifetime_points },
          // The balance may have changed by more, as when the points reach a rank with a bonus.
          after: { points, reason, points_balance: done.new_balance, lifetime_points: done.lifetime_points },
          at: clock(),
          requestId: request.id,
        })
        return done
      })
    },
  )

  server.get(
    '/api/admin/holds',
    {
      config: { permission: 'holds.review' },
      schema: {
        tags,
        summary: 'Held points that wait for a review, oldest first',
        querystring: PageQuery,
        response: { 200: Page(HoldView) },
      },
    },
    async request => {
      const { brand } = operators.require(request)
      const { cursor, limit = LIMIT } = request.query
      const after = cursor === undefined ? undefined : decodeCursor(cursor, { id: 'uuid' }).id
      const rows = await db.transaction(brand.id, tx => readHoldsToReview(tx, { after, limit: limit + 1 }))
      return pageOf(rows.map(holdView), limit, ({ id }) => ({ id }))
    },
  )

  for (const [path, verdict, summary] of [
    ['release', 'released', 'Let held points go to the member'],
    ['reject', 'rejected', 'Withhold held points for good'],
  ] as const) {
    server.post(
      `/api/admin/holds/:id/${path}`,
      {
        config: { permission: 'holds.review' },
        schema: { tags, summary, params: Id, body: ReviewBody, response: { 200: ReviewedHold } },
      },
      async request => {
        const { brand, operator } = operators.require(request)
        const { client_op_id: clientOpId, note = '' } = request.body
        const program = await programs.of(brand)
        return db.transaction(brand.id, async tx => {
          const input = { holdId: request.params.id, verdict, clientOpId, note, operatorId: operator.id }
          const { answer: done, isNew } = await reviewHold(tx, program, {
            ...input,
            requestId: request.id,
            at: clock(),
          })
          if (!isNew) return done
          await audit(tx, keys, {
            operator,
            action: `hold.${verdict}`,
            subject: `hold:${done.id}`,
            before: { state: 'held', points: done.points },
            after: { state: done.state, note },
            at: clock(),
            requestId: request.id,
          })
          return done
        })
      },
    )
  }
}
