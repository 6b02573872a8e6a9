import { Logger } from 'graphile-worker'
import type { Logger as PinoLogger } from 'pino'

const LEVELS = { error: 'error', warning: 'warn', info: 'debug', debug: 'trace' } as const

// A failed job is logged by the task's own wrapper, with its cause.
const SAID_ALREADY = /^(Failed task|Completed task)/

/** The queue's own messages in our log; what it calls information is detail here. */
export function createWorkerLog(log: PinoLogger): Logger {
  return new Logger(scope => (level, message, meta) => {
    if (SAID_ALREADY.test(message)) return
    log[LEVELS[level]]({ ...scope, ...(meta?.error === undefined ? {} : { err: meta.error }) }, message)
  })
}
