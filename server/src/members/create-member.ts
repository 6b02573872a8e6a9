import { randomInt } from 'node:crypto'
import { sql, type Tx } from '../platform/db/database.ts'
import { newId } from '../platform/id.ts'
import type { ConsentTexts } from '../tenancy/index.ts'
import { setFirstAddress } from './address-book.ts'
import { insertConsents } from './consents.ts'
import { normaliseEmail } from './member.ts'
import type { Address } from './schema.ts'

export interface NewMember {
  email: string
  firstName: string
  lastName: string
  address: Address
  marketingConsent: boolean
  consentTexts?: ConsentTexts | undefined
  referralCode?: string | undefined
  rankKey: string
  at: Date
}

const REFERRAL_ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A code to invite friends with: 8 characters that cannot be mistaken for each other. */
export const referralCode = () =>
  Array.from({ length: 8 }, () => REFERRAL_ALPHABET[randomInt(REFERRAL_ALPHABET.length)]).join('')

/** Enrols a member, unconfirmed, with an address. Answers the id, or undefined when the e-mail is a member's already. */
export async function createMember(tx: Tx, input: NewMember): Promise<string | undefined> {
  const id = newId(input.at)
  const made = await tx.first(
    sql
      .insertInto('members')
      .values({
        brand_id: tx.brandId,
        id,
        email: normaliseEmail(input.email),
        first_name: input.firstName.trim(),
        last_name: input.lastName.trim(),
        state: 'unconfirmed',
        referral_code: referralCode(),
        referred_by: await referrerOf(tx, input.referralCode),
        age_confirmed_at: input.at,
        marketing_consent: input.marketingConsent,
        marketing_consent_at: input.at,
        rank_key: input.rankKey,
        created_at: input.at,
      })
      .onConflict(conflict => conflict.columns(['brand_id', 'email']).doNothing())
      .returning('id'),
  )
  if (!made) return undefined
  await setFirstAddress(tx, id, input.address, input.at)
  const consent = { memberId: id, source: 'claim', at: input.at } as const
  const { terms = null, marketing = null } = input.consentTexts ?? {}
  await insertConsents(tx, [
    { ...consent, kind: 'age', granted: true, textVersion: null },
    { ...consent, kind: 'terms', granted: true, textVersion: terms },
    { ...consent, kind: 'marketing', granted: input.marketingConsent, textVersion: marketing },
  ])
  return id
}

/** Marks the member's e-mail as confirmed. Answers whether it was not before. */
export async function confirmMember(tx: Tx, memberId: string): Promise<boolean> {
  const changed = await tx.run(
    sql
      .updateTable('members')
      .set({ state: 'confirmed' })
      .where('brand_id', '=', tx.brandId)
      .where('id', '=', memberId)
      .where('state', '=', 'unconfirmed'),
  )
  return changed === 1
}

/** Changes the e-mail of a member who never confirmed one. Answers whether it was not too late. */
export async function setUnconfirmedEmail(
  tx: Tx,
  memberId: string,
  email: string | undefined,
): Promise<boolean> {
  const changed = await tx.run(
    sql
      .updateTable('members')
      .set(eb => ({ email: email === undefined ? eb.ref('email') : normaliseEmail(email) }))
      .where('brand_id', '=', tx.brandId)
      .where('id', '=', memberId)
      .where('state', '=', 'unconfirmed'),
  )
  return changed === 1
}

async function referrerOf(tx: Tx, code: string | undefined): Promise<string | null> {
  if (!code) return null
  const row = await tx.first(
    sql
      .selectFrom('members')
      .select('id')
      .where('brand_id', '=', tx.brandId)
      .where('referral_code', '=', code.trim().toUpperCase())
      .where('state', '=', 'confirmed'),
  )
  return row?.id ?? null
}
