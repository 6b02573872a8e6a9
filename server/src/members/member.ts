import { insertEvent } from '../activity/index.ts'
import { sql, type Tx } from '../platform/db/database.ts'
import { notSignedIn } from '../platform/errors.ts'
import { readAddress } from './address-book.ts'
import type { CustomValues } from './custom-fields.ts'
import type { Me } from './schema.ts'

/** One spelling for one mailbox: trimmed and in lower case. */
export const normaliseEmail = (email: string) => email.trim().toLowerCase()

const column = sql.selectFrom('members').selectAll()

/** A member who exists and was not erased. Throws a 401 Problem otherwise. */
export async function readMember(tx: Tx, memberId: string) {
  const member = await tx.first(column.where('brand_id', '=', tx.brandId).where('id', '=', memberId))
  if (!member || member.state === 'erased') throw notSignedIn('This account no longer exists.')
  return member
}

/** The same, locked until the end of the transaction. */
export async function lockMember(tx: Tx, memberId: string) {
  const member = await tx.first(
    column.where('brand_id', '=', tx.brandId).where('id', '=', memberId).forNoKeyUpdate(),
  )
  if (!member || member.state === 'erased') throw notSignedIn('This account no longer exists.')
  return member
}

/** Notes that a locked member has the first gift for good: there is no second one. */
export async function noteGiftSent(tx: Tx, memberId: string): Promise<void> {
  await tx.run(
    sql
      .updateTable('members')
      .set({ gift_sent: true })
      .where('brand_id', '=', tx.brandId)
      .where('id', '=', memberId),
  )
}

/** Whoever has this e-mail with the brand, however it is typed. */
export async function findMemberByEmail(tx: Tx, email: string) {
  return tx.first(column.where('brand_id', '=', tx.brandId).where('email', '=', normaliseEmail(email)))
}

/** What stands on a member's parcels; null for one who was erased. */
export async function readName(tx: Tx, memberId: string): Promise<string | null> {
  const member = await tx.first(column.where('brand_id', '=', tx.brandId).where('id', '=', memberId))
  return [member?.first_name, member?.last_name].filter(Boolean).join(' ') || null
}

/** What a member may see of themselves. */
export async function readMe(tx: Tx, memberId: string): Promise<Me> {
  const member = await readMember(tx, memberId)
  return {
    id: member.id,
    email: member.email,
    first_name: member.first_name,
    last_name: member.last_name,
    created_at: member.created_at.toISOString(),
    confirmed: member.state === 'confirmed',
    marketing_consent: member.marketing_consent,
    marketing_consent_updated_at: member.marketing_consent_at?.toISOString() ?? null,
    age_verified_at: member.age_confirmed_at?.toISOString() ?? null,
    referral_code: member.referral_code,
    birth_month: member.birth_month,
    custom: member.custom as CustomValues,
    redemption_held_until: member.redemption_held_until?.toISOString() ?? null,
    address: await readAddress(tx, memberId),
  }
}

/** Corrects a member's month of birth. Answers what it was; undefined when there is no such member. */
export async function correctBirthMonth(
  tx: Tx,
  memberId: string,
  month: number | null,
): Promise<{ before: number | null } | undefined> {
  const locked = await tx.first(
    sql
      .selectFrom('members')
      .select('birth_month')
      .where('brand_id', '=', tx.brandId)
      .where('id', '=', memberId)
      .where('state', '<>', 'erased')
      .forNoKeyUpdate(),
  )
  if (!locked) return undefined
  await tx.run(
    sql
      .updateTable('members')
      .set({ birth_month: month })
      .where('brand_id', '=', tx.brandId)
      .where('id', '=', memberId),
  )
  return { before: locked.birth_month }
}

/** Makes the accounts of the next members (by id, after this one) due at a moment, unless they are due before. */
export async function makeDue(
  tx: Tx,
  after: string | null,
  limit: number,
  at: Date,
): Promise<{ last: string | null; count: number }> {
  const rows = await tx.raw<{ id: string }>(
    `with page as (
       select id from members
       where brand_id = $1 and id > (select coalesce($2::uuid, '00000000-0000-0000-0000-000000000000')) and state <> 'erased'
       order by id limit $3 for no key update
     ), changed as (
       update members m set due_at = $4 from page p
       where m.brand_id = $1 and m.id = p.id and (m.due_at is null or m.due_at > $4)
     )
     select id from page order by id`,
    [tx.brandId, after, limit, at],
  )
  return { last: rows.at(-1)?.id ?? null, count: rows.length }
}

/** Gives a locked member another e-mail; nothing can be redeemed before `heldUntil`. Whoever calls has seen it confirmed. */
export async function setEmail(
  tx: Tx,
  input: { memberId: string; email: string; heldUntil: Date | null; at: Date },
): Promise<void> {
  const [changed] = await tx.many(
    sql
      .updateTable('members')
      .set({ email: input.email, email_bounced_at: null, redemption_held_until: input.heldUntil })
      .where('brand_id', '=', tx.brandId)
      .where('id', '=', input.memberId)
      .returning('marketing_consent'),
  )
  if (!changed?.marketing_consent) return
  // Customer.io learns the address with the event; else it would write to the old one until the next.
  const event = { memberId: input.memberId, name: 'email_changed', at: input.at, numbers: {}, refs: {} }
  await insertEvent(tx, event)
}
