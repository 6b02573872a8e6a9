import Type from 'typebox'
import { type Programs, tellBalance } from '../earning/index.ts'
import { audit, type Operators } from '../operators/index.ts'
import { decodeCursor, pageOf } from '../platform/http/cursor.ts'
import { Page, Uuid } from '../platform/http/schema.ts'
import type { Server } from '../platform/http/server.ts'
import type { Platform } from '../platform/platform.ts'
import { REASONS, type Reason } from './judge.ts'
import { reviewReferral } from './review-referral.ts'
import { ReferralQuery, ReferralView, ReviewBody, ReviewedReferral } from './schema.ts'
import { listReferrals, type Referral } from './stored-referrals.ts'

interface Context {
  platform: Platform
  operators: Operators
  programs: Programs
}

const tags = ['referrals']
const review = { permission: 'referrals.review' } as const

/** What operators do about referrals that are doubtful, and see of those that were refused. */
export function referralsAdminRoutes(server: Server, { platform, operators, programs }: Context) {
  const { db, keys, clock, fanout } = platform

  server.get(
    '/api/admin/referrals',
    {
      config: review,
      schema: {
        tags,
        summary: 'Referrals in a state (those that wait for a review, unless told), newest first',
        querystring: ReferralQuery,
        response: { 200: Page(ReferralView) },
      },
    },
    async request => {
      const { brand } = operators.require(request)
      const { cursor, state = 'review', limit = 50 } = request.query
      const after = cursor === undefined ? undefined : decodeCursor(cursor, { id: 'uuid' }).id
      const rows = await db.transaction(brand.id, tx => listReferrals(tx, { state, after, limit: limit + 1 }))
      return pageOf(rows.map(viewOf), limit, ({ id }) => ({ id }))
    },
  )

  for (const [verdict, summary] of [
    ['allow', 'Let a doubtful referral count, and pay both'],
    ['block', 'Refuse a doubtful referral for good'],
  ] as const) {
    server.post(
      `/api/admin/referrals/:id/${verdict}`,
      {
        config: review,
        schema: {
          tags,
          summary,
          params: Type.Object({ id: Uuid }),
          body: ReviewBody,
          response: { 200: ReviewedReferral },
        },
      },
      async request => {
        const { brand, operator } = operators.require(request)
        const { client_op_id: clientOpId, note = '' } = request.body
        const program = await programs.of(brand)
        const by = { operatorId: operator.id, requestId: request.id, at: clock() }
        const { answer, paid } = await db.transaction(brand.id, async tx => {
          const input = { referralId: request.params.id, verdict, clientOpId, note, ...by }
          const done = await reviewReferral(tx, program, input)
          if (!done.isNew) return done
          await audit(tx, keys, {
            operator,
            action: `referral.${verdict === 'allow' ? 'allowed' : 'blocked'}`,
            subject: `referral:${done.answer.id}`,
            before: { state: 'review' },
            after: { ...done.answer, note },
            at: by.at,
            requestId: request.id,
          })
          return done
        })
        for (const { account } of paid) tellBalance(fanout, account.member)
        return answer
      },
    )
  }
}

const viewOf = (row: Referral): ReferralView => ({
  id: row.id,
  referrer_id: row.referrer_id,
  friend_id: row.friend_id,
  state: row.state as ReferralView['state'],
  reasons: (row.reasons as Reason[]).map(code => ({ code, text: REASONS[code] ?? code })),
  referrer_points: row.referrer_points,
  friend_points: row.friend_points,
  created_at: row.created_at.toISOString(),
  decided_at: row.decided_at?.toISOString() ?? null,
  decided_by: row.decided_by,
})
