import { type AchievementDefinition, compileRule, type Rule, revokeUnlocks } from '../achievements/index.ts'
import type { Tx } from '../platform/db/database.ts'
import { Problem } from '../platform/errors.ts'
import { idTime } from '../platform/id.ts'
import { endTimedMultipliers, type HoldRecord, heldPoints } from '../points/index.ts'
import { qualifyingPoints } from '../ranks/index.ts'
import type { Account, Act } from './account.ts'
import { type Past, type PastEntry, readPast } from './past.ts'
import { demote } from './progress.ts'
import { isReplayed, planReversal, type Reversal, type UnlockedRule } from './reversal.ts'
import { takeFromHolds } from './take-from-holds.ts'
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
  /** Of points that were held, and now never come. */
  pointsUnheld: number
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
 * `open` is of
 * `openWrittenAccounts`, and the caller saves it. Throws 409 `already_reversed`; a pack whose points were rejected can
 * be returned all the same.
 */
export async function reverseAction(tx: Tx, open: OpenAccount, input: ReverseInput): Promise<Reversed> {
  const { account } = open
  const memberId = account.member.id
  const past = (await readPast(tx, [memberId])).get(memberId) as Past
  if (
    input.dropsScan &&
    !input.returnsPack &&
    !past.scans.some(({ actionId }) => actionId === input.actionId)
  )
    throw ALREADY_REVERSED
  const plan = planReversal({
    past,
    actionId: input.actionId,
    releasedBy: await readRelease(tx, memberId, input.actionId),
    actionAt: idTime(input.actionId),
    unlockedByAction: await readUnlockedBy(tx, memberId, input.actionId),
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
  const isItsOwn = (hold: HoldRecord) => input.dropsScan && hold.action_id === input.actionId
  const hold = open.holds.find(isItsOwn)
  const owedBefore = account.member.points_owed
  const revoked = plan.revoked.map(({ key }) => key)
  const facts = { ...input.facts, reversed_action_id: input.actionId, revoked }
  const act = account.act({ ...input, facts }, () => {
    const qualifyingBefore = qualifyingPoints(account.member)
    if (hold) account.set({ points_held: account.member.points_held - heldPoints(hold.entries) })
    if (input.returnsPack) account.set({ scan_count: account.member.scan_count - 1 })
    applyPlan(open, plan, input)
    demote(account, qualifyingBefore)
  })
  if (hold) await endHolds(tx, tx.brandId, [hold.id], 'rejected', account.at, input.by)
  const others = open.holds.filter(one => one !== hold)
  const unheld = await takeFromHolds(tx, account, others, plan.takes)
  await storeRevoked(tx, memberId, open, plan, input)
  return {
    act,
    pointsTaken: act.entries.reduce((sum, { amount }) => sum - amount, 0),
    pointsOwed: account.member.points_owed - owedBefore,
    pointsUnheld: unheld + (hold ? heldPoints(hold.entries) : 0),
    revoked,
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
  for (const [entry, amount] of entered) takeBack(account, entry, amount, input.facts)
}

/** Takes back of an entry. Where an operator has taken lifetime points since, they end at 0. */
function takeBack(account: Account, entry: PastEntry, amount: number, facts: object) {
  const { reason, source, actionId, seq: reverses } = entry
  const rule = { ...facts, reversed: reason, action_id: actionId }
  const debit = { reason: 'reversal', source, rule, reverses, owes: true } as const
  const counted = Math.min(amount, account.member.lifetime_points)
  account.take({ ...debit, amount: counted, fromLifetime: true })
  account.take({ ...debit, amount: amount - counted })
}

/** The rules whose counters are kept now and can be counted anew, each counter once. */
export function countedRules({ account }: Pick<OpenAccount, 'account'>): Rule[] {
  const { achievements } = account.program
  const rules = new Map<string, Rule>()
  for (const { id, definition } of achievements.all) {
    const rule = achievements.ruleOf(id)
    if (rule && isReplayed(rule) && definition.visibility.active) rules.set(rule.counterKey, rule)
  }
  return [...rules.values()]
}

async function readRelease(tx: Tx, memberId: string, actionId: string): Promise<string | null> {
  const [row] = await tx.raw<{ id: string }>(
    `select id from actions
     where brand_id = $1 and member_id = $2 and name = 'points_released' and data->>'earned_by' = $3`,
    [tx.brandId, memberId, actionId],
  )
  return row?.id ?? null
}

/** What an action unlocked and was not revoked since, as when its campaign is undone before its pack comes back. */
async function readUnlockedBy(tx: Tx, memberId: string, actionId: string): Promise<Set<string>> {
  const rows = await tx.raw<{ key: string }>(
    `select jsonb_array_elements_text(data->'unlocked') as key from actions where brand_id = $1 and id = $3
     except
     select jsonb_array_elements_text(data->'revoked') from actions
     where brand_id = $1 and member_id = $2 and data->>'reversed_action_id' = $3::text`,
    [tx.brandId, memberId, actionId],
  )
  return new Set(rows.map(({ key }) => key))
}

async function storeRevoked(
  tx: Tx,
  memberId: string,
  { account }: OpenAccount,
  plan: Reversal,
  input: ReverseInput,
) {
  const revoked = [...account.revoked].map(([achievementId, left]) => ({ achievementId, ...left }))
  await revokeUnlocks(tx, memberId, revoked)
  for (const { actionId, key, rule } of plan.revoked) {
    const unlockedBy = rule.repeat === null ? actionId : input.actionId
    await endTimedMultipliers(tx, memberId, unlockedBy, `achievement:${key}`)
  }
}
