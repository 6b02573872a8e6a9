import { momentOf } from '../platform/calendar.ts'
import { sql, type Tx } from '../platform/db/database.ts'
import { Problem } from '../platform/errors.ts'
import { type LockedCampaign, lockCampaign } from './lock-campaign.ts'

/** Whether it is paused, before and after; the same where nothing changed. */
export interface PauseChange {
  id: string
  before: { paused_at: Date | null }
  after: { paused_at: Date | null }
  changed: boolean
}

interface PauseInput {
  id: string
  timeZone: string
  at: Date
}

/**
 * Stops a campaign from applying until it is resumed; scans follow within seconds. Pausing a paused one changes nothing.
 * Throws 404, or 409 `campaign_over` for one that has ended or was undone.
 */
export const pauseCampaign = (tx: Tx, input: PauseInput): Promise<PauseChange> =>
  setPaused(tx, input, input.at)

/** Lets a paused campaign apply again, until its end as it was. Otherwise like `pauseCampaign`. */
export const resumeCampaign = (tx: Tx, input: PauseInput): Promise<PauseChange> => setPaused(tx, input, null)

async function setPaused(tx: Tx, input: PauseInput, pausedAt: Date | null): Promise<PauseChange> {
  const { id, timeZone, at } = input
  const campaign = await lockCampaign(tx, id)
  refuseOver(campaign, timeZone, at)
  const before = { paused_at: campaign.paused_at }
  if ((before.paused_at === null) === (pausedAt === null))
    return { id, before, after: before, changed: false }
  const after = { paused_at: pausedAt }
  await mark(tx, id, after)
  return { id, before, after, changed: true }
}

/**
 * Ends a campaign for good; what it gave is then taken back by a run. A scan that had read it before may still give for
 * a few seconds. Throws 404, or 409 `campaign_undone` the second time.
 */
export async function markCampaignUndone(
  tx: Tx,
  { id, at }: { id: string; at: Date },
): Promise<LockedCampaign> {
  const before = await lockCampaign(tx, id)
  if (before.undone_at) throw new Problem(409, 'campaign_undone', 'This campaign was undone already')
  await mark(tx, id, { undone_at: at })
  return before
}

const mark = (tx: Tx, id: string, marks: { paused_at: Date | null } | { undone_at: Date }) =>
  tx.run(sql.updateTable('campaigns').set(marks).where('brand_id', '=', tx.brandId).where('id', '=', id))

/** Throws 409 `campaign_over` for a campaign that has ended or was undone. */
export function refuseOver({ undone_at, definition }: LockedCampaign, timeZone: string, at: Date): void {
  if (!undone_at && at < momentOf(definition.until, timeZone)) return
  throw new Problem(409, 'campaign_over', 'This campaign is over', {
    detail: 'What has ended or was undone cannot be changed. Make a new campaign.',
  })
}
