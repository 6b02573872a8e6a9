import { type AchievementDefinition, compileRule, type Rule, revokeUnlocks } from '../achievements/index.ts'
import type { Tx } from '../platform/db/database.ts'
import { Problem } from '../platform/errors.ts'
import { idTime } from '../platform/id.ts'
import { endTimedMultipliers, heldPoints } from '../points/index.ts'
import { qualifyingPoints } from '../ranks/index.ts'
import type { Act } from './account.ts'
import { type Past, type PastEntry, readPast } from './past.ts'
import { demote } from './progress.ts'
import { planReversal, type Reversal, type UnlockedRule } from './reversal.ts'
import { endHolds, type OpenAccount } from './transact.ts'

export interface ReverseInput {
  /** The action whose points are taken back. */
  actionId: string
  /** What the reversal is called in the action log. */
  name: 'scan_reversed' | 'points_rejected' | 'campaign_undone'
  requestId: string | null
  clientOpId?: string
  facts: object
  by: string | null
  /** Whether the scan counts no more: neither in the counters nor, for a returned pack, in the count of scans. */
  dropsScan: boolean
  returnsPack: boolean
  /** What is taken back of the action's entries, given all that counts; by default all that its scan earned. */
  takes?(past: Past): Map<PastEntry, number>
}

export interface Reversed {
  act: Act
  pointsTaken: number
  pointsOwed: number
  revoked: string[]
}

const UNLOCKED = `
  select m.achievement_id, a.key, v.definition, m.times, m.period, m.unlocked_at, m.last_unlocked_at, m.action_id
  from member_achievements m
  join achievements a on a.brand_id = m.brand_id and a.id = m.achievement_id
  join achievement_versions v
    on v.brand_id = m.brand_id and v.achievement_id = m.achievement_id and v.version = m.version
  where m.brand_id = $1 and m.member_id = $2
  order by a.id`

interface UnlockedRow {
  achievement_id: string
  key: string
  definition: AchievementDefinition
  times: number
  period: string | null
  unlocked_at: Date
  last_unlocked_at: Date | null
  action_id: string
}

/** What a member has unlocked, with the rules of the versions under which it was. */
export async function readUnlockedRules(tx: Tx, memberId: string, timeZone: string): Promise<UnlockedRule[]> {
  const rows = await tx.raw<UnlockedRow>(UNLOCKED, [tx.brandId, memberId])
  return rows.map(row => ({
    achievementId: row.achievement_id,
    key: row.key,
    rule: compileRule(row.definition, timeZone),
    times: row.times,
    period: row.period,
    unlockedAt: row.unlocked_at,
    lastUnlockedAt: row.last_unlocked_at ?? row.unlocked_at,
    actionId: row.action_id,
  }))
}

const ALREADY_REVERSED = new Problem(409, 'already_reversed', 'This was taken back already', {
  detail: 'Nothing was changed.',
})

/**
 * Takes back what one action of an open account earned, and all that does not hold without it: points (what the
 * balance lacks is owed), rank, achievements and progress. It reads the member's history, which a scan never does.
 * The caller saves the account. Throws 404, or 409 `already_reversed`.
 */
export async function reverseAction(tx: Tx, open: OpenAccount, input: ReverseInput): Promise<Reversed> {
  const { account } = open
  const memberId = account.member.id
  const past = (await readPast(tx, [memberId])).get(memberId) as Past
  if (input.dropsScan && !past.scans.some(({ actionId }) => actionId === input.actionId))
    throw ALREADY_REVERSED
  const plan = planReversal({
    past,
    actionId: input.actionId,
    actionAt: idTime(input.actionId),
    unlockedByAction: await readUnlockedBy(tx, input.actionId),
    dropsScan: input.dropsScan,
    ...(input.takes ? { takes: input.takes(past) } : {}),
    unlocked: await readUnlockedRules(tx, memberId, account.program.brand.timeZone),
    rules: countedRules(open),
    ladder: account.program.ladder,
    lifetimePoints: account.member.lifetime_points,
    rankOffset: account.member.rank_offset,
    today: account.day,
    timeZone: account.program.brand.timeZone,
  })
  const hold = input.dropsScan
    ? open.holds.find(
        ({ action_id, id }) => action_id === input.actionId && !open.settled.released.includes(id),
      )
    : undefined
  const owedBefore = account.member.points_owed
  const act = account.act({ ...input, facts: { ...input.facts, reversed_action_id: input.actionId } }, () => {
    const qualifyingBefore = qualifyingPoints(account.member)
    if (hold) account.set({ points_held: account.member.points_held - heldPoints(hold.entries) })
    if (input.returnsPack) account.set({ scan_count: account.member.scan_count - 1 })
    applyPlan(open, plan, input)
    demote(account, qualifyingBefore)
  })
  if (hold) await endHolds(tx, tx.brandId, [hold.id], 'rejected', account.at, input.by)
  await storeRevoked(tx, memberId, open, plan)
  return {
    act,
    pointsTaken: act.entries.reduce((sum, { amount }) => sum - amount, 0),
    pointsOwed: account.member.points_owed - owedBefore,
    revoked: plan.revoked.map(({ key }) => key),
  }
}

function applyPlan({ account }: OpenAccount, plan: Reversal, input: ReverseInput) {
  const counted = new Set(countedRules({ account }).map(({ counterKey }) => counterKey))
  const others = Object.entries(account.counters).filter(([key]) => !counted.has(key))
  account.replaceCounters({ ...Object.fromEntries(others), ...plan.counters })
  for (const { achievementId, revokedPeriod } of plan.revoked) {
    account.noteRevoked(achievementId, revokedPeriod)
  }
  const { ranks_rewarded } = account.member
  account.set({ ranks_rewarded: ranks_rewarded.filter(key => !plan.unrewarded.includes(key)) })
  const entered = [...plan.takes].filter(([{ seq }, points]) => seq !== null && points > 0)
  entered.sort(([a], [b]) => (a.seq as number) - (b.seq as number))
  for (const [entry, amount] of entered) {
    account.take({
      amount,
      reason: 'reversal',
      source: entry.source,
      rule: { ...input.facts, reversed: entry.reason, action_id: entry.actionId },
      reverses: entry.seq,
      fromLifetime: true,
      owes: true,
    })
  }
}

/** The rules whose counters are kept now, each counter once. */
export function countedRules({ account }: Pick<OpenAccount, 'account'>): Rule[] {
  const { achievements } = account.program
  const rules = new Map<string, Rule>()
  for (const { id, definition } of achievements.all) {
    const rule = achievements.ruleOf(id)
    if (rule && definition.visibility.active) rules.set(rule.counterKey, rule)
  }
  return [...rules.values()]
}

async function readUnlockedBy(tx: Tx, actionId: string): Promise<Set<string>> {
  const [row] = await tx.raw<{ unlocked: string[] | null }>(
    `select data->'unlocked' as unlocked from actions where brand_id = $1 and id = $2`,
    [tx.brandId, actionId],
  )
  return new Set(row?.unlocked ?? [])
}

async function storeRevoked(tx: Tx, memberId: string, { account }: OpenAccount, plan: Reversal) {
  const revoked = [...account.revoked].map(([achievementId, left]) => ({ achievementId, ...left }))
  await revokeUnlocks(tx, memberId, revoked)
  for (const { actionId, key } of plan.revoked) {
    await endTimedMultipliers(tx, memberId, actionId, `achievement:${key}`)
  }
}
