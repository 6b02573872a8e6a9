import { type AchievementDefinition, compileRule } from '../achievements/index.ts'
import type { SliceWork } from '../activity/index.ts'
import { dayOf } from '../platform/calendar.ts'
import { type DryRunResult, movesFor, pageOfMembers, SAMPLE, wouldUnlock } from './back-fill.ts'
import { type Past, readPast } from './past.ts'
import { readProgram } from './program.ts'

const MEMBERS_A_SLICE = 200

const STANDINGS = `
  select m.member_id, m.times, m.period from member_achievements m
  join achievements a on a.brand_id = m.brand_id and a.id = m.achievement_id
  where m.brand_id = $1 and a.key = $2 and m.member_id = any($3::uuid[])`

/**
 * Asks of every member whether this definition, not stored yet, would unlock now, and what that would cost. Changes
 * nothing but its own result.
 */
export const dryRun: SliceWork = async (platform, tx, run) => {
  const { key, definition } = run.input as { key: string; definition: AchievementDefinition }
  const program = await readProgram(tx, platform.clock())
  const rule = compileRule(definition, program.brand.timeZone)
  const at = platform.clock()
  const day = dayOf(at, program.brand.timeZone)
  const ids = await pageOfMembers(tx, run.cursor, MEMBERS_A_SLICE)
  const pasts = await readPast(tx, ids)
  const rows = await tx.raw<{ member_id: string; times: number; period: string | null }>(STANDINGS, [
    tx.brandId,
    key,
    ids,
  ])
  const standings = new Map(rows.map(({ member_id, ...standing }) => [member_id, standing]))
  const who: string[] = []
  for (const id of ids) {
    const moves = await movesFor(tx, rule, program, id, pasts.get(id) as Past)
    if (wouldUnlock(rule, moves, { at, day, standing: standings.get(id) })) who.push(id)
  }
  const before = run.result as Partial<DryRunResult>
  const result: DryRunResult = {
    checked: (before.checked ?? 0) + ids.length,
    would_unlock: (before.would_unlock ?? 0) + who.length,
    points: (before.points ?? 0) + who.length * definition.rewards.points,
    sample: [...(before.sample ?? []), ...who].slice(0, SAMPLE),
  }
  return { cursor: ids.length < MEMBERS_A_SLICE ? null : (ids.at(-1) as string), done: ids.length, result }
}
