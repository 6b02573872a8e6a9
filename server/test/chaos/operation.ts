import type { HttpRequest } from './http-client.ts'

interface Planned {
  /** The client_op_id, where the operation has one. */
  id: string
  request: HttpRequest
  delayMs: number
  /** How often it is sent at once, as by an impatient thumb. */
  copies: number
  /** The first try is given up after this, whatever became of it. */
  givesUpAfterMs?: number
}

export interface ScanOperation extends Planned {
  kind: 'scan'
  memberId: string
  hmac: string
  /** What may be answered; a code of which only this operation knows must be `claimed`. */
  verdicts: string[]
  /** Undefined for a member whose consent changes in this round. */
  consent: boolean | undefined
}

export interface ClaimOperation extends Planned {
  kind: 'claim'
  email: string
  hmac: string
  statuses: number[]
  outcome: 'scanned' | 'carried'
  consent: boolean
}

export interface PatchOperation extends Planned {
  kind: 'patch'
  memberId: string
  firstName: string
  /** Set when the patch changes the consent to this. */
  consent?: boolean
}

export interface InvalidOperation extends Planned {
  kind: 'invalid'
  status: number
}

export type Operation = ScanOperation | ClaimOperation | PatchOperation | InvalidOperation

export interface Answer {
  status: number
  body: string
}

/** An operation and every answer that came back, in order: of its copies, its retries and its confirmation. */
export interface Performed {
  round: number
  operation: Operation
  answers: Answer[]
  /** How many tries got no answer, or a 503. */
  unanswered: number
  /** It was given up for good, with at least one copy never answered. */
  gaveUp: boolean
}
