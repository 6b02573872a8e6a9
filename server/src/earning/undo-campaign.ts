import type { SliceWork } from '../activity/index.ts'
import { type CampaignAward, markAwardsTakenBack, readAwards } from '../campaigns/index.ts'
import { composeWrites } from '../platform/db/write-fragment.ts'
import { writeParameters } from './account-writes.ts'
import type { Past, PastEntry } from './past.ts'
import { readProgram } from './program.ts'
import { reverseAction } from './reverse-action.ts'
import { openWrittenAccounts, saveAccounts } from './transact.ts'

const AWARDS_A_SLICE = 20
const MARK_TAKEN_BACK = composeWrites([markAwardsTakenBack] as never)

interface UndoResult {
  awards: number
  /** All that was taken back, what is owed and what was still held included. */
  points: number
  owed: number
}

/** Takes back what a campaign gave, award by award, with everything that does not hold without it. */
export const undoCampaign: SliceWork = async (platform, tx, run) => {
  const { campaign_id, reason } = run.input as { campaign_id: string; reason: string }
  const page = await readAwards(tx, { campaignId: campaign_id, after: run.cursor, limit: AWARDS_A_SLICE })
  const awards = oneAMember(page)
  const at = platform.clock()
  const open = await openWrittenAccounts(
    tx,
    await readProgram(tx, platform.clock()),
    awards.map(({ member_id }) => member_id),
    at,
  )
  const result = { awards: 0, points: 0, owed: 0, ...(run.result as Partial<UndoResult>) }
  for (const award of awards) {
    const account = open.get(award.member_id)
    // From who was erased nothing is taken.
    if (!account) continue
    const reversed = await reverseAction(tx, account, {
      actionId: award.action_id,
      name: 'campaign_undone',
      requestId: null,
      facts: { campaign_id, reason },
      by: run.started_by,
      dropsScan: false,
      returnsPack: false,
      takes: past => takesOf(past, award),
    })
    result.awards += 1
    result.points += reversed.pointsTaken + reversed.pointsOwed + reversed.pointsUnheld
    result.owed += reversed.pointsOwed
  }
  await saveAccounts(tx, [...open.values()])
  const rows = awards.map(({ action_id }) => ({
    brand_id: tx.brandId,
    campaign_id,
    action_id,
    taken_back_at: at,
  }))
  await tx.raw(MARK_TAKEN_BACK, writeParameters([rows]))
  const isLast = awards.length === page.length && page.length < AWARDS_A_SLICE
  return { cursor: isLast ? null : (awards.at(-1)?.action_id ?? null), done: awards.length, result }
}

/** Up to the first member who comes again: an account is opened once a slice. */
function oneAMember(page: CampaignAward[]): CampaignAward[] {
  const seen = new Set<string>()
  const end = page.findIndex(({ member_id }) => seen.size === seen.add(member_id).size)
  return end === -1 ? page : page.slice(0, end)
}

/**
 * A bonus stands in an entry of its own, a multiplier's extra in that of the scan. What a recall has put under review
 * is in two: the emptied one, and the one that is held.
 */
function takesOf(past: Past, { campaign_id, action_id, points }: CampaignAward): Map<PastEntry, number> {
  const own = past.entries.filter(({ actionId }) => actionId === action_id)
  const bonuses = own.filter(({ source }) => source === `campaign:${campaign_id}`)
  const entries = bonuses.length > 0 ? bonuses : own.filter(({ reason }) => reason === 'scan')
  const takes = new Map<PastEntry, number>()
  let left = points
  for (const entry of entries) {
    const taken = Math.min(left, entry.points)
    if (taken > 0) takes.set(entry, taken)
    left -= taken
  }
  return takes
}
