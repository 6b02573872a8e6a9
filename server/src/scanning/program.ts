import { type Achievements, createAchievements } from '../achievements/index.ts'
import type { Platform } from '../platform/platform.ts'
import { createLadders, type Ladders } from '../ranks/index.ts'
import type { Brand } from '../tenancy/index.ts'
import type { Program } from './state.ts'

export interface Programs {
  /** What a brand has configured, from the caches of their owners. */
  of(brand: Brand): Promise<Program>
  ladders: Ladders
  achievements: Achievements
}

export function createPrograms(platform: Platform): Programs {
  const ladders = createLadders(platform)
  const achievements = createAchievements(platform)
  return {
    ladders,
    achievements,
    async of(brand) {
      const [ladder, current] = await Promise.all([ladders.of(brand), achievements.of(brand.id)])
      return { brand, ladder, achievements: current }
    },
  }
}
