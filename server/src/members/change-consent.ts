import { insertAction, insertEvent } from '../activity/index.ts'
import { sql, type Tx } from '../platform/db/database.ts'
import { type Consent, insertConsents } from './consents.ts'

interface ConsentChange {
  memberId: string
  granted: boolean
  source: Extract<Consent['source'], 'member' | 'customer.io'>
  textVersion: string | null
  at: Date
  requestId: string | null
}

/**
 * Changes a locked member's marketing consent: kept as evidence, logged, and told to Customer.io, where the withdrawal
 * itself is one of the two things that may leave without consent.
 */
export async function changeConsent(tx: Tx, change: ConsentChange): Promise<void> {
  const { memberId, granted, source, textVersion, at, requestId } = change
  await tx.run(
    sql
      .updateTable('members')
      .set({ marketing_consent: granted, marketing_consent_at: at })
      .where('brand_id', '=', tx.brandId)
      .where('id', '=', memberId),
  )
  await insertConsents(tx, [{ memberId, kind: 'marketing', granted, source, textVersion, at }])
  const data = { granted, by: source }
  await insertAction(tx, { memberId, name: 'consent_changed', at, requestId, data })
  await insertEvent(tx, { memberId, name: 'consent_changed', at, numbers: {}, refs: { granted } })
}

/** A report's time is in whole seconds: what was given within that second may have come before it. */
const SECOND_MS = 1_000

/**
 * Withdraws a member's marketing consent because Customer.io says so; consent that was given after `saidAt` stands. The
 * same again changes nothing, and so nothing goes back and forth. Answers what became of it.
 */
export async function withdrawMarketingConsent(
  tx: Tx,
  { memberId, source, saidAt, at }: { memberId: string; source: 'customer.io'; saidAt: Date; at: Date },
): Promise<'withdrawn' | 'had_none' | 'given_since' | 'gone'> {
  const member = await tx.first(
    sql
      .selectFrom('members')
      .select(['state', 'marketing_consent', 'marketing_consent_at'])
      .where('brand_id', '=', tx.brandId)
      .where('id', '=', memberId)
      .forNoKeyUpdate(),
  )
  if (!member || member.state === 'erased') return 'gone'
  if (!member.marketing_consent) return 'had_none'
  const givenMs = member.marketing_consent_at?.getTime() ?? 0
  if (givenMs >= saidAt.getTime() + SECOND_MS) return 'given_since'
  await changeConsent(tx, { memberId, granted: false, source, textVersion: null, at, requestId: null })
  return 'withdrawn'
}
