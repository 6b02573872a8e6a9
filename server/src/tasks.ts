import { runTasks } from './activity/index.ts'
import { customerioRuns, customerioTasks, insightSchedules, outboxSchedules } from './customerio/index.ts'
import { earningRuns, earningSchedules, earningTasks } from './earning/index.ts'
import { identityTasks } from './identity/index.ts'
import { importRuns, importSchedules, importTasks } from './imports/index.ts'
import { mailTasks } from './mail/index.ts'
import { personalizationSchedules, personalizationTasks } from './personalization/index.ts'
import { privacyTasks } from './privacy/index.ts'
import { referralsTasks } from './referrals/index.ts'
import { scanningRuns } from './scanning/index.ts'

/** Table of contents: long work of every folder, which one job advances. */
const runs = { ...earningRuns, ...importRuns, ...scanningRuns, ...customerioRuns }

/** Every job that a worker can do. */
export const tasks = {
  ...mailTasks,
  ...identityTasks,
  ...earningTasks,
  ...runTasks(runs),
  ...referralsTasks,
  ...customerioTasks,
  ...personalizationTasks,
  ...privacyTasks,
  ...importTasks,
}

/** What somebody waits for: it has workers of its own. */
export const urgent = Object.keys(mailTasks)

/** And what begins by the clock. */
export const schedules = [
  ...earningSchedules,
  ...outboxSchedules,
  ...insightSchedules,
  ...personalizationSchedules,
  ...importSchedules,
]
