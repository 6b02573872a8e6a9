import { batchChecks } from './batches.ts'
import type { Check } from './check.ts'
import { peopleChecks } from './people.ts'
import { refusalChecks } from './refusals.ts'
import { signatureChecks } from './signatures.ts'
import { sizeChecks } from './sizes.ts'

/** All that the official client shows of the simulator. */
export const allChecks: Check[] = [
  ...sizeChecks,
  ...batchChecks,
  ...peopleChecks,
  ...refusalChecks,
  ...signatureChecks,
]
