import { randomUUID } from 'node:crypto'
import { mailSignIn } from '../../identity/index.ts'
import { sealContext } from '../../mail/index.ts'
import { findMemberByEmail } from '../../members/index.ts'
import { Problem } from '../../platform/errors.ts'
import type { Platform } from '../../platform/platform.ts'
import { decideReferral } from '../../referrals/index.ts'
import { consumeSignIn } from '../../scanning/index.ts'
import type { Person } from './person.ts'
import type { Stage } from './stage.ts'

interface QueuedMail {
  id: string
  key_id: string
  sealed: Buffer
}

const NEWEST_MAIL = `
  select id, key_id, sealed from mail_queue where brand_id = $1 and member_id = $2 order by id desc limit 1`

/**
 * Somebody asks for a sign-in mail and follows its link, which confirms who has just joined and has a referral looked
 * at. One transaction: the mail is opened before a sender can see it, and by then it is too old to be sent.
 */
export async function followMailedLink(stage: Stage, person: Person, moment: Date): Promise<void> {
  const platform = stage.at(moment)
  const program = await stage.programs.of(await stage.brand())
  await platform.db.transaction(stage.brandId, async tx => {
    const member = await findMemberByEmail(tx, person.email)
    if (!member) throw new Error(`${person.email} is nobody's, although it has just claimed`)
    const { id: memberId, first_name: firstName } = member
    const origin = 'http://localhost'
    const { email, browser } = person
    await mailSignIn(
      tx,
      platform.keys,
      { memberId, email, firstName: firstName ?? '', origin, browser },
      moment,
    )
    const [mail] = await tx.raw<QueuedMail>(NEWEST_MAIL, [tx.brandId, memberId])
    const consumed = await consumeSignIn(
      { platform },
      tx,
      { token: tokenIn(platform, tx.brandId, mail) },
      {
        program,
        browser,
        requestId: randomUUID(),
      },
    )
    if (consumed instanceof Problem) throw consumed
    await decideReferral(platform, tx, memberId)
  })
}

function tokenIn({ keys }: Platform, brandId: number, mail: QueuedMail | undefined): string {
  if (!mail) throw new Error('the sign-in mail was not queued')
  const { id, key_id: keyId, sealed } = mail
  const { link } = JSON.parse(keys.open({ keyId, sealed }, sealContext(brandId, id)))
  return new URL(link).searchParams.get('token') as string
}
