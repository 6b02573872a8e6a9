import type { Job } from '../platform/jobs.ts'
import type { Platform } from '../platform/platform.ts'
import type { Brand } from '../tenancy/index.ts'
import { postOf } from './choose-transport.ts'
import { MailRefused } from './mail-refused.ts'
import type { OutgoingMail } from './outgoing-mail.ts'
import { enqueueTry, sealContext } from './queue-mail.ts'
import { TEMPLATES, type Template } from './templates.ts'

/** A mail is not idempotent at the other end: two tries in all, with the same link and code. */
const TRIES = 2
const RETRY_MS = 30_000

interface ClaimedMail {
  id: string
  member_id: string
  template: Template
  recipient: string
  key_id: string
  sealed: Buffer
  attempts: number
  created_at: Date
}

/**
 * Hands over one queued mail, at most twice in all, however often the job runs: what may be accepted later is tried
 * again after half a minute. Then the mail is `sent` or `failed`, and neither address nor content is kept.
 */
export async function sendMail(platform: Platform, payload: { mail_id: string }, job: Job): Promise<void> {
  const mail = await takeTry(platform, job.brandId, payload.mail_id)
  if (!mail) return
  const settle = (state: 'sent' | 'failed', detail: string, kind?: string) =>
    settleMail(platform, job.brandId, mail, { state, detail, kind })
  const ageMs = platform.clock().getTime() - mail.created_at.getTime()
  if (ageMs >= TEMPLATES[mail.template].validMs) return settle('failed', 'expired', 'expired')
  // Counted before it is sent, so a worker that died in between has used up its try.
  if (mail.attempts > TRIES) return settle('failed', 'tried twice, no answer', 'no_answer')
  try {
    await settle('sent', await handOver(platform, job.brandId, mail))
  } catch (error) {
    if (!(error instanceof MailRefused)) throw error
    if (error.mayRetry && mail.attempts < TRIES) return tryAgain(platform, job.brandId, mail)
    const facts = { kind: error.kind, reason: error.message, mail_id: mail.id, brand_id: job.brandId }
    platform.log.error(facts, 'a mail was not sent')
    await settle('failed', error.message, error.kind)
  }
}

/** Counts a try of a mail that still waits, and answers the mail. */
function takeTry(platform: Platform, brandId: number, id: string): Promise<ClaimedMail | undefined> {
  return platform.db.transaction(brandId, async tx => {
    const [mail] = await tx.raw<ClaimedMail>(
      `update mail_queue set attempts = attempts + 1 where brand_id = $1 and id = $2 and state = 'waiting'
       returning id, member_id, template, recipient, key_id, sealed, attempts, created_at`,
      [brandId, id],
    )
    return mail
  })
}

async function handOver(platform: Platform, brandId: number, mail: ClaimedMail): Promise<string> {
  const { brand, transport } = await postOf(platform, brandId)
  return transport.hand(write(platform, brand, mail))
}

function write(platform: Platform, brand: Brand, mail: ClaimedMail): OutgoingMail {
  const { id, member_id: memberId, recipient, key_id: keyId, sealed } = mail
  const payload = JSON.parse(platform.keys.open({ keyId, sealed }, sealContext(brand.id, id)))
  const { write: writeTemplate } = TEMPLATES[mail.template]
  const written = writeTemplate({ name: brand.name, colours: brand.settings.theme.light }, payload)
  return { id, memberId, recipient, ...written }
}

async function tryAgain(platform: Platform, brandId: number, { id, template }: ClaimedMail): Promise<void> {
  const at = new Date(platform.clock().getTime() + RETRY_MS)
  await platform.db.transaction(brandId, tx => enqueueTry(tx, id, template, at))
  platform.metrics.mails.inc({ outcome: 'retried' })
}

/** Ends a mail that still waits, for ever; one that has ended stays as it ended. */
async function settleMail(
  platform: Platform,
  brandId: number,
  mail: ClaimedMail,
  { state, detail, kind }: { state: 'sent' | 'failed'; detail: string; kind: string | undefined },
) {
  const at = platform.clock()
  const changed = await platform.db.transaction(brandId, tx =>
    tx.raw(
      `update mail_queue set state = $3, detail = $4, settled_at = $5, recipient = null, sealed = null
       where brand_id = $1 and id = $2 and state = 'waiting' returning 1`,
      [brandId, mail.id, state, detail, at],
    ),
  )
  if (changed.length === 0) return
  const { mails, mailFailures, mailSeconds } = platform.metrics
  mails.inc({ outcome: kind === 'expired' ? 'expired' : state })
  if (kind) mailFailures.inc({ kind })
  else mailSeconds.observe((at.getTime() - mail.created_at.getTime()) / 1_000)
}
