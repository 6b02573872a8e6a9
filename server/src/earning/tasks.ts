import type { SliceWork } from '../activity/index.ts'
import type { Schedule, TaskTable } from '../platform/jobs.ts'
import { backFill } from './back-fill.ts'
import { dryRun } from './dry-run.ts'
import { estimateCampaign } from './estimate-campaign.ts'
import { rescheduleAccounts } from './reschedule-accounts.ts'
import { settleSchedule, settleTask } from './settle-accounts.ts'
import { undoCampaign } from './undo-campaign.ts'

export const earningTasks: TaskTable = { settle_due_accounts: settleTask }

/** Long work, by the kind of its run. */
export const earningRuns: Record<string, SliceWork> = {
  achievement_back_fill: backFill,
  achievement_dry_run: dryRun,
  campaign_estimate: estimateCampaign,
  campaign_undo: undoCampaign,
  accounts_reschedule: rescheduleAccounts,
}

export const earningSchedules: Schedule[] = [settleSchedule]
