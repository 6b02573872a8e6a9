import type { SliceWork } from '../activity/index.ts'
import { creditAttempts } from './batches/credit-attempts.ts'
import { makeCodes } from './batches/make-codes.ts'
import { notifyClaimants } from './recalls/notify-claimants.ts'

/** Long work, by the kind of its run. */
export const scanningRuns: Record<string, SliceWork> = {
  codes_create: makeCodes,
  attempts_credit: creditAttempts,
  recall: notifyClaimants,
}
