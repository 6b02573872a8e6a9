import { customerioTasks } from './customerio/index.ts'
import { earningSchedules, earningTasks } from './earning/index.ts'
import { mailTasks } from './mail/index.ts'

/** Table of contents: every job that a worker can do. */
export const tasks = { ...mailTasks, ...earningTasks, ...customerioTasks }

/** And what begins by the clock. */
export const schedules = [...earningSchedules]
