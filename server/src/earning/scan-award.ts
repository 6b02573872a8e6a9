import {
  type AppliedCampaign,
  type CampaignUsage,
  campaignCounterKey,
  chooseCampaigns,
  matchCampaigns,
  roomOf,
} from '../campaigns/index.ts'
import type { ProductFacts } from '../catalogue/index.ts'
import { addTo, type Counters, valueIn } from '../counters/index.ts'
import { monthOfYear, weekdayOf } from '../platform/calendar.ts'
import {
  capCounters,
  combinedMultiplier,
  holdFor,
  type Multiplier,
  pointsForScan,
  roomUnder,
  type ScanPrice,
} from '../points/index.ts'
import type { Cap } from '../tenancy/index.ts'
import type { Account } from './account.ts'

/** The counter of a member's scans of a day: kept where a brand reviews the many-th one. */
const SCANS_OF_DAY = 'scans_of_day'

export interface ScanAward {
  /** Scan and campaigns, after caps; before achievements and ranks. */
  points: number
  multipliers: Multiplier[]
  /** All multipliers together, such as 1.25. */
  multiplier: number
  campaigns: AppliedCampaign[]
  /** How many points a cap has cut off, and which one. */
  capped: number
  cap: Cap | null
}

/**
 * Within an act: enters what a scan earns. Base times rank, streak, timed and campaign multipliers, rounded once; then
 * the campaigns' bonuses; then the caps. What is cut comes off bonuses first, then off multiplied extras, the youngest
 * campaign first. Moves no metric: that is `Account.progress`'s.
 */
export function awardScan(
  account: Account,
  scan: { product: ProductFacts; codeHmac: string; scanNumber: number },
  usageOf: (campaignId: string) => CampaignUsage | undefined,
): ScanAward {
  const { program, member, at, day } = account
  const { settings } = program.brand
  const price: ScanPrice = {
    msrpCents: scan.product.msrp_cents,
    fixedPoints: scan.product.fixed_points,
    pointsPerDollar: settings.points_per_dollar,
    multipliers: ownMultipliers(account, scan.scanNumber),
    capBasisPoints: settings.multiplier_cap_basis_points,
  }
  const counters = account.counters as Counters
  const choice = chooseCampaigns({
    price,
    campaigns: matchCampaigns(program.campaigns, {
      product: scan.product,
      rankKey: account.rank.key,
      weekday: weekdayOf(day),
      month: monthOfYear(day),
      birthMonth: member.birth_month,
      at,
    }),
    roomOf: campaign =>
      roomOf(
        campaign,
        usageOf(campaign.id),
        valueIn(counters[campaignCounterKey(campaign.id)], 'all_time', day),
      ),
  })
  const multipliers = [...price.multipliers, ...choice.multipliers]
  const earned = pointsForScan({ ...price, multipliers }) + choice.bonus
  const { room, cap: tightest } = roomUnder(settings.caps, counters, day, scan.product.id)
  const capped = Math.max(0, earned - room)
  const cap = capped > 0 ? tightest : null
  const campaigns = cutCampaigns(choice.applied, capped)
  const points = earned - capped
  enter(account, scan, { points, campaigns, multipliers, capped, cap, price })
  return {
    points,
    multipliers,
    multiplier: combinedMultiplier({ multipliers, capBasisPoints: price.capBasisPoints }),
    campaigns,
    capped,
    cap,
  }
}

function ownMultipliers(account: Account, scanNumber: number): Multiplier[] {
  const { settings } = account.program.brand
  const multipliers: Multiplier[] = [{ rule: 'rank', basis_points: account.rank.multiplier_basis_points }]
  if (scanNumber === 2) multipliers.push({ rule: 'streak', basis_points: settings.second_scan_basis_points })
  const timed = account.runningMultiplier
  if (timed > 10_000) multipliers.push({ rule: 'timed', basis_points: timed })
  return multipliers
}

const isBonus = ({ campaign }: AppliedCampaign) => campaign.effect.kind === 'bonus'

/** What is left of the campaigns' extras when so many points are cut off; those with nothing left did not apply. */
function cutCampaigns(applied: AppliedCampaign[], cut: number): AppliedCampaign[] {
  let left = cut
  const inOrder = [
    ...applied.filter(isBonus).toReversed(),
    ...applied.filter(one => !isBonus(one)).toReversed(),
  ]
  const kept = new Map<AppliedCampaign, number>()
  for (const one of inOrder) {
    const taken = Math.min(left, one.points)
    left -= taken
    kept.set(one, one.points - taken)
  }
  return applied.map(one => ({ ...one, points: kept.get(one) ?? 0 })).filter(({ points }) => points > 0)
}

function enter(
  account: Account,
  { product, codeHmac }: { product: ProductFacts; codeHmac: string },
  award: Pick<ScanAward, 'points' | 'campaigns' | 'multipliers' | 'capped' | 'cap'> & { price: ScanPrice },
) {
  const { brand } = account.program
  holdIfAsked(account)
  const bonuses = award.campaigns.filter(isBonus)
  const rule = {
    rule: product.fixed_points === null ? 'points_per_dollar' : 'fixed_points',
    multipliers: award.multipliers,
    settings_version: brand.settingsVersion,
    ladder_version: brand.ladderVersion,
    ...(award.campaigns.length > 0
      ? {
          campaigns: award.campaigns.map(({ campaign, points }) => ({
            id: campaign.id,
            version: campaign.version,
            points,
          })),
        }
      : {}),
    ...(award.capped > 0 ? { capped: award.capped, cap: award.cap } : {}),
  }
  const own = award.points - bonuses.reduce((sum, { points }) => sum + points, 0)
  account.earn({ amount: own, reason: 'scan', source: `code:${codeHmac}`, rule })
  for (const { campaign, points } of bonuses) {
    const { id, version } = campaign
    account.earn({
      amount: points,
      reason: 'campaign',
      source: `campaign:${id}`,
      rule: { campaign_id: id, version },
    })
  }
  for (const applied of award.campaigns) {
    account.award(applied)
    const { id, pointsPerMember } = applied.campaign
    if (pointsPerMember !== null) bump(account, campaignCounterKey(id), 'all_time', applied.points)
  }
  for (const { key, window } of capCounters(brand.settings.caps, product.id))
    bump(account, key, window, award.points)
}

function holdIfAsked(account: Account) {
  const { holds } = account.program.brand.settings
  const scanOfDay = holds.review_from_scan_of_day === null ? 0 : bump(account, SCANS_OF_DAY, 'day', 1)
  const hold = holdFor(holds, scanOfDay, account.at)
  if (hold) account.hold(hold)
}

function bump(account: Account, key: string, window: Parameters<typeof addTo>[1], by: number): number {
  const { state, value } = addTo(account.counters[key], window, by, account.day)
  account.setCounter(key, state)
  return value
}
