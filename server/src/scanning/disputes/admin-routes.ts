import Type from 'typebox'
import { readProgram, tellBalance } from '../../earning/index.ts'
import { audit, type Operators, refuseAboveLimit } from '../../operators/index.ts'
import type { Tx } from '../../platform/db/database.ts'
import { notFound } from '../../platform/errors.ts'
import { decodeCursor, pageOf } from '../../platform/http/cursor.ts'
import { Page, Uuid } from '../../platform/http/schema.ts'
import type { Server } from '../../platform/http/server.ts'
import type { Platform } from '../../platform/platform.ts'
import { findCode } from '../find-code.ts'
import { codeVerdict } from '../state.ts'
import { DisputeDetail, DisputeQuery, DisputeView, SettleBody, Settled } from './schema.ts'
import { settleDispute } from './settle-dispute.ts'
import { disputeView, findDispute, listDisputes } from './stored-disputes.ts'

const LIMIT = 20
const Id = Type.Object({ id: Uuid })
const tags = ['codes']
const review = { permission: 'disputes.review' } as const

/** What operators do about codes that are disputed. */
export function disputeAdminRoutes(
  server: Server,
  { platform, operators }: { platform: Platform; operators: Operators },
) {
  const { db, keys, clock, fanout } = platform

  server.get(
    '/api/admin/disputes',
    {
      config: review,
      schema: {
        tags,
        summary: 'Disputes in a state (open ones, unless told), oldest first',
        querystring: DisputeQuery,
        response: { 200: Page(DisputeView) },
      },
    },
    async request => {
      const { brand } = operators.require(request)
      const { cursor, state = 'open', limit = LIMIT } = request.query
      const after = cursor === undefined ? undefined : decodeCursor(cursor, { id: 'uuid' }).id
      const rows = await db.transaction(brand.id, tx => listDisputes(tx, { state, after, limit: limit + 1 }))
      return pageOf(rows, limit, ({ id }) => ({ id }))
    },
  )

  server.get(
    '/api/admin/disputes/:id',
    {
      config: review,
      schema: {
        tags,
        summary: 'A dispute with what speaks for and against it',
        params: Id,
        response: { 200: DisputeDetail },
      },
    },
    request => {
      const { brand } = operators.require(request)
      return db.transaction(brand.id, tx => readDispute(tx, request.params.id, clock()))
    },
  )

  server.post(
    '/api/admin/disputes/:id/settle',
    {
      config: review,
      schema: {
        tags,
        summary: 'Settle a dispute: move the code, give points instead, or refuse it',
        params: Id,
        body: SettleBody,
        response: { 200: Settled },
      },
    },
    async request => {
      const { brand, operator } = operators.require(request)
      const { body } = request
      refuseAboveLimit(operator.role, body.points ?? 0, brand.settings.support_adjustment_limit)
      const at = clock()
      const { answer, touched } = await db.transaction(brand.id, async tx => {
        const input = {
          disputeId: request.params.id,
          body,
          operatorId: operator.id,
          requestId: request.id,
          at,
        }
        // Read here and not from the cache: nothing tries the move's scan again when a campaign's limit is news.
        const done = await settleDispute(platform, tx, await readProgram(tx, at), input)
        if (!done.isNew) return done
        const { dispute } = done
        await audit(tx, keys, {
          operator,
          action: 'dispute.settled',
          subject: `dispute:${dispute.id}`,
          before: { state: dispute.state, claimed_by: dispute.claimed_by },
          after: {
            ...done.answer,
            claimed_by: done.answer.state === 'moved' ? dispute.member_id : dispute.claimed_by,
          },
          at,
          requestId: request.id,
        })
        return done
      })
      for (const { account } of touched) tellBalance(fanout, account.member)
      return answer
    },
  )
}

async function readDispute(tx: Tx, id: string, at: Date): Promise<DisputeDetail> {
  const dispute = await findDispute(tx, id)
  if (!dispute) throw notFound('dispute')
  const code = await findCode(tx, [dispute.hmac])
  const { message, note, evidence } = dispute
  const code_now = { state: codeVerdict(code, at), claimed_by: code?.claimed_by ?? null }
  return { ...disputeView(dispute), message, note, evidence, code_now }
}
