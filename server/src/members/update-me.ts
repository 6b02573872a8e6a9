import { sql, type Tx } from '../platform/db/database.ts'
import { invalid, Problem } from '../platform/errors.ts'
import type { Settings } from '../tenancy/index.ts'
import { changeConsent } from './change-consent.ts'
import { type CustomPatch, type CustomValues, changeCustom } from './custom-fields.ts'
import { lockMember, readMe } from './member.ts'
import type { Me, MePatch } from './schema.ts'

interface Update {
  memberId: string
  patch: MePatch
  settings: Pick<Settings, 'profile_fields' | 'consent_texts'>
  at: Date
  requestId: string
}

/**
 * Changes a member's own profile. A change of consent is kept as evidence, logged and, where consent was or is given,
 * told to Customer.io: the withdrawal itself is one of the two things that may leave without consent. Throws a 400
 * Problem that names the custom field, 409 `birth_month_fixed`.
 */
export async function updateMe(tx: Tx, input: Update): Promise<Me> {
  const { memberId, patch, settings } = input
  const locked = await lockMember(tx, memberId)
  refuseOtherBirthMonth(patch.birth_month, locked.birth_month)
  await tx.run(
    sql
      .updateTable('members')
      .set({
        first_name: patch.first_name?.trim() ?? locked.first_name,
        last_name: patch.last_name?.trim() ?? locked.last_name,
        birth_month: patch.birth_month ?? locked.birth_month,
        custom: JSON.stringify(customAfter(settings, locked.custom as CustomValues, patch.custom)),
      })
      .where('brand_id', '=', tx.brandId)
      .where('id', '=', memberId),
  )
  const { marketing_consent: granted } = patch
  if (granted !== undefined && granted !== locked.marketing_consent) {
    const { at, requestId } = input
    const textVersion = settings.consent_texts.marketing
    await changeConsent(tx, { memberId, granted, source: 'member', textVersion, at, requestId })
  }
  return readMe(tx, memberId)
}

function customAfter(
  { profile_fields }: Update['settings'],
  current: CustomValues,
  patch: CustomPatch | undefined,
): CustomValues {
  if (!patch) return current
  const { values, errors } = changeCustom(profile_fields, current, patch)
  if (errors.length > 0) throw invalid(errors)
  return values
}

/** Who could change it every month would have a birthday every month. */
function refuseOtherBirthMonth(wanted: number | undefined, known: number | null) {
  if (wanted === undefined || known === null || wanted === known) return
  throw new Problem(409, 'birth_month_fixed', 'Your month of birth is known already', {
    detail: 'It can be set once. Write to us if it is wrong. Nothing was changed.',
  })
}
