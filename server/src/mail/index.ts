import type { TaskTable } from '../platform/jobs.ts'
import { sendMail } from './send-mail.ts'

export { eraseMail } from './erase-mail.ts'
export { MailRefused } from './mail-refused.ts'
export { LATE_MS, readMailDepth, watchMail } from './measure-mail.ts'
export { type Mail, queueMail, sealContext } from './queue-mail.ts'
export type { SignInPayload } from './sign-in-mail.ts'
export { tryRelay } from './smtp-transport.ts'

export const mailTasks = { send_mail: sendMail } satisfies TaskTable
