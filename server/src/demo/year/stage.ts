import { createPrograms, type Programs } from '../../earning/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { createRewards, type Rewards } from '../../rewards/index.ts'
import { createScanBatcher, type Scanning } from '../../scanning/index.ts'
import { type Brand, type Brands, createBrands } from '../../tenancy/index.ts'
import type { Person } from './person.ts'
import type { Shelves } from './plan-day.ts'
import { type PackSupply, supplyPacks } from './supply-packs.ts'

/** What is known of somebody who has joined. */
export interface Standing {
  memberId: string
  referralCode: string
  balance: number
  rankKey: string
}

/** A brand in which people live: all that their deeds need. */
export interface Stage {
  brandId: number
  seed: number
  /** The platform as it is at a moment: each deed has a clock of its own, so that many can happen at once. */
  at(moment: Date): Platform
  /** What the next deed sees of the brand; seconds old at most. */
  brand(): Promise<Brand>
  programs: Programs
  scanningAt(moment: Date): Scanning
  rewards: Rewards
  shelves: Shelves
  packs: PackSupply
  /** Those who have joined, by their number. */
  standings: Map<number, Standing>
  people: readonly Person[]
  counts: Counts
}

export type Counts = Record<
  'claims' | 'scans' | 'redemptions' | 'cancellations' | 'refusals' | 'wishes',
  number
>

/** Sets a brand up for people to live in it; `platform` has the clock by which configuration is read. */
export function openStage(
  platform: Platform,
  input: {
    brandId: number
    seed: number
    people: readonly Person[]
    shelves: Shelves
    packsPerBatch: number
  },
): Stage {
  const { brandId, seed, people, shelves, packsPerBatch } = input
  const brands: Brands = createBrands(platform)
  const programs = createPrograms(platform)
  const batcher = createScanBatcher(platform)
  const at = (moment: Date): Platform => ({ ...platform, clock: () => moment })
  return {
    brandId,
    seed,
    at,
    brand: () => brands.byId(brandId),
    programs,
    scanningAt: moment => ({ platform: at(moment), programs, batcher }),
    rewards: createRewards(platform),
    shelves,
    packs: supplyPacks(brandId, packsPerBatch),
    standings: new Map(),
    people,
    counts: { claims: 0, scans: 0, redemptions: 0, cancellations: 0, refusals: 0, wishes: 0 },
  }
}
