import type { Achievement } from '../achievements/index.ts'
import type { ProductFacts } from '../catalogue/index.ts'
import type { Ladder } from '../ranks/index.ts'
import type { Brand } from '../tenancy/index.ts'

export type Verdict =
  | 'claimed'
  | 'already_yours'
  | 'claimed_by_another'
  | 'inactive'
  | 'void'
  | 'expired'
  | 'unknown'

/** What a brand has configured, as far as a scan needs it. */
export interface Program {
  brand: Brand
  ladder: Ladder
  achievements: Achievement[]
}

export interface ScanRequest {
  program: Program
  memberId: string
  /** Hex, one for each key of the ring; at most one of them is in the database. */
  hmacs: string[]
  clientOpId: string
  /** SHA-256 of the body that matters, in hex. */
  requestHash: string
  requestId: string | null
  at: Date
}

/** A member as the scan locked it. */
export interface MemberState {
  brand_id: number
  id: string
  state: string
  marketing_consent: boolean
  points_balance: number
  lifetime_points: number
  points_spent: number
  ledger_seq: number
  rank_key: string
  scan_count: number
  redemption_count: number
  achievement_count: number
  last_scan_at: Date | null
}

/** A code as the scan locked it, with its batch and product. */
export interface CodeState {
  hmac: string
  serial: number
  batch_id: string
  claimed_by: string | null
  voided_at: string | null
  batch_state: 'generated' | 'active' | 'void'
  expires_at: string | null
  product: ProductFacts
}

export interface StoredOperation {
  request_hash: string
  answer: string
}

/** Everything that `decide` reads for one request. */
export interface ScanState {
  member: MemberState
  code: CodeState | undefined
  operation: StoredOperation | undefined
  counters: ReadonlyMap<string, number>
  unlocked: ReadonlySet<string>
}

/** What a code says of itself, before it is asked who scans it. */
export function codeVerdict(
  code: CodeState | undefined,
  at: Date,
): 'claimable' | 'claimed' | 'void' | 'inactive' | 'expired' | 'unknown' {
  if (!code) return 'unknown'
  if (code.claimed_by) return 'claimed'
  if (code.voided_at || code.batch_state === 'void') return 'void'
  if (code.batch_state === 'generated') return 'inactive'
  if (code.expires_at && new Date(code.expires_at) <= at) return 'expired'
  return 'claimable'
}
