import type { Plan } from '../plan.ts'
import type { Brand } from '../reference/brand.ts'
import { operate } from '../reference/operate.ts'
import { settleAll } from '../reference/time.ts'
import { Court } from './court.ts'
import type { Evidence } from './evidence.ts'
import { Expectations } from './expect.ts'
import { modelOf } from './model-of.ts'
import type { PhaseRecord } from './record.ts'
import { keyOf, type Stage } from './stage.ts'

/**
 * Holds what the server did against the model: lanes race, so the order is found afterwards, by the ids of actions,
 * which ascend with decisions. Answers the model's brand in the end, and the first difference.
 */
export function judge(
  stage: Stage,
  plan: Plan,
  records: PhaseRecord[],
  evidence: Evidence,
): { brand: Brand; difference: string | null } {
  const brand = modelOf(stage, plan)
  const court = new Court(stage, new Expectations(brand, evidence), evidence)
  for (const [i, record] of records.entries()) {
    brand.now = record.at
    settleAll(brand)
    for (const { command, done, status } of record.serial) {
      if (status >= 500) return { brand, difference: `phase ${i}: ${command.do} answered ${status}` }
      if (done) operate(brand, command, keyOf)
      settleAll(brand)
    }
    const difference = court.judge(record.attempts)
    if (difference) return { brand, difference: `phase ${i}: ${difference}` }
  }
  return { brand, difference: null }
}
