import type { Plan, SerialCommand } from '../plan.ts'
import type { Brand, Code } from '../reference/brand.ts'
import { claimedPacks } from '../reference/codes.ts'
import { operate } from '../reference/operate.ts'
import { isTaken, rangeOf } from '../reference/operate-more.ts'
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
  /** Scans before this moment of codes that were activated since are credited. */
  const credit = (now: number) => {
    const activated = activations.take()
    for (const one of evidence.remembered) {
      if (one.at < now && activated.has(one.code)) expect.credit(one)
    }
    settleAll(brand)
  }
  for (const [i, record] of records.entries()) {
    brand.now = record.at
    settleAll(brand)
    credit(record.at)
    const forgotten = convertFriends(brand, expect, record.converted)
    if (forgotten) return { brand, difference: `phase ${i}: ${forgotten}` }
    settleAll(brand)
    for (const { command, done, status, ...told } of record.serial) {
      const fault = faultOf(brand, command, { done, status, told })
      if (fault) return { brand, difference: `phase ${i}: ${command.do} ${fault}` }
      if (done && command.do === 'range' && command.as === 'activate') activations.noteRange(command)
      if (done) operate(brand, command, { keyOf, ...told })
      if (done && command.do === 'batch' && command.as === 'activate') {
        activations.note(command.batch % brand.batches.length)
      }
      settleAll(brand)
      credit(record.at)
    }
    const difference = court.judge(record)
    if (difference) return { brand, difference: `phase ${i}: ${difference}` }
    for (const { asked, status } of record.attempts) {
      if (asked.do === 'batch' && asked.as === 'activate' && status === 200) activations.note(asked.batch)
    }
  }
  return { brand, difference: null }
}

/** What is wrong with how a command was taken; null where nothing is. */
function faultOf(
  brand: Brand,
  command: SerialCommand,
  { done, status, told }: { done: boolean; status: number; told: { packs?: string[] } },
): string | null {
  if (status >= 500) return `answered ${status}`
  if (done !== (isTaken(brand, command) ?? done)) return `answered ${status}, the model says otherwise`
  if (!done || command.do !== 'recall') return null
  const packs = claimedPacks(brand, command.batch % brand.batches.length)
  const known = packs.filter(([, { claimedBy }]) => !brand.members.get(claimedBy ?? '')?.isErased)
  const toTell = known.map(([text]) => text).sort()
  return `${told.packs?.toSorted()}` === `${toTell}` ? null : `told of ${told.packs}, not of ${toTell}`
}

/** Friends at whom the jobs have looked; answers who was forgotten. */
function convertFriends(brand: Brand, expect: Expectations, looked: string[]): string | null {
  const open = (friend: string) => expect.deeds.decisionOn(friend, expect.isConfirmed(friend))
  const forgotten = brand.referrals.find(
    ({ friend, referrer }) =>
      !looked.includes(friend) &&
      [friend, referrer].every(name => !brand.members.get(name)?.isErased) &&
      open(friend) !== null,
  )
  if (forgotten) return `no job looked at the friend ${forgotten.friend}`
  for (const friend of looked) {
    const decision = open(friend)
    if (decision) expect.deeds.decide(friend, decision)
  }
  return null
}

/** Codes that were activated and whose earlier scans are credited next. */
class Activations {
  readonly #brand: Brand
  readonly #ever: Set<number>
  #pending = new Set<string>()

  constructor(brand: Brand) {
    this.#brand = brand
    this.#ever = new Set(brand.batches.flatMap((state, i) => (state === 'active' ? [i] : [])))
  }

  /** A whole batch, which is activated once. */
  note(batch: number): void {
    if (!this.#ever.has(batch)) this.#add(code => code.batch === batch)
    this.#ever.add(batch)
  }

  /** Serials of a batch, before the model activates them. */
  noteRange(command: SerialCommand & { do: 'range' }): void {
    const { batch, from, to } = rangeOf(this.#brand, command)
    const rules = this.#brand.batchRules[batch]
    const isNew = Array.from({ length: to - from + 1 }, (_, i) => from + i).some(
      serial => !rules?.activeSerials.has(serial),
    )
    if (!isNew || this.#brand.batches[batch] !== 'generated') return
    this.#add(code => code.batch === batch && code.serial >= from && code.serial <= to)
  }

  #add(isMeant: (code: Code) => boolean): void {
    for (const [text, code] of this.#brand.codes) if (isMeant(code)) this.#pending.add(text)
  }

  take(): Set<string> {
    const pending = this.#pending
    this.#pending = new Set()
    return pending
  }
}
