import { BatchStates } from './batch-states.ts'
import { type Effect, effectOf, inRealTime, type Refusal, spanOf, windowOf } from './effects.ts'
import type { Evidence, StoredOperation } from './evidence.ts'
import type { Expectations } from './expect.ts'
import { firstDifference } from './first-difference.ts'
import { project } from './project.ts'
import { type Attempt, bodyOf } from './record.ts'
import type { Stage } from './stage.ts'

const REUSED = 'operation_reused'

/** Judges phase after phase what was answered, by what the model says. */
export class Court {
  readonly #stage: Stage
  readonly #expect: Expectations
  readonly #evidence: Evidence
  readonly #stored: Map<string, StoredOperation>
  /** What was answered to an operation that is kept, since the first phase. */
  readonly #kept = new Map<string, { text: string; body: string; answered: number }>()
  readonly #done = new Set<string>()

  constructor(stage: Stage, expect: Expectations, evidence: Evidence) {
    this.#stage = stage
    this.#expect = expect
    this.#evidence = evidence
    this.#stored = new Map(evidence.operations.map(operation => [operation.op, operation]))
  }

  /** The requests of one phase. */
  judge(attempts: Attempt[]): string | null {
    const failed = attempts.find(({ status }) => status >= 500)
    if (failed) return this.#tell(failed, `the server answered ${failed.status} ${failed.text}`)
    for (const { asked, status } of attempts) {
      if (asked.do === 'claim' && status === 202) this.#expect.carries(asked.op, asked.code)
    }
    const batches = new BatchStates(this.#expect.brand, attempts)
    const sorted = this.#sort(attempts.filter(({ asked }) => asked.do !== 'batch'))
    if (typeof sorted === 'string') return sorted
    const difference = inRealTime(sorted.effects) ?? this.#replay(sorted.effects, sorted.refusals, batches)
    batches.finish()
    return difference
  }

  /** Tells effects, refusals and repetitions apart; answers what is wrong with a repetition. */
  #sort(attempts: Attempt[]): { effects: Effect[]; refusals: Refusal[] } | string {
    const effects: Effect[] = []
    const refusals: Refusal[] = []
    for (const [op, group] of Map.groupBy(attempts, ({ asked }) => asked.op)) {
      const stored = this.#stored.get(op)
      const accepted = group.filter(attempt => this.#isKept(attempt, stored))
      const fault = this.#repetitionFault(op, group, accepted)
      if (fault) return fault
      const reused = new Set(group.filter(({ body }) => body?.code === REUSED))
      const others = group.filter(one => !accepted.includes(one) && !reused.has(one) && !this.#isOfMail(one))
      refusals.push(...others.map(attempt => ({ attempt, group: [attempt] })))
      const [first] = accepted
      if (!first || this.#done.has(op)) continue
      this.#done.add(op)
      if (stored?.actionId) effects.push(effectOf(stored.actionId, accepted, group))
      else if (stored) refusals.push({ attempt: first, group: accepted })
    }
    effects.sort((a, b) => (a.actionId < b.actionId ? -1 : 1))
    return { effects, refusals }
  }

  /** Whether an answer is that of the operation as it is stored. */
  #isKept({ asked, status, body }: Attempt, stored: StoredOperation | undefined): boolean {
    if (!stored) return false
    if (asked.do === 'claim') return status === 202 && this.#evidence.claims.get(asked.op) === 'scanned'
    if (status !== 200) return false
    const answer = asked.do === 'consume' ? body.scan : body
    if (!answer) return false
    if (asked.do !== 'scan' && asked.do !== 'consume') return true
    return answer.verdict === JSON.parse(stored.answer).verdict
  }

  /** Mail is sent for a claim that takes nothing, and a link that was replaced by a newer one does not work. */
  #isOfMail({ asked, status }: Attempt): boolean {
    if (asked.do === 'claim') return status === 202
    return asked.do === 'consume' && (status === 401 || !this.#stored.has(asked.op))
  }

  #repetitionFault(op: string, group: Attempt[], accepted: Attempt[]): string | null {
    for (const attempt of accepted.filter(({ asked }) => asked.do !== 'claim')) {
      const text = attempt.asked.do === 'consume' ? bare(attempt.body.scan) : bare(attempt.body)
      const body = attempt.asked.do === 'consume' ? '' : bodyOf(attempt.asked)
      const known = this.#kept.get(op)
      if (!known) this.#kept.set(op, { text, body, answered: attempt.answered })
      else if (known.text !== text)
        return this.#tell(attempt, `a repetition answered ${text}, not ${known.text}`)
      else if (known.body !== '' && body !== '' && known.body !== body) {
        return this.#tell(attempt, 'another body got the answer of the first')
      }
    }
    const decided = this.#kept.get(op)?.answered
    for (const attempt of group) {
      if (attempt.body?.code === REUSED && !this.#stored.has(op) && !this.#evidence.claims.has(op)) {
        return this.#tell(attempt, `${REUSED}, but nothing is stored`)
      }
      const isLate = decided !== undefined && attempt.sent > decided
      if (
        isLate &&
        !accepted.includes(attempt) &&
        attempt.body?.code !== REUSED &&
        !this.#isOfMail(attempt)
      ) {
        return this.#tell(attempt, `the operation was done, and still the answer is ${attempt.text}`)
      }
    }
    return null
  }

  #replay(effects: Effect[], refusals: Refusal[], batches: BatchStates): string | null {
    const open = refusals.map(refusal => ({ refusal, nearest: '', ...windowOf(refusal, effects) }))
    for (let position = 0; position <= effects.length; position++) {
      for (const one of open) {
        if (one.isRight || position < one.from || position > one.to) continue
        one.nearest = this.#faultOf(one.refusal, batches) ?? ''
        one.isRight = one.nearest === ''
      }
      const late = open.find(({ isRight, to }) => !isRight && to <= position)
      if (late)
        return this.#tell(late.refusal.attempt, `${late.nearest}; answered ${late.refusal.attempt.text}`)
      const effect = effects[position]
      const difference = effect && this.#apply(effect, batches)
      if (difference) return difference
    }
    return null
  }

