import { insertAction, insertEvent } from '../activity/index.ts'
import { sql, type Tx } from '../platform/db/database.ts'
import { notSignedIn, Problem } from '../platform/errors.ts'
import type { Address, Me, MePatch } from './schema.ts'

/** One spelling for one mailbox: trimmed and in lower case. */
export const normaliseEmail = (email: string) => email.trim().toLowerCase()

/** The latest address of a member. */
export async function readAddress(tx: Tx, memberId: string): Promise<Address | null> {
  const row = await tx.first(
    sql
      .selectFrom('addresses')
      .select(['line1', 'line2', 'city', 'state', 'postal_code', 'country'])
      .where('brand_id', '=', tx.brandId)
      .where('member_id', '=', memberId)
      .orderBy('id', 'desc')
      .limit(1),
  )
  if (!row) return null
  const { line2, ...rest } = row
  return line2 === null ? rest : { ...rest, line2 }
}

const column = sql.selectFrom('members').selectAll()

/** A member who exists and was not erased. Throws a 401 Problem otherwise. */
export async function readMember(tx: Tx, memberId: string) {
  const member = await tx.first(column.where('brand_id', '=', tx.brandId).where('id', '=', memberId))
  if (!member || member.state === 'erased') throw notSignedIn('This account no longer exists.')
  return member
}

export async function findMemberByEmail(tx: Tx, email: string) {
  return tx.first(column.where('brand_id', '=', tx.brandId).where('email', '=', normaliseEmail(email)))
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
    address: await readAddress(tx, memberId),
  }
}

/**
 * Changes a member's own profile. A change of consent is logged and, where consent was or is given, told to
 * Customer.io: the withdrawal itself is one of the two things that may leave without consent.
 */
export async function updateMe(
  tx: Tx,
  input: { memberId: string; patch: MePatch; at: Date; requestId: string },
): Promise<Me> {
  const { memberId, patch, at, requestId } = input
  const locked = await tx.first(
    column.where('brand_id', '=', tx.brandId).where('id', '=', memberId).forNoKeyUpdate(),
  )
  if (!locked || locked.state === 'erased') throw notSignedIn('This account no longer exists.')
  refuseOtherBirthMonth(patch.birth_month, locked.birth_month)
  const consentChanges =
    patch.marketing_consent !== undefined && patch.marketing_consent !== locked.marketing_consent
  await tx.run(
    sql
      .updateTable('members')
      .set({
        first_name: patch.first_name?.trim() ?? locked.first_name,
        last_name: patch.last_name?.trim() ?? locked.last_name,
        birth_month: patch.birth_month ?? locked.birth_month,
        ...(consentChanges
          ? { marketing_consent: patch.marketing_consent as boolean, marketing_consent_at: at }
          : {}),
      })
      .where('brand_id', '=', tx.brandId)
      .where('id', '=', memberId),
  )
  if (consentChanges) {
    const granted = patch.marketing_consent as boolean
    const data = { granted, by: 'member' }
    await insertAction(tx, { memberId, name: 'consent_changed', at, requestId, data })
    await insertEvent(tx, { memberId, name: 'consent_changed', at, numbers: {}, refs: { granted } })
  }
  return readMe(tx, memberId)
}

/** Who could change it every month would have a birthday every month. */
function refuseOtherBirthMonth(wanted: number | undefined, known: number | null) {
  if (wanted === undefined || known === null || wanted === known) return
  throw new Problem(409, 'birth_month_fixed', 'Your month of birth is known already', {
    detail: 'It can be set once. Write to us if it is wrong. Nothing was changed.',
  })
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

/** Adds an address; the latest one is where parcels go. */
export async function insertAddress(
  tx: Tx,
  id: string,
  memberId: string,
  address: Address,
  at: Date,
): Promise<void> {
  await tx.run(
    sql.insertInto('addresses').values({
      brand_id: tx.brandId,
      id,
      member_id: memberId,
      ...address,
      line2: address.line2 ?? null,
      created_at: at,
    }),
  )
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
       where brand_id = $1 and id > coalesce($2::uuid, '00000000-0000-0000-0000-000000000000') and state <> 'erased'
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
