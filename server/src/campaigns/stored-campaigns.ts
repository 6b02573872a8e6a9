import { createCache } from '../platform/cache.ts'
import type { Tx } from '../platform/db/database.ts'
import type { Platform } from '../platform/platform.ts'
import type { Brand } from '../tenancy/index.ts'
import { type Campaign, type CampaignRow, compileCampaigns } from './campaign.ts'

const KEPT_MS = 5_000
const DAY_MS = 86_400_000

export interface Campaigns {
  /** A brand's campaigns that run or will run: not ended, paused or undone; kept for seconds in this process. */
  of(brand: Brand): Promise<Campaign[]>
  forget(brandId: number): void
}

export function createCampaigns(platform: Platform): Campaigns {
  const cache = createCache<number, Campaign[]>({ max: 2_000, ttlMs: KEPT_MS }, brandId =>
    platform.db.transaction(brandId, tx => readCampaigns(tx, platform.clock())),
  )
  return { of: brand => cache.get(brand.id), forget: cache.forget }
}

const NOT_OVER = `
  select c.id, v.version, v.definition, b.time_zone, c.paused_at
  from campaigns c
  join campaign_versions v on v.brand_id = c.brand_id and v.campaign_id = c.id and v.version = c.current_version
  join brands b on b.id = c.brand_id
  where c.brand_id = $1 and c.undone_at is null and v.definition ->> 'until' > $2`

/** Campaigns that are neither over nor undone, those that are paused included. */
export async function readNotOver(tx: Tx, at: Date): Promise<(Campaign & { isPaused: boolean })[]> {
  // A day early, as text: wall clocks differ by less than that, and the exact moment is compared below.
  const bound = new Date(at.getTime() - DAY_MS).toISOString().slice(0, 16)
  const rows = await tx.raw<CampaignRow & { time_zone: string; paused_at: Date | null }>(NOT_OVER, [
    tx.brandId,
    bound,
  ])
  const paused = new Set(rows.filter(row => row.paused_at).map(({ id }) => id))
  return compileCampaigns(rows, rows[0]?.time_zone ?? 'UTC')
    .filter(({ until }) => until > at)
    .map(campaign => ({ ...campaign, isPaused: paused.has(campaign.id) }))
}

/** A brand's campaigns that run or will run, as they are in this transaction. */
export const readCampaigns = async (tx: Tx, at: Date): Promise<Campaign[]> =>
  (await readNotOver(tx, at)).filter(({ isPaused }) => !isPaused)
