import type { Tx } from '../platform/db/database.ts'
import type { Job } from '../platform/jobs.ts'
import type { Platform } from '../platform/platform.ts'
import { createBrands, readCustomerIoCredentials } from '../tenancy/index.ts'
import { sealContext } from './queue-mail.ts'
import { TEMPLATES, type Template } from './templates.ts'
import { MailRefused, type OutgoingMail, postMail } from './transport.ts'

/** A mail is not idempotent at the other end: two tries in all, with the same link and code. */
const TRIES = 2

interface ClaimedMail {
  member_id: string
  template: Template
  recipient: string
  key_id: string
  sealed: Buffer
  attempts: number
  created_at: Date
}

/**
 * Sends one queued mail, at most twice in all, however often the job runs. Throws when it may be tried again; else
 * the mail is `sent` or `failed`, and neither address nor content is kept.
 */
export async function sendMail(platform: Platform, payload: { mail_id: string }, job: Job): Promise<void> {
  const mail = await takeTry(platform, job.brandId, payload.mail_id)
  if (!mail) return
  const isOnTime = platform.clock().getTime() - mail.created_at.getTime() < TEMPLATES[mail.template].validMs
  if (!isOnTime) return settle(platform, job.brandId, payload.mail_id, 'failed', 'expired')
  // Counted before it is sent, so a worker that died in between has used up its try.
  if (mail.attempts > TRIES)
    return settle(platform, job.brandId, payload.mail_id, 'failed', 'tried twice, no answer')
  try {
    const deliveryId = await postMail(await write(platform, job.brandId, payload.mail_id, mail))
    await settle(platform, job.brandId, payload.mail_id, 'sent', `delivery ${deliveryId}`)
  } catch (error) {
    if (!(error instanceof MailRefused)) throw error
    if (error.mayRetry && mail.attempts < TRIES) {
      platform.metrics.mails.inc({ outcome: 'retried' })
      throw error
    }
    platform.log.error({ err: error, mail_id: payload.mail_id, brand_id: job.brandId }, 'a mail was not sent')
    await settle(platform, job.brandId, payload.mail_id, 'failed', error.message.slice(0, 500))
  }
}

/** Counts a try of a mail that still waits, and answers the mail. */
function takeTry(platform: Platform, brandId: number, id: string): Promise<ClaimedMail | undefined> {
  return platform.db.transaction(brandId, async tx => {
    const [mail] = await tx.raw<ClaimedMail>(
      `update mail_queue set attempts = attempts + 1 where brand_id = $1 and id = $2 and state = 'waiting'
       returning member_id, template, recipient, key_id, sealed, attempts, created_at`,
      [brandId, id],
    )
    return mail
  })
}

async function write(
  platform: Platform,
  brandId: number,
  id: string,
  mail: ClaimedMail,
): Promise<OutgoingMail> {
  const credentials = await readCustomerIoCredentials(platform, brandId)
  if (!credentials) throw new MailRefused('the brand has no Customer.io credentials to send mail with', false)
  const brand = await createBrands(platform).byId(brandId)
  const payload = JSON.parse(
    platform.keys.open({ keyId: mail.key_id, sealed: mail.sealed }, sealContext(brandId, id)),
  )
  const { write: writeTemplate } = TEMPLATES[mail.template]
  const written = writeTemplate({ name: brand.name, colours: brand.settings.theme.light }, payload)
  return { credentials, memberId: mail.member_id, recipient: mail.recipient, ...written }
}

async function settle(
  platform: Platform,
  brandId: number,
  id: string,
  state: 'sent' | 'failed',
  detail: string,
) {
  const changed = await platform.db.transaction(brandId, (tx: Tx) =>
    tx.raw(
      `update mail_queue set state = $3, detail = $4, settled_at = $5, recipient = null, sealed = null
       where brand_id = $1 and id = $2 and state = 'waiting' returning 1`,
      [brandId, id, state, detail, platform.clock()],
    ),
  )
  if (changed.length > 0) platform.metrics.mails.inc({ outcome: detail === 'expired' ? 'expired' : state })
}
