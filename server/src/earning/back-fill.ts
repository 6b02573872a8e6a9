import {
  type Achievement,
  type PastMove,
  type Rule,
  replayCounter,
  type Standing,
  unlockAt,
} from '../achievements/index.ts'
import type { SliceWork } from '../activity/index.ts'
import type { Tx } from '../platform/db/database.ts'
import { notFound } from '../platform/errors.ts'
import { type Past, readPast } from './past.ts'
import { readProgram } from './program.ts'
import { progress, promote, unlock } from './progress.ts'
import { pastMoves } from './reversal.ts'
import { readUnlockedRules } from './reverse-action.ts'
import type { Program } from './state.ts'
import { type OpenAccount, openWrittenAccounts, saveAccounts } from './transact.ts'

const MEMBERS_A_SLICE = 50

/** Members in order of id who did anything, after this one. */
export async function pageOfMembers(tx: Tx, after: string | null, limit: number): Promise<string[]> {
  const rows = await tx.raw<{ id: string }>(
    `select id from members
     where brand_id = $1 and id > (select coalesce($2::uuid, '00000000-0000-0000-0000-000000000000')) and state <> 'erased'
       and last_active_at is not null
     order by id limit $3`,
    [tx.brandId, after, limit],
  )
  return rows.map(({ id }) => id)
}

export async function countActiveMembers(tx: Tx): Promise<number> {
  const [row] = await tx.raw<{ count: number }>(
    `select count(*)::int as count from members where brand_id = $1 and state <> 'erased' and last_active_at is not null`,
    [tx.brandId],
  )
  return row?.count ?? 0
}

/**
 * Counts an achievement anew for every member from what they did, under each member's lock, and unlocks it where it is
 * met now. Idempotent: counters are absolute, and what is unlocked is not unlocked again.
 */
export const backFill: SliceWork = async (platform, tx, run) => {
  const { key } = run.input as { key: string }
  const program = await readProgram(tx, platform.clock())
  const achievement = program.achievements.all.find(one => one.key === key)
  if (!achievement) throw notFound('achievement')
  const rule = program.achievements.ruleOf(achievement.id) as Rule
  const ids = await pageOfMembers(tx, run.cursor, MEMBERS_A_SLICE)
  const open = await openWrittenAccounts(tx, program, ids, platform.clock())
  const pasts = await readPast(tx, ids)
  const changed: OpenAccount[] = []
  let unlocked = 0
  for (const [id, one] of open) {
    const moves = await movesFor(tx, rule, program, id, pasts.get(id) as Past)
    if (!achievement.definition.visibility.active) continue
    const { state, value } = replayCounter(rule, moves, one.account.day)
    if (state !== undefined) one.account.setCounter(rule.counterKey, state)
    if (unlockNow(one, achievement, rule, value)) unlocked++
    changed.push(one)
  }
  if (changed.length > 0) await saveAccounts(tx, changed)
  const before = run.result as { unlocked?: number }
  return {
    cursor: ids.length < MEMBERS_A_SLICE ? null : (ids.at(-1) as string),
    done: ids.length,
    result: { unlocked: (before.unlocked ?? 0) + unlocked },
  }
}

function unlockNow({ account }: OpenAccount, achievement: Achievement, rule: Rule, value: number): boolean {
  const { key, definition } = achievement
  const standing = account.unlocked.get(achievement.id)
  const next = unlockAt(rule, { value, at: account.at, day: account.day, standing })
  if (!next) return false
  account.act(
    {
      name: 'achievement_unlocked',
      requestId: null,
      facts: { by: 'back_fill', achievement: { key, name: definition.name } },
    },
    () => {
      const bonus = unlock(account, [{ achievement, ...next }]) + promote(account)
      progress(account, { points_earned: bonus, achievements_unlocked: 1 })
    },
  )
  return true
}

/** What a member did, as far as this rule counts it. */
export async function movesFor(
  tx: Tx,
  { metric }: Rule,
  { brand: { timeZone } }: Program,
  memberId: string,
  past: Past,
): Promise<PastMove[]> {
  const unlocked = metric === 'achievements_unlocked' ? await readUnlockedRules(tx, memberId, timeZone) : []
  return pastMoves(past, timeZone, { unlocked })
}

/** Whom an achievement would be unlocked by if it were published now. */
export interface DryRunResult {
  checked: number
  would_unlock: number
  /** Points that they would get. */
  points: number
  /** The first of them. */
  sample: string[]
}

const SAMPLE = 50

/** How one member stands with a rule, from what they did: whether it is met now and was not unlocked before. */
export function wouldUnlock(
  rule: Rule,
  moves: PastMove[],
  now: { at: Date; day: number; standing: Standing | undefined },
): boolean {
  const { value } = replayCounter(rule, moves, now.day)
  return unlockAt(rule, { value, ...now }) !== null
}

export { MEMBERS_A_SLICE, SAMPLE }