  /** What the model says against a refusal now; null when it would have refused in the same words. */
  #faultOf({ attempt, group }: Refusal, batches: BatchStates): string | null {
    const { asked } = attempt
    const said = project(attempt, this.#stage.campaigns)
    let nearest: string | null = 'the model would have done it'
    const found = batches.some(this.#expect.batchOf(asked), spanOf(group), () => {
      const expected = this.#expect.refusalOf(asked)
      if (expected === null) return null
      nearest = firstDifference(said, expected)
      return nearest === null ? 'found' : null
    })
    return found ? null : nearest
  }

  #apply({ actionId, attempts, sent, answered }: Effect, batches: BatchStates): string | null {
    const decided = attempts.find(({ asked }) => asked.do === 'claim') ?? (attempts[0] as Attempt)
    const { asked } = decided
    const expected = batches.some(this.#expect.batchOf(asked), { sent, answered }, () =>
      this.#expect.wouldRefuse(asked) ? null : this.#expect.effectOf(asked, actionId),
    )
    if (expected === null) return this.#tell(decided, `the model refuses; answered ${decided.text}`)
    for (const attempt of attempts) {
      if (attempt.asked.do === 'claim') continue
      const difference = firstDifference(project(attempt, this.#stage.campaigns), expected)
      if (difference) return this.#tell(attempt, `${difference}; answered ${attempt.text}`)
    }
    return null
  }

  #tell({ number, asked }: Attempt, what: string): string {
    return `#${number} ${JSON.stringify(asked)}: ${what}`
  }
}

/** The bytes that have to be the same; whether a gift waits for the e-mail may have changed since. */
const bare = (body: { gift?: unknown }): string =>
  JSON.stringify({ ...body, gift: body?.gift ? 'a gift' : null })
