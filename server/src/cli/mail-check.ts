import { LATE_MS, MailRefused, readMailDepth, tryRelay } from '../mail/index.ts'
import { type Check, type Finding, fail, ok, warn } from '../platform/doctor/index.ts'
import type { MailRelay } from '../platform/mail-relay.ts'
import type { Platform } from '../platform/platform.ts'
import { readBrandRelay, readCustomerIoCredentials } from '../tenancy/index.ts'
import { listBrandKeys } from './find-brand.ts'

/** Whether mail leaves: its relays take us, every brand has a way to send it, and none waits for long. */
export const mailCheck: Check<Platform> = { name: 'mail', look: checkMail }

async function checkMail(platform: Platform): Promise<Finding> {
  const { mailRelay, mailFrom } = platform.config
  const silent: string[] = []
  const look = async (whose: string, relay: MailRelay) => {
    const fault = await faultOf(relay)
    if (fault) silent.push(`${whose} (${fault})`)
  }
  if (mailRelay) await look('SMTP_URL', mailRelay)
  const without: string[] = []
  let own = 0
  for (const { id, slug } of await listBrandKeys(platform)) {
    const relay = await readBrandRelay(platform, id)
    if (relay) {
      own++
      await look(slug, relay)
    } else if (!(mailRelay && mailFrom) && !(await readCustomerIoCredentials(platform, id)))
      without.push(slug)
  }
  if (silent.length > 0) {
    return fail(
      `no mail through ${silent.join('; ')}`,
      'Correct SMTP_URL, or enter the relay again by `brands mail`. A mail that fails is not sent later.',
    )
  }
  const { waiting, oldestMs } = await readMailDepth(platform)
  if (oldestMs > LATE_MS) {
    return warn(
      `${waiting} waiting, the oldest for ${Math.round(oldestMs / 1_000)} s`,
      'See whether a worker runs, and what it logs.',
    )
  }
  if (without.length > 0) {
    return warn(
      `${without.join(', ')} cannot send mail: nobody can sign in there`,
      'Connect the brand to Customer.io, give it a relay (`brands mail`), or set SMTP_URL and MAIL_FROM.',
    )
  }
  const ways = [
    mailRelay ? `by ${new URL(mailRelay.url).host}` : 'by Customer.io',
    ...(own > 0 ? [`${own} with a relay of their own`] : []),
  ]
  return ok(`${ways.join(', ')}, none late`)
}

async function faultOf(relay: MailRelay): Promise<string | undefined> {
  try {
    await tryRelay(relay)
    return undefined
  } catch (error) {
    if (!(error instanceof MailRefused)) throw error
    return error.message
  }
}
