import { sql, type Tx } from '../platform/db/database.ts'
import { newId } from '../platform/id.ts'
import { enqueue } from '../platform/jobs.ts'
import type { Keys } from '../platform/keys.ts'
import { type Payloads, TEMPLATES, type Template } from './templates.ts'

/** A mail of one of the kinds, with what that kind is written from. */
export type Mail = {
  [T in Template]: { id?: string; memberId: string; template: T; recipient: string; payload: Payloads[T] }
}[Template]

/** What a sealed payload is bound to: it opens for its own row only. */
export const sealContext = (brandId: number, id: string) => `mail_queue/${brandId}/${id}`

/** Queues a mail that is sent when the caller's transaction commits. Answers its id. */
export async function queueMail(tx: Tx, keys: Keys, mail: Mail, at: Date): Promise<string> {
  const id = mail.id ?? newId(at)
  const { keyId, sealed } = keys.seal(JSON.stringify(mail.payload), sealContext(tx.brandId, id))
  await tx.run(
    sql.insertInto('mail_queue').values({
      brand_id: tx.brandId,
      id,
      member_id: mail.memberId,
      template: mail.template,
      recipient: mail.recipient,
      key_id: keyId,
      sealed,
      created_at: at,
    }),
  )
  await enqueueTry(tx, id, mail.template)
  return id
}

/** Has a waiting mail tried, now or from a moment on. A job that is at it now will not run again. */
export const enqueueTry = (tx: Tx, id: string, template: Template, runAt?: Date): Promise<void> =>
  enqueue(
    tx,
    'send_mail',
    { mail_id: id },
    { jobKey: `send_mail:${id}`, priority: TEMPLATES[template].priority, ...(runAt ? { runAt } : {}) },
  )
