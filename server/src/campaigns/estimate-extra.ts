import type { ScanPrice } from '../points/index.ts'
import type { Campaign } from './campaign.ts'
import { chooseCampaigns } from './choose-campaigns.ts'
import { type CampaignScan, meetsConditions } from './match-campaigns.ts'

/** What a campaign would have added to a scan, had it run then, alone and without limits: 0 where it does not match. */
export function estimateExtra(campaign: Campaign, scan: Omit<CampaignScan, 'at'>, price: ScanPrice): number {
  if (!meetsConditions(campaign, scan)) return 0
  const unlimited = () => ({ points: null, awards: null })
  const { applied } = chooseCampaigns({ price, campaigns: [campaign], roomOf: unlimited })
  return applied[0]?.points ?? 0
}
