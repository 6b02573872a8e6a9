import { type Multiplier, pointsForScan, type ScanPrice } from '../points/index.ts'
import { byAge, type Campaign, type Effect } from './campaign.ts'
import type { Room } from './room.ts'

/** A campaign with its extra: all that a scan earns, less what it would earn without this campaign. */
export interface AppliedCampaign {
  campaign: Campaign
  points: number
}

export interface CampaignChoice {
  /** Of the chosen campaigns; they multiply with the others, and all are rounded once. */
  multipliers: Multiplier[]
  /** Added after the rounding. */
  bonus: number
  /** Those that gave something; together all that campaigns added. */
  applied: AppliedCampaign[]
}

export interface CampaignOffer {
  /** With all multipliers but those of campaigns. */
  price: ScanPrice
  /** Those that match the scan, in any order. */
  campaigns: readonly Campaign[]
  roomOf(campaign: Campaign): Room
}

/**
 * The campaigns that a scan gets: those that stack together, or one that stands alone, whichever gives most (ties: the
 * higher priority, then the older). One without room for its whole extra is left out, never cut.
 */
export function chooseCampaigns({ price, campaigns, roomOf }: CampaignOffer): CampaignChoice {
  const oldestFirst = campaigns.toSorted(byAge)
  const alone = oldestFirst.filter(({ stacks }) => !stacks).map(campaign => [campaign])
  const [chosen = []] = [oldestFirst.filter(({ stacks }) => stacks), ...alone]
    .map(option => takeWithRoom(option, price, roomOf))
    .filter(option => totalOf(option) > 0)
    .sort((a, b) => totalOf(b) - totalOf(a) || byPrecedence(leaderOf(a), leaderOf(b)))
  const effects = chosen.map(({ campaign }) => campaign.effect)
  return {
    multipliers: effects.flatMap(effect => (effect.kind === 'multiplier' ? [multiplierOf(effect)] : [])),
    bonus: effects.reduce((sum, effect) => sum + (effect.kind === 'bonus' ? effect.points : 0), 0),
    applied: chosen.filter(({ points }) => points > 0),
  }
}

/** The higher priority first, then the older. */
const byPrecedence = (a: Campaign, b: Campaign) => b.priority - a.priority || byAge(a, b)

const totalOf = (option: AppliedCampaign[]) => option.reduce((sum, { points }) => sum + points, 0)

const leaderOf = (option: AppliedCampaign[]) =>
  option.map(({ campaign }) => campaign).sort(byPrecedence)[0] as Campaign

/**
 * Takes one campaign upon the other, the oldest first, when there is room for all that it adds to those before it. So
 * the extras sum up exactly, and what an older one gives does not depend on the younger.
 */
function takeWithRoom(
  oldestFirst: Campaign[],
  price: ScanPrice,
  roomOf: CampaignOffer['roomOf'],
): AppliedCampaign[] {
  const taken: AppliedCampaign[] = []
  let { multipliers } = price
  let before = pointsForScan(price)
  for (const campaign of oldestFirst) {
    const { effect } = campaign
    if (effect.kind === 'bonus') {
      if (fits(effect.points, roomOf(campaign))) taken.push({ campaign, points: effect.points })
      continue
    }
    const more = [...multipliers, multiplierOf(effect)]
    const after = pointsForScan({ ...price, multipliers: more })
    if (!fits(after - before, roomOf(campaign))) continue
    taken.push({ campaign, points: after - before })
    multipliers = more
    before = after
  }
  return taken
}

const fits = (points: number, room: Room) =>
  (room.points === null || points <= room.points) && (room.awards === null || room.awards >= 1)

const multiplierOf = ({ basisPoints }: Effect & { kind: 'multiplier' }): Multiplier => ({
  rule: 'campaign',
  basis_points: basisPoints,
})
