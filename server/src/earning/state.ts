import type { CompiledAchievements } from '../achievements/index.ts'
import type { Campaign } from '../campaigns/index.ts'
import type { MemberEconomyRow } from '../members/index.ts'
import type { Ladder } from '../ranks/index.ts'
import type { Brand } from '../tenancy/index.ts'

/** What a brand has configured, as far as earning needs it. */
export interface Program {
  brand: Brand
  ladder: Ladder
  achievements: CompiledAchievements
  campaigns: Campaign[]
}

/** A member as a transaction locked it. */
export interface MemberState extends MemberEconomyRow {
  state: string
  marketing_consent: boolean
  /** Whose friend the member is. */
  referred_by: string | null
  birth_month: number | null
  /** The first gift has gone out, though its pack came back. */
  gift_sent: boolean
  created_at: Date
}

export interface UnlockState {
  times: number
  period: string | null
}

export interface RunningMultiplier {
  basis_points: number
  starts_at: Date
  ends_at: Date
}

/** Everything that the rules read about one member. Nothing in it grows with what the member did before. */
export interface AccountState {
  member: MemberState
  /** States by counter key, as `counters` keeps them. */
  counters: Readonly<Record<string, unknown>>
  /** By achievement id. */
  unlocked: ReadonlyMap<string, UnlockState>
  multipliers: readonly RunningMultiplier[]
}
