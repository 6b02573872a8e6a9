import { updateMe } from '../../members/index.ts'
import type { Day } from '../../platform/calendar.ts'
import type { Platform } from '../../platform/platform.ts'
import { createBrands } from '../../tenancy/index.ts'
import { drawsOf } from '../year/draws.ts'
import { inventPeople } from '../year/invent-people.ts'
import type { Person } from '../year/person.ts'

const PEOPLE = 40
const PACKS = 420
/** So that there is somebody at each rank: as often as it takes to climb that far, from the first days on. */
const REGULARS_VISITS_PER_DAY = [0.3, 0.26, 0.13, 0.12, 0.075, 0.065, 0.055, 0.02]
const HEARS_FROM_US = 0.7

/** Mail to it goes nowhere but to the stand-in; nobody can own a mailbox there. */
export const mailDomainOf = (slug: string) => `members.${slug}.example`

export interface Period {
  slug: string
  seed: number
  from: Day
  days: number
}

/** The members that a demo brand has had for a year: the same for the same period. */
export function samplePeople({ slug, seed, from, days }: Period, lines: readonly string[]): Person[] {
  const crowd = inventPeople({
    ...{ count: PEOPLE, packs: PACKS, seed, from, days, lines },
    // Without consent no event of the past is written: the stand-in hears of them from the day they give it.
    consenting: 0,
    mailDomains: [mailDomainOf(slug)],
  })
  return crowd.map(person => {
    const visitsPerDay = REGULARS_VISITS_PER_DAY[person.number]
    if (visitsPerDay === undefined) return person
    return { ...person, visitsPerDay, leavesOn: from + days, looksAtRewards: 0.25 }
  })
}

const WITHOUT_CONSENT = `
  select id, email from members
  where brand_id = $1 and not marketing_consent and state = 'confirmed' and email = any($2::text[])`

/** Most of these people agree to hear from the brand, at this moment; who has agreed stays as they are. */
export async function giveConsents(
  platform: Platform,
  brandId: number,
  people: readonly Person[],
): Promise<void> {
  const { settings } = await createBrands(platform).byId(brandId)
  const willing = people
    .filter(({ number }) => drawsOf(number, 5).happens(HEARS_FROM_US))
    .map(({ email }) => email)
  await platform.db.transaction(brandId, async tx => {
    const rows = await tx.raw<{ id: string }>(WITHOUT_CONSENT, [brandId, willing])
    for (const { id: memberId } of rows) {
      const patch = { marketing_consent: true }
      await updateMe(tx, { memberId, patch, settings, at: platform.clock(), requestId: crypto.randomUUID() })
    }
  })
}
