import type { Tx } from '../platform/db/database.ts'
import { newId } from '../platform/id.ts'
import { type Consent, insertConsents } from './consents.ts'
import { referralCode } from './create-member.ts'
import type { CustomValues } from './custom-fields.ts'
import type { Address } from './schema.ts'

/** Somebody who was a member elsewhere. Days such as 2024-05-31. */
export interface ImportedMember {
  email: string
  firstName: string | null
  lastName: string | null
  externalId: string | null
  joinedOn: string | null
  marketingConsent: boolean
  consentedOn: string | null
  birthMonth: number | null
  ageConfirmedOn: string | null
  custom: CustomValues
  address: Address | null
}

/** An imported member with what the program says of them. */
export interface NewImportedMember extends ImportedMember {
  rankKey: string
  ranksRewarded: string[]
}

const INSERT = `
  insert into members (brand_id, id, email, first_name, last_name, state, referral_code, marketing_consent,
    marketing_consent_at, birth_month, age_confirmed_at, custom, external_id, imported_by, rank_key, ranks_rewarded, last_active_at, created_at)
  select $1, r.id, r.email, r.first_name, r.last_name, 'unconfirmed', r.referral_code, r.marketing_consent,
    coalesce(r.consented_at, $4), r.birth_month, r.age_confirmed_at, coalesce(r.custom, '{}'), r.external_id, $2, r.rank_key, r.ranks_rewarded, $4,
    coalesce(r.joined_at, $4)
  from jsonb_to_recordset($3::jsonb) as r(id uuid, email text, first_name text, last_name text, referral_code text,
    marketing_consent boolean, consented_at timestamptz, birth_month smallint, age_confirmed_at timestamptz, custom jsonb, external_id text, rank_key text,
    ranks_rewarded text[], joined_at timestamptz)
  on conflict do nothing
  returning id`

const INSERT_ADDRESSES = `
  insert into addresses (brand_id, id, member_id, line1, line2, city, state, postal_code, country, is_default, created_at)
  select $1, r.id, r.member_id, r.line1, r.line2, r.city, r.state, r.postal_code, r.country, true, $3
  from jsonb_to_recordset($2::jsonb) as r(id uuid, member_id uuid, line1 text, line2 text, city text, state text,
    postal_code text, country text)`

/** A code that is taken already is made anew, so often. */
const TRIES = 3

/** Which of these e-mails are members' already. */
export async function findEmails(tx: Tx, emails: string[]): Promise<Set<string>> {
  const rows = await tx.raw<{ email: string }>(
    'select email from members where brand_id = $1 and email = any($2::text[])',
    [tx.brandId, emails],
  )
  return new Set(rows.map(({ email }) => email))
}

/**
 * Makes members, unconfirmed, with address and consent; who is a member already stays as they are. Active from now, so
 * that nothing ends through inactivity at once. Answers the ids of those made, by e-mail.
 */
export async function importMembers(
  tx: Tx,
  input: { importId: string; members: NewImportedMember[]; startOf: (day: string) => Date; at: Date },
): Promise<Map<string, string>> {
  const { importId, startOf, at } = input
  const made = new Map<string, string>()
  let left = input.members
  for (let tries = 0; left.length > 0 && tries < TRIES; tries++) {
    const rows = left.map(member => ({
      ...columnsOf(member, startOf),
      id: newId(at),
      referral_code: referralCode(),
    }))
    const inserted = await tx.raw<{ id: string }>(INSERT, [tx.brandId, importId, JSON.stringify(rows), at])
    const ids = new Set(inserted.map(({ id }) => id))
    for (const { id, email } of rows) if (ids.has(id)) made.set(email, id)
    if (made.size === input.members.length) break
    const known = await findEmails(
      tx,
      left.map(({ email }) => email),
    )
    left = left.filter(({ email }) => !known.has(email))
  }
  const news = input.members.flatMap(member => {
    const id = made.get(member.email)
    return id ? [{ ...member, id }] : []
  })
  await insertAddresses(tx, news, at)
  await insertConsents(
    tx,
    news.flatMap(member => consentsOf(member, startOf)),
  )
  return made
}

const columnsOf = (member: NewImportedMember, startOf: (day: string) => Date) => ({
  email: member.email,
  first_name: member.firstName,
  last_name: member.lastName,
  marketing_consent: member.marketingConsent,
  consented_at: member.consentedOn && startOf(member.consentedOn),
  birth_month: member.birthMonth,
  age_confirmed_at: member.ageConfirmedOn && startOf(member.ageConfirmedOn),
  custom: member.custom,
  external_id: member.externalId,
  rank_key: member.rankKey,
  ranks_rewarded: member.ranksRewarded,
  joined_at: member.joinedOn && startOf(member.joinedOn),
})

async function insertAddresses(
  tx: Tx,
  members: (ImportedMember & { id: string })[],
  at: Date,
): Promise<void> {
  const rows = members.flatMap(({ id, address }) =>
    address ? [{ ...address, line2: address.line2 ?? null, member_id: id, id: newId(at) }] : [],
  )
  if (rows.length > 0) await tx.raw(INSERT_ADDRESSES, [tx.brandId, JSON.stringify(rows), at])
}

/** What the brand brings along as evidence: each consent with its day. */
function consentsOf(
  { id, ageConfirmedOn, marketingConsent, consentedOn }: ImportedMember & { id: string },
  startOf: (day: string) => Date,
): Consent[] {
  const given = [
    { kind: 'age', day: ageConfirmedOn },
    { kind: 'marketing', day: marketingConsent ? consentedOn : null },
  ] as const
  return given.flatMap(({ kind, day }) =>
    day ? [{ memberId: id, kind, granted: true, source: 'import', textVersion: null, at: startOf(day) }] : [],
  )
}
