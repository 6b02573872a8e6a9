import type { SliceWork } from '../activity/index.ts'
import { makeDue } from '../members/index.ts'

const MEMBERS_A_SLICE = 1_000

/** A policy of expiry or rank changed: every account is looked at anew by the minute job, and finds its own next date. */
export const rescheduleAccounts: SliceWork = async (platform, tx, run) => {
  const { last, count } = await makeDue(tx, run.cursor, MEMBERS_A_SLICE, platform.clock())
  return { cursor: count < MEMBERS_A_SLICE ? null : last, done: count }
}
