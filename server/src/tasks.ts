import { customerioTasks } from './customerio/index.ts'
import { mailTasks } from './mail/index.ts'

/** Table of contents: every job that a worker can do. */
export const tasks = { ...mailTasks, ...customerioTasks }
