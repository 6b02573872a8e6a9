import {
  type Campaign,
  campaignCounterKey,
  effectInWords,
  isLimited,
  isRunning,
  isUsedUp,
  readUsage,
  roomOf,
} from '../campaigns/index.ts'
import { type Day, dayOf, monthOfYear, weekdayOf } from '../platform/calendar.ts'
import type { Tx } from '../platform/db/database.ts'
import type { Brand } from '../tenancy/index.ts'

/** A campaign from which a scan of this member gains today. */
export interface Offer {
  id: string
  name: string
  description: string
  /** Such as "2x points". */
  effect: string
  isBirthday: boolean
  lastDay: Day
}

/** The member, as far as campaigns look at members. */
export interface OfferTaker {
  rankKey: string
  birthMonth: number | null
  counters: Readonly<Record<string, unknown>>
}

/** What of a brand's campaigns is open to a member today, the first to end first; reads only where one has a limit. */
export async function readOpenOffers(
  tx: Tx,
  { brand, campaigns }: { brand: Brand; campaigns: readonly Campaign[] },
  taker: OfferTaker,
  at: Date,
): Promise<Offer[]> {
  const today = dayOf(at, brand.timeZone)
  const meant = campaigns.filter(campaign => isRunning(campaign, at) && isMeant(campaign, taker, today))
  const usage = await readUsage(
    tx,
    meant.filter(isLimited).map(({ id }) => id),
  )
  return meant
    .filter(campaign => !isUsedUp(roomOf(campaign, usage.get(campaign.id), givenTo(taker, campaign))))
    .sort((a, b) => a.until.getTime() - b.until.getTime() || (a.id < b.id ? -1 : 1))
    .map(({ id, name, description, effect, when, until }) => ({
      id,
      name,
      description,
      effect: effectInWords(effect, brand.settings.points_name),
      isBirthday: when.birthdayMonth,
      lastDay: dayOf(new Date(until.getTime() - 1), brand.timeZone),
    }))
}

/** Which packs count is for the campaign's own words to say. */
function isMeant({ when }: Campaign, { rankKey, birthMonth }: OfferTaker, today: Day): boolean {
  return (
    (when.ranks?.has(rankKey) ?? true) &&
    (when.weekdays?.has(weekdayOf(today)) ?? true) &&
    (!when.birthdayMonth || birthMonth === monthOfYear(today))
  )
}

function givenTo({ counters }: OfferTaker, { id }: Campaign): number {
  const given = counters[campaignCounterKey(id)]
  return typeof given === 'number' ? given : 0
}
