import { type FilterableProduct, matchesFilters } from '../achievements/index.ts'
import { type Campaign, isRunning } from './campaign.ts'

/** What conditions look at. */
export interface CampaignScan {
  product: FilterableProduct
  /** Held before the scan. */
  rankKey: string
  /** Of the brand's calendar: 0 for Monday to 6. */
  weekday: number
  /** Of the brand's calendar: 1 for January to 12. */
  month: number
  birthMonth: number | null
  at: Date
}

/** The campaigns that run at the moment of the scan and whose conditions it meets, whatever room they have left. */
export const matchCampaigns = (campaigns: readonly Campaign[], scan: CampaignScan): Campaign[] =>
  campaigns.filter(campaign => isRunning(campaign, scan.at) && meetsConditions(campaign, scan))

/** Whether a scan meets every condition, at whatever time the campaign runs. */
export function meetsConditions({ when }: Campaign, scan: Omit<CampaignScan, 'at'>): boolean {
  return (
    (when.ranks?.has(scan.rankKey) ?? true) &&
    (when.weekdays?.has(scan.weekday) ?? true) &&
    (!when.birthdayMonth || scan.birthMonth === scan.month) &&
    (when.productFilters === null || matchesFilters(when.productFilters, scan.product))
  )
}
