import { type Day, momentOf, monthOf, weekdayOf } from './calendar.ts'
import { type CampaignDefinition, type Product, passes, type Settings } from './configuration.ts'
import { pointsFor } from './price.ts'

/** A campaign as the model keeps it; `age` is the order in which campaigns were made. */
export interface Campaign {
  age: number
  definition: CampaignDefinition
  version: number
  paused: boolean
  undone: boolean
  awards: number
  spent: number
  given: Award[]
}

/** What a campaign gave by one scan. */
export interface Award {
  member: string
  action: number
  points: number
  takenBack: boolean
}

export interface Applied {
  campaign: Campaign
  points: number
}

export interface CampaignScan {
  product: Product
  settings: Settings
  /** Basis points of rank, streak and timed multiplier. */
  multipliers: number[]
  rankKey: string
  birthMonth: number | null
  zone: string
  day: Day
  at: number
  /** What a campaign gave the member so far. */
  givenBy(campaign: Campaign): number
}

/** Rule 3: those that stack together, or one alone, whichever is worth most; none without room for its whole extra. */
export function chooseCampaigns(campaigns: Campaign[], scan: CampaignScan): Applied[] {
  const open = campaigns.filter(
    campaign => applies(campaign, scan) && fits(campaign, leastExtra(campaign), scan),
  )
  const options = [
    open.filter(({ definition }) => definition.stacks),
    ...open.filter(({ definition }) => !definition.stacks).map(campaign => [campaign]),
  ].map(option => withRoom(option, scan))
  const worth = (option: Applied[]) => option.reduce((sum, { points }) => sum + points, 0)
  const leader = (option: Applied[]) =>
    option.map(({ campaign }) => campaign).sort(byPrecedence)[0] as Campaign
  const [best] = options
    .filter(option => worth(option) > 0)
    .sort((a, b) => worth(b) - worth(a) || byPrecedence(leader(a), leader(b)))
  return best ?? []
}

const byPrecedence = (a: Campaign, b: Campaign) =>
  b.definition.priority - a.definition.priority || a.age - b.age

function applies({ definition, paused, undone }: Campaign, scan: CampaignScan): boolean {
  const { from, until, when } = definition
  return (
    !paused &&
    !undone &&
    momentOf(from, scan.zone) <= scan.at &&
    scan.at < momentOf(until, scan.zone) &&
    (!when.ranks || when.ranks.includes(scan.rankKey)) &&
    (!when.weekdays || when.weekdays.includes(weekdayOf(scan.day))) &&
    (!when.birthday_month || scan.birthMonth === Number(monthOf(scan.day).slice(5))) &&
    passes(when.product_filters, scan.product)
  )
}

const leastExtra = ({ definition }: Campaign) => definition.effect.bonus_points ?? 1

function fits(campaign: Campaign, points: number, scan: CampaignScan): boolean {
  const { first_n = Infinity, budget_points = Infinity, points_per_member = Infinity } = campaign.definition
  return (
    campaign.awards + 1 <= first_n &&
    campaign.spent + points <= budget_points &&
    scan.givenBy(campaign) + points <= points_per_member
  )
}

/** Leaves out, one after the other from the last in precedence, what has no room for its whole extra. */
function withRoom(option: Campaign[], scan: CampaignScan): Applied[] {
  const extras = extrasOf(option, scan)
  const outgrown = extras.filter(({ campaign, points }) => !fits(campaign, points, scan))
  const last = outgrown
    .map(({ campaign }) => campaign)
    .sort(byPrecedence)
    .at(-1)
  return last
    ? withRoom(
        option.filter(campaign => campaign !== last),
        scan,
      )
    : extras
}

/** What each adds: multipliers one upon the other, in order of age. */
function extrasOf(option: Campaign[], { product, settings, multipliers }: CampaignScan): Applied[] {
  const applied = [...multipliers]
  return option
    .toSorted((a, b) => a.age - b.age)
    .map(campaign => {
      const { multiplier_basis_points: factor, bonus_points = 0 } = campaign.definition.effect
      if (factor === undefined) return { campaign, points: bonus_points }
      const before = pointsFor(product, settings, applied)
      applied.push(factor)
      return { campaign, points: pointsFor(product, settings, applied) - before }
    })
}
