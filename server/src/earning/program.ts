import { type Achievements, createAchievements, readAchievements } from '../achievements/index.ts'
import { type Campaigns, createCampaigns, readCampaigns } from '../campaigns/index.ts'
import type { Tx } from '../platform/db/database.ts'
import type { Platform } from '../platform/platform.ts'
import { createLadders, type Ladders, readLadder } from '../ranks/index.ts'
import { type Brand, readBrand } from '../tenancy/index.ts'
import type { Program } from './state.ts'

export interface Programs {
  /** What a brand has configured, from the caches of their owners. */
  of(brand: Brand): Promise<Program>
  ladders: Ladders
  achievements: Achievements
  campaigns: Campaigns
}

export function createPrograms(platform: Platform): Programs {
  const ladders = createLadders(platform)
  const achievements = createAchievements(platform)
  const campaigns = createCampaigns(platform)
  return {
    ladders,
    achievements,
    campaigns,
    async of(brand) {
      const [ladder, compiled, current] = await Promise.all([
        ladders.of(brand),
        achievements.of(brand.id),
        campaigns.of(brand),
      ])
      return { brand, ladder, achievements: compiled, campaigns: current }
    },
  }
}

/** What a brand has configured, read in this transaction: for jobs, which come rarely and want it exact. */
export async function readProgram(tx: Tx, at: Date): Promise<Program> {
  const brand = await readBrand(tx)
  return {
    brand,
    ladder: await readLadder(tx, brand.ladderVersion),
    achievements: await readAchievements(tx, brand.timeZone),
    campaigns: await readCampaigns(tx, at),
  }
}
