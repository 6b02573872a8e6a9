import type { ClaimBody } from '../api/shapes.ts'
import type { ClaimFields } from '../screens/claim/claim-fields.ts'
import { forget, keep, kept } from './kept.ts'

/** A claim that was sent at least once; `body` never changes again, so that sending it again is the same claim. */
export type WaitingClaim = { body: ClaimBody; email: string; accepted: boolean }

const waiting = 'waiting_claim'

export const keepWaitingClaim = (claim: WaitingClaim) => keep(waiting, claim)

export const forgetWaitingClaim = () => forget(waiting)

export const waitingClaim = () => kept<WaitingClaim>(waiting)

/** What was typed so far for this code, kept from a reload. */
export const keepDraft = (code: string, fields: ClaimFields) => keep(`draft:${code}`, fields)

export const draft = (code: string) => kept<ClaimFields>(`draft:${code}`)
