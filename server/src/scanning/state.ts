import type { CampaignUsage } from '../campaigns/index.ts'
import type { ProductFacts } from '../catalogue/index.ts'
import type { AccountState, Program } from '../earning/index.ts'
import type { StandingGoal } from '../goals/index.ts'

export type Verdict =
  | 'claimed'
  | 'already_yours'
  | 'claimed_by_another'
  | 'inactive'
  | 'void'
  | 'expired'
  | 'unknown'
  | 'pin_required'
  | 'pin_wrong'
  | 'pin_locked'

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
  /** HMACs of the PIN that was given, one for each key; `proved` where it was asked for before. */
  pin?: string[] | 'proved'
  /** It was tried before its batch was active, and is credited now. */
  isRemembered?: boolean
}

/** A code as the scan locked it, with its batch and product. */
export interface CodeState {
  hmac: string
  serial: number
  batch_id: string
  claimed_by: string | null
  voided_at: string | null
  /** The state of the batch for this serial. */
  batch_state: 'generated' | 'active' | 'void'
  /** Null where the pack has no PIN. */
  pin_hmac: string | null
  pin_failures: number
  pin_locked_until: string | null
  expires_at: string | null
  product: ProductFacts
}

export interface StoredOperation {
  request_hash: string
  answer: string
}

/** Everything that `decide` reads for one request. */
export interface ScanState {
  account: AccountState
  /** What the member works towards and can still have. */
  goal: StandingGoal | undefined
  code: CodeState | undefined
  operation: StoredOperation | undefined
  /** What a limited campaign has given so far, as it was locked; undefined for one without limits. */
  usageOf(campaignId: string): CampaignUsage | undefined
}

/** The columns of a code's state, of codes `c` and batches `b`: a range of serials goes before its batch, void before all. */
export const CODE_FACTS = {
  batch_state: `case when b.void_serials @> c.serial then 'void'
    when b.state = 'generated' and b.active_serials @> c.serial then 'active' else b.state end`,
  pin_hmac: `encode(c.pin_hmac, 'hex')`,
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
