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
  const expect = new Expectations(brand, evidence)
  const court = new Court(stage, expect, evidence)
  const activations = new Activations(brand)
  /** Scans before this moment of batches that were activated since are credited. */
  const credit = (now: number) => {
    const activated = activations.take()
    for (const one of evidence.remembered) {
      const batch = brand.codes.get(one.code)?.batch as number
      if (one.at < now && activated.has(batch)) expect.credit(one)
    }
    settleAll(brand)
  }
  for (const [i, record] of records.entries()) {
    brand.now = record.at
    settleAll(brand)
    credit(record.at)
    for (const { command, done, status } of record.serial) {
      if (status >= 500) return { brand, difference: `phase ${i}: ${command.do} answered ${status}` }
      if (done) operate(brand, command, keyOf)
      if (done && command.do === 'batch' && command.as === 'activate') {
        activations.note(command.batch % brand.batches.length)
      }
      settleAll(brand)
      credit(record.at)
    }
    const difference = court.judge(record.attempts)
    if (difference) return { brand, difference: `phase ${i}: ${difference}` }
    for (const { asked, status } of record.attempts) {
      if (asked.do === 'batch' && asked.as === 'activate' && status === 200) activations.note(asked.batch)
    }
  }
  return { brand, difference: null }
}

/** Batches that were activated and whose earlier scans are credited next; each once. */
class Activations {
  readonly #ever: Set<number>
  #pending = new Set<number>()

  constructor({ batches }: Brand) {
    this.#ever = new Set(batches.flatMap((state, i) => (state === 'active' ? [i] : [])))
  }

  note(batch: number): void {
    if (!this.#ever.has(batch)) this.#pending.add(batch)
    this.#ever.add(batch)
  }

  take(): Set<number> {
    const pending = this.#pending
    this.#pending = new Set()
    return pending
  }
}
