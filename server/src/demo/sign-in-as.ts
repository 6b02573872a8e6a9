import { setTimeout as sleep } from 'node:timers/promises'
import { mailSignIn, newBrowserName } from '../identity/index.ts'
import { notFound, Problem } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import type { Brand } from '../tenancy/index.ts'
import { findSampleMember } from './history/sample-members.ts'
import { readMail } from './simulator-feed.ts'

const MAIL_MS_MAX = 8_000
const LOOK_AGAIN_MS = 150

/**
 * Asks for a sign-in mail of a sample member and answers its link when the stand-in has it: the way of any member, in
 * one tap. Throws 404 for who is no sample member, 503 when no mail arrives.
 */
export async function linkToSignInAs(
  platform: Platform,
  brand: Brand,
  { memberId, origin }: { memberId: string; origin: string },
): Promise<string> {
  const member = await findSampleMember(platform, brand, memberId)
  if (!member) throw notFound('sample member')
  const known = new Set((await mailTo(platform, member.email)).map(({ delivery_id }) => delivery_id))
  const { email, firstName } = member
  await platform.db.transaction(brand.id, tx =>
    mailSignIn(
      tx,
      platform.keys,
      { memberId, email, firstName, origin, browser: newBrowserName() },
      platform.clock(),
    ),
  )
  for (const until = performance.now() + MAIL_MS_MAX; performance.now() < until; await sleep(LOOK_AGAIN_MS)) {
    const mail = (await mailTo(platform, email)).find(({ delivery_id }) => !known.has(delivery_id))
    if (mail?.link) return mail.link
  }
  throw new Problem(503, 'no_mail', 'The mail with the link has not arrived', {
    detail: 'The Customer.io stand-in does not answer. Is it still running?',
  })
}

const mailTo = async ({ config }: Platform, email: string) =>
  (await readMail(config)).items.filter(({ to }) => to.includes(email))
