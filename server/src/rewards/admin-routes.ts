import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { Programs } from '../earning/index.ts'
import { audit, type Operators } from '../operators/index.ts'
import type { Tx } from '../platform/db/database.ts'
import { invalid } from '../platform/errors.ts'
import { decodeCursor, pageOf } from '../platform/http/cursor.ts'
import { Page, PageQuery, Uuid } from '../platform/http/schema.ts'
import type { Server } from '../platform/http/server.ts'
import type { Platform } from '../platform/platform.ts'
import {
  AdminRewardDetail,
  AdminRewardView,
  CreateRewardBody,
  PublishRewardBody,
  StockBody,
  StockChanged,
  VouchersBody,
  VouchersImported,
} from './admin-schema.ts'
import { changeStock, importVouchers, type StockChange } from './change-stock.ts'
import { archiveReward, createReward, publishReward, type RewardChange } from './publish.ts'
import { listAdminRewards, readAdminReward } from './read-admin-rewards.ts'
import type { ChangedBy } from './reward-changes.ts'
import type { Rewards } from './stored-rewards.ts'
import type { RewardFacts } from './validate.ts'

const LIMIT = 20
const Id = Type.Object({ id: Uuid })
const tags = ['rewards']
const read = { permission: 'rules.read' } as const
const write = { permission: 'rewards.write' } as const

interface Context {
  platform: Platform
  operators: Operators
  programs: Programs
  rewards: Rewards
}

/** What operators do with the catalogue; each change is audited in its own transaction. */
export function rewardAdminRoutes(server: Server, { platform, operators, programs, rewards }: Context) {
  const { db, keys, clock } = platform

  /** Makes a change with its entry in the audit; answers what `answerOf` reads in the same transaction. */
  async function change<Change extends RewardChange, Answer>(
    request: FastifyRequest,
    action: string,
    work: (tx: Tx, by: ChangedBy, facts: Omit<RewardFacts, 'kind'>) => Promise<Change>,
    answerOf: (tx: Tx, done: Change) => Promise<Answer>,
  ): Promise<Answer> {
    const { brand, operator } = operators.require(request)
    const at = clock()
    const facts = await factsOf(programs, request, operators)
    const answer = await db.transaction(brand.id, async tx => {
      const done = await work(tx, { at, by: operator.id }, facts)
      const said = await answerOf(tx, done)
      if (done.changed) {
        const { id, before, after } = done
        const deed = { operator, action, subject: `reward:${id}`, before, after, at, requestId: request.id }
        await audit(tx, keys, deed)
      }
      return said
    })
    rewards.forget(brand.id)
    return answer
  }
  const detail = (tx: Tx, { id }: RewardChange) => readAdminReward(tx, id)

  server.get(
    '/api/admin/rewards',
    {
      config: read,
      schema: {
        tags,
        summary: 'Rewards with what is left and what was sold, newest first',
        querystring: PageQuery,
        response: { 200: Page(AdminRewardView) },
      },
    },
    async request => {
      const { brand } = operators.require(request)
      const { cursor, limit = LIMIT } = request.query
      const after = cursor === undefined ? undefined : decodeCursor(cursor, { id: 'uuid' }).id
      const rows = await db.transaction(brand.id, tx => listAdminRewards(tx, { after, limit: limit + 1 }))
      return pageOf(rows, limit, ({ id }) => ({ id }))
    },
  )

  server.get(
    '/api/admin/rewards/:id',
    {
      config: read,
      schema: {
        tags,
        summary: 'A reward with its versions',
        params: Id,
        response: { 200: AdminRewardDetail },
      },
    },
    request => {
      const { brand } = operators.require(request)
      return db.transaction(brand.id, tx => readAdminReward(tx, request.params.id))
    },
  )

  server.post(
    '/api/admin/rewards',
    {
      config: write,
      schema: {
        tags,
        summary: 'A new reward; the same client_op_id again makes no second one',
        body: CreateRewardBody,
        response: { 200: AdminRewardDetail },
      },
    },
    request => {
      const { client_op_id: clientOpId, definition, stock = null } = request.body
      return change(
        request,
        'reward.created',
        (tx, by, facts) => createReward(tx, { ...by, clientOpId, definition, stock, facts }),
        detail,
      )
    },
  )

  server.put(
    '/api/admin/rewards/:id',
    {
      config: write,
      schema: {
        tags,
        summary: 'The next version of a reward; orders keep the one they were made at',
        params: Id,
        body: PublishRewardBody,
        response: { 200: AdminRewardDetail },
      },
    },
    request => {
      const { definition, expected_version: expectedVersion } = request.body
      const { id } = request.params
      return change(
        request,
        'reward.published',
        (tx, by, facts) => publishReward(tx, { ...by, id, definition, expectedVersion, facts }),
        detail,
      )
    },
  )

  server.post(
    '/api/admin/rewards/:id/archive',
    {
      config: write,
      schema: {
        tags,
        summary: 'Take a reward out of the catalogue for good',
        params: Id,
        response: { 200: AdminRewardDetail },
      },
    },
    request =>
      change(
        request,
        'reward.archived',
        (tx, { at }) => archiveReward(tx, { id: request.params.id, at }),
        detail,
      ),
  )

  server.post(
    '/api/admin/rewards/:id/stock',
    {
      config: write,
      schema: {
        tags,
        summary: 'Set the stock of a shipped reward, or add to it',
        params: Id,
        body: StockBody,
        response: { 200: StockChanged },
      },
    },
    request => {
      const { client_op_id: clientOpId, set, add } = request.body
      if ((set === undefined) === (add === undefined)) {
        throw invalid([{ field: 'set', message: 'or add: give one of the two' }])
      }
      const stockChange: StockChange = add === undefined ? { set: set ?? null } : { add }
      const rewardId = request.params.id
      return change(
        request,
        'reward.stock_changed',
        (tx, by) => changeStock(tx, { ...by, rewardId, clientOpId, change: stockChange }),
        async (_tx, { answer }) => answer,
      )
    },
  )

  server.post(
    '/api/admin/rewards/:id/vouchers',
    {
      config: write,
      schema: {
        tags,
        summary: 'Put voucher codes into the pool of a digital reward; they are never shown here again',
        params: Id,
        body: VouchersBody,
        response: { 200: VouchersImported },
      },
    },
    request => {
      const { client_op_id: clientOpId, codes } = request.body
      const rewardId = request.params.id
      return change(
        request,
        'reward.vouchers_imported',
        (tx, by) => importVouchers(tx, keys, { ...by, rewardId, clientOpId, codes }),
        async (_tx, { answer }) => answer,
      )
    },
  )
}

/** What gates may name: ranks, achievements, and what these give access to. */
async function factsOf(
  programs: Programs,
  request: FastifyRequest,
  operators: Operators,
): Promise<Omit<RewardFacts, 'kind'>> {
  const { ladder, achievements } = await programs.of(operators.require(request).brand)
  return {
    rankKeys: ladder.ranks.map(({ key }) => key),
    achievementKeys: achievements.all.map(({ key }) => key),
    accessKeys: achievements.all.flatMap(({ definition }) => definition.rewards.exclusive_access ?? []),
  }
}
