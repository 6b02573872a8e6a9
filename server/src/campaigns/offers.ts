import { type Campaign, isRunning } from './campaign.ts'
import { type CampaignUsage, isUsedUp, roomLeft } from './room.ts'
import type { OfferView } from './schema.ts'

const UPCOMING_MS = 7 * 86_400_000

/** Campaigns as members see them: running ones, the first to end first, then those of the next seven days. */
export function offersOf(
  campaigns: readonly Campaign[],
  usage: ReadonlyMap<string, CampaignUsage>,
  { at, pointsName }: { at: Date; pointsName: { one: string; many: string } },
): OfferView[] {
  const open = campaigns.filter(({ id }) => !isUsedUp(roomLeft(usage.get(id) ?? UNUSED)))
  const running = open.filter(campaign => isRunning(campaign, at))
  const upcoming = open.filter(({ from }) => at < from && from.getTime() - at.getTime() <= UPCOMING_MS)
  const view = (state: OfferView['state']) => (campaign: Campaign) => ({
    id: campaign.id,
    name: campaign.name,
    description: campaign.description,
    effect: effectInWords(campaign.effect, pointsName),
    state,
    from: campaign.from.toISOString(),
    until: campaign.until.toISOString(),
  })
  return [
    ...running.sort((a, b) => a.until.getTime() - b.until.getTime()).map(view('running')),
    ...upcoming.sort((a, b) => a.from.getTime() - b.from.getTime()).map(view('upcoming')),
  ]
}

const UNUSED: CampaignUsage = { awards: 0, points: 0, budget_points: null, first_n: null }

/** Such as "2x points" or "100 extra points". */
export function effectInWords(effect: Campaign['effect'], name: { one: string; many: string }): string {
  if (effect.kind === 'multiplier') return `${effect.basisPoints / 10_000}x ${name.many}`
  return `${effect.points.toLocaleString('en-US')} extra ${effect.points === 1 ? name.one : name.many}`
}
