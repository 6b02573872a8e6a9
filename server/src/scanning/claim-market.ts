import type { Program } from '../earning/index.ts'
import { invalid, Problem } from '../platform/errors.ts'
import { allowsGift, marketOf } from '../tenancy/index.ts'
import type { ClaimBody } from './schema.ts'

/**
 * The programme as the law lets it be where the claimer lives: without the gift where none may be sent there. Throws a
 * 400 Problem for a state that there is not, 403 `age_not_confirmed` where one must be older than what was confirmed.
 */
export function programWhere(
  program: Program,
  { address, confirmed_age }: Pick<ClaimBody, 'address' | 'confirmed_age'>,
): Program {
  const { brand } = program
  const market = marketOf(brand.settings, address)
  if (!market) throw invalid([{ field: 'address.state', message: `is no state of ${address.country}` }])
  const { legal_age, name, code } = market
  if (legal_age > (confirmed_age ?? brand.settings.age_limit)) {
    throw new Problem(403, 'age_not_confirmed', `One must be ${legal_age} in ${name ?? code}`, {
      detail: `Confirm being ${legal_age} or older to claim there. Nothing was claimed and nothing was stored.`,
    })
  }
  if (allowsGift(market)) return program
  return { ...program, brand: { ...brand, settings: { ...brand.settings, gift: null } } }
}
