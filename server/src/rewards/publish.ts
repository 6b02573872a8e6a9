import { isDeepStrictEqual } from 'node:util'
import { sql, type Tx } from '../platform/db/database.ts'
import { invalid, notFound, Problem } from '../platform/errors.ts'
import { newId } from '../platform/id.ts'
import type { RewardDefinition } from './definition.ts'
import type { StoredReward } from './reward.ts'
import { type ChangedBy, findChange, keepChange } from './reward-changes.ts'
import { REWARDS_MAX, readReward } from './stored-rewards.ts'
import { type RewardFacts, validateReward } from './validate.ts'

/** What a change did: the audit keeps before and after where something changed. */
export interface RewardChange {
  id: string
  before: unknown
  after: unknown
  changed: boolean
}

type Facts = Omit<RewardFacts, 'kind'>

/**
 * Creates a reward as version 1, with so many of it; the same `clientOpId` again answers the one that it made. Throws a
 * 400 Problem that names the bad field, 409 `too_many_rewards` or `operation_reused`.
 */
export async function createReward(
  tx: Tx,
  input: ChangedBy & { clientOpId: string; definition: RewardDefinition; stock: number | null; facts: Facts },
): Promise<RewardChange> {
  const { clientOpId, definition, stock, facts, at, by } = input
  await lockRewards(tx)
  const request = { create: definition, stock }
  const earlier = await findChange<{ id: string }>(tx, clientOpId, request)
  if (earlier) return { id: earlier.id, before: null, after: null, changed: false }
  validateReward(definition, { ...facts, kind: undefined })
  const isDigital = definition.kind === 'digital'
  if (isDigital && stock !== null) throw invalid([{ field: 'stock', message: STOCK_OF_VOUCHERS }])
  await refuseTooMany(tx)
  const id = newId(at)
  await tx.run(
    sql.insertInto('rewards').values({
      brand_id: tx.brandId,
      id,
      current_version: 1,
      created_at: at,
      created_by: by,
    }),
  )
  await insertVersion(tx, { id, version: 1, definition, at, by })
  const remaining = isDigital ? 0 : stock
  await tx.run(sql.insertInto('reward_stock').values({ brand_id: tx.brandId, reward_id: id, remaining }))
  await keepChange(tx, { clientOpId, rewardId: id, request, answer: { id }, at, by })
  return { id, before: null, after: { version: 1, definition, stock: remaining }, changed: true }
}

export const STOCK_OF_VOUCHERS = 'is that of its vouchers: import them instead'

/**
 * Gives a reward its next version; orders keep the one they were made at. An equal definition changes nothing. Throws
 * 404, 409 `reward_archived`, 409 `version_conflict` when another version is current than expected, 400 for a bad field.
 */
export async function publishReward(
  tx: Tx,
  input: ChangedBy & {
    id: string
    definition: RewardDefinition
    expectedVersion: number | undefined
    facts: Facts
  },
): Promise<RewardChange> {
  const { id, definition, facts } = input
  const current = await lockReward(tx, id)
  if (current.archived_at) throw archived()
  const { version, definition: known } = current
  validateReward(definition, { ...facts, kind: known.kind })
  const before = { version, definition: known }
  if (isDeepStrictEqual(known, definition)) return { id, before, after: before, changed: false }
  if ((input.expectedVersion ?? version) !== version) throw versionConflict(version)
  await insertVersion(tx, { ...input, version: version + 1 })
  await tx.run(
    sql
      .updateTable('rewards')
      .set({ current_version: version + 1 })
      .where('brand_id', '=', tx.brandId)
      .where('id', '=', id),
  )
  return { id, before, after: { version: version + 1, definition }, changed: true }
}

/**
 * Takes a reward out of the catalogue for good; orders of it go on, and who wished for it still sees its name. Doing it
 * again changes nothing. Throws a 404 Problem.
 */
export async function archiveReward(tx: Tx, { id, at }: { id: string; at: Date }): Promise<RewardChange> {
  const current = await lockReward(tx, id)
  const before = { archived_at: current.archived_at }
  if (current.archived_at) return { id, before, after: before, changed: false }
  await tx.run(
    sql
      .updateTable('rewards')
      .set({ archived_at: at })
      .where('brand_id', '=', tx.brandId)
      .where('id', '=', id),
  )
  return { id, before, after: { archived_at: at }, changed: true }
}

const archived = () =>
  new Problem(409, 'reward_archived', 'This reward is archived', {
    detail: 'What is archived stays as it is. Make a new reward. Nothing was changed.',
  })

/** Until the transaction ends nobody else makes a reward of this brand. */
const lockRewards = (tx: Tx) => tx.raw(`select pg_advisory_xact_lock(hashtext('rewards'), $1)`, [tx.brandId])

async function refuseTooMany(tx: Tx): Promise<void> {
  const rows = await tx.raw('select 1 from rewards where brand_id = $1 and archived_at is null limit $2', [
    tx.brandId,
    REWARDS_MAX,
  ])
  if (rows.length < REWARDS_MAX) return
  throw new Problem(409, 'too_many_rewards', `A brand has at most ${REWARDS_MAX} rewards`, {
    detail: 'Archive one that is no longer needed. Nothing was changed.',
  })
}

/** Locks a reward for an operator's change. Throws a 404 Problem. */
async function lockReward(tx: Tx, id: string): Promise<StoredReward> {
  await tx.run(
    sql
      .selectFrom('rewards')
      .select('id')
      .where('brand_id', '=', tx.brandId)
      .where('id', '=', id)
      .forNoKeyUpdate(),
  )
  // A statement of its own: what it waited for is committed by now.
  const reward = await readReward(tx, id)
  if (!reward) throw notFound('reward')
  return reward
}

const insertVersion = (
  tx: Tx,
  {
    id,
    version,
    definition,
    at,
    by,
  }: ChangedBy & { id: string; version: number; definition: RewardDefinition },
) =>
  tx.run(
    sql.insertInto('reward_versions').values({
      brand_id: tx.brandId,
      reward_id: id,
      version,
      definition: JSON.stringify(definition),
      created_at: at,
      created_by: by,
    }),
  )

const versionConflict = (current: number) =>
  new Problem(409, 'version_conflict', 'Somebody else changed this reward', {
    detail: `Version ${current} is current now. Look at it, and publish again.`,
    errors: [{ field: 'expected_version', message: `is ${current} now` }],
  })
