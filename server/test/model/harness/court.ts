import { idTime } from '../../../src/platform/id.ts'
import { derivedId } from '../../../src/scanning/derived-id.ts'
import { BatchStates } from './batch-states.ts'
import {
  type Effect,
  effectOf,
  inRealTime,
  isOvertaken,
  type Refusal,
  settlingOf,
  spanOf,
  windowOf,
} from './effects.ts'
import type { Evidence, StoredOperation } from './evidence.ts'
import { type Expectations, nameOfEmail } from './expect.ts'
import { firstDifference } from './first-difference.ts'
import { type Confirmations, Floats } from './floats.ts'
import { project } from './project.ts'
import { type Asked, type Attempt, bodyOf, isUnkept, type PhaseRecord } from './record.ts'
import type { Stage } from './stage.ts'

const REUSED = 'operation_reused'
/** Phases are at least a minute apart. */
const PHASE_MS = 60_000

interface Sorted {
  effects: Effect[]
  refusals: Refusal[]
  floats: Attempt[][]
}

/** Who confirmed an e-mail in these requests, and when. */
function confirmationsIn(attempts: Attempt[]): Confirmations {
  const confirmations: Confirmations = new Map()
  for (const { asked, status, sent, answered } of attempts) {
    if (asked.do !== 'consume' || status !== 200) continue
    const name = nameOfEmail(asked.email)
    const known = confirmations.get(name)
    const least = (a: number, b = a) => Math.min(a, b)
    confirmations.set(name, { sent: least(sent, known?.sent), answered: least(answered, known?.answered) })
  }
  return confirmations
}

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
  judge({ attempts, lanesFrom }: Pick<PhaseRecord, 'attempts' | 'lanesFrom'>): string | null {
    const failed = attempts.find(({ status }) => status >= 500)
    if (failed) return this.#tell(failed, `the server answered ${failed.status} ${failed.text}`)
    for (const { asked, status } of attempts) {
      if (asked.do === 'claim' && status === 202) this.#expect.carries(asked.op, asked.code)
    }
    const batches = new BatchStates(this.#expect.brand, attempts)
    const sorted = this.#sort(
      attempts.filter(({ asked }) => asked.do !== 'batch'),
      lanesFrom,
    )
    if (typeof sorted === 'string') return sorted
    const confirmations = confirmationsIn(attempts)
    const difference = inRealTime(sorted.effects) ?? this.#replay(sorted, batches, confirmations)
    batches.finish()
    for (const name of confirmations.keys()) this.#expect.confirm(name)
    for (const { asked, body } of attempts) {
      const { verdict } = (asked.do === 'consume' ? body?.scan : body) ?? {}
      if (verdict === 'claimed_by_another') this.#expect.noteRefused(asked)
    }
    return difference
  }

  /** Tells effects, refusals and repetitions apart; answers what is wrong with a repetition. */
  #sort(attempts: Attempt[], lanesFrom: string): Sorted | string {
    const sorted: Sorted = { effects: [], refusals: [], floats: [] }
    const groups = Map.groupBy(attempts, ({ asked, sent }) =>
      isUnkept(asked) ? `${asked.op} ${sent}` : asked.op,
    )
    for (const [op, group] of groups) {
      const [one] = group as [Attempt]
      if (isUnkept(one.asked)) this.#sortUnkept(one, sorted)
      else {
        const fault = this.#sortKept(op, group, sorted)
        if (fault) return fault
      }
    }
    const converting = Map.groupBy(
      sorted.floats.flat().filter(({ asked }) => asked.do === 'convert'),
      ({ asked }) => (asked as Asked & { do: 'convert' }).friend,
    )
    for (const [friend, jobs] of converting) this.#sortConversions(friend, jobs, sorted)
    const settlings = this.#evidence.settlings.filter(
      ({ actionId }) => actionId > lanesFrom && this.#isOfNow(actionId),
    )
    sorted.effects.push(...settlings.map(settlingOf))
    sorted.effects.sort((a, b) => (a.actionId < b.actionId ? -1 : 1))
    return sorted
  }

  #sortUnkept(attempt: Attempt, { effects, refusals, floats }: Sorted): void {
    const actionId = this.#evidence.deeds.get(attempt.requestId ?? '')
    if (attempt.asked.do === 'convert') floats.push([attempt])
    else if (actionId) effects.push(effectOf(actionId, [attempt], [attempt]))
    else refusals.push({ attempt, group: [attempt] })
  }

  /** Of several jobs at once any one may have paid, and the others nothing. */
  #sortConversions(friend: string, jobs: Attempt[], sorted: Sorted): void {
    const actionId = this.#evidence.friends.get(friend)?.actionId
    if (
      !actionId ||
      !this.#isOfNow(actionId) ||
      this.#evidence.operations.some(one => one.actionId === actionId)
    )
      return
    if (this.#done.has(`convert ${friend}`) || !this.#expect.isPending(friend)) return
    this.#done.add(`convert ${friend}`)
    sorted.floats = sorted.floats.filter(([one]) => !jobs.includes(one as Attempt))
    const { sent } = spanOf(jobs)
    const answered = Math.max(...jobs.map(one => one.answered))
    sorted.effects.push({ actionId, attempts: jobs, sent, answered })
  }

  /** Whether an action was made in this phase. */
  #isOfNow = (actionId: string): boolean =>
    Math.abs(idTime(actionId).getTime() - this.#expect.brand.now) < PHASE_MS

  #sortKept(op: string, group: Attempt[], { effects, refusals, floats }: Sorted): string | null {
    const stored = this.#stored.get(op)
    const accepted = group.filter(attempt => this.#isKept(attempt, stored))
    const fault = this.#repetitionFault(op, group, accepted)
    if (fault) return fault
    const reused = new Set(group.filter(({ body }) => body?.code === REUSED))
    for (const attempt of group) {
      if (accepted.includes(attempt) || reused.has(attempt) || this.#isOfMail(attempt)) continue
      const guessId = this.#evidence.deeds.get(attempt.requestId ?? '')
      if (attempt.asked.do === 'scan' && guessId) {
        const guess = { ...attempt, asked: { ...attempt.asked, do: 'guess' as const } }
        effects.push(effectOf(guessId, [guess], [guess]))
      } else refusals.push({ attempt, group: [attempt] })
    }
    const [first] = accepted
    if (!first || this.#done.has(op)) return null
    this.#done.add(op)
    const { asked } = first
    const moved = asked.do === 'move' ? this.#evidence.moves.get(`${asked.order}/${asked.to}`) : undefined
    const actionId = this.#scanOf(asked) ?? stored?.actionId ?? moved
    if (actionId) effects.push(effectOf(actionId, accepted, group))
    else if (asked.do === 'respond' || asked.do === 'vet') floats.push(accepted)
    else if (stored) refusals.push({ attempt: first, group: accepted })
    return null
  }

  /** The scan by which a disputed code was moved: what campaigns gave then has its place in the order of scans. */
  #scanOf(asked: Asked): string | null | undefined {
    if (asked.do !== 'settle' || asked.award !== 'move') return undefined
    return this.#stored.get(derivedId('dispute-scan', asked.dispute))?.actionId
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
      const isLate = decided !== undefined && attempt.sent > decided && !this.#mayBeGone(attempt)
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

  /** Whether it was asked by or about somebody who has left: not even a repetition is heard then. */
  #mayBeGone({ status }: Attempt): boolean {
    return this.#stage.leavers.size > 0 && (status === 401 || status === 404)
  }

  #replay(
    { effects, refusals, floats: groups }: Sorted,
    batches: BatchStates,
    confirmations: Confirmations,
  ): string | null {
    const open = refusals.map(refusal => ({ refusal, nearest: '', ...windowOf(refusal, effects) }))
    const context = { stage: this.#stage, expect: this.#expect, evidence: this.#evidence, confirmations }
    const floats = new Floats(context, groups, effects)
    for (let position = 0; position <= effects.length; position++) {
      do {
        for (const one of open) {
          if (one.isRight || position < one.from || position > one.to) continue
          one.nearest = this.#faultOf(one.refusal, batches) ?? ''
          one.isRight = one.nearest === ''
        }
      } while (floats.doAt(position))
      const late = open.find(({ isRight, to }) => !isRight && to <= position)
      if (late)
        return this.#tell(late.refusal.attempt, `${late.nearest}; answered ${late.refusal.attempt.text}`)
      const lost = floats.late(position)
      if (lost) return this.#tell(lost, `the model has no place for it; answered ${lost.text}`)
      const effect = effects[position]
      const difference = effect && this.#apply(effect, batches)
      if (difference) return difference
      for (const one of open) {
        if (position < one.from || position >= one.to) continue
        one.isRight ||= effect !== undefined && isOvertaken(one.refusal, effect)
      }
    }
    return null
  }

  /** What the model says against a refusal now; null when it would have refused in the same words. */
  #faultOf({ attempt, group }: Refusal, batches: BatchStates): string | null {
    const { asked } = attempt
    if (this.#expect.isGone(asked)) {
      return attempt.status === 401 || attempt.status === 404 ? null : 'who asks has left'
    }
    const said = project(attempt, this.#stage)
    let nearest: string | null = 'the model would have done it'
    const found = batches.some(this.#expect.batchOf(asked), spanOf(group), () => {
      const expected = this.#expect.refusalOf(asked)
      if (expected === null) return null
      nearest = firstDifference(said, expected)
      return nearest === null ? 'found' : null
    })
    return found ? null : nearest
  }

  #apply({ actionId, attempts, sent, answered, settles }: Effect, batches: BatchStates): string | null {
    if (settles !== undefined) {
      this.#expect.settle(settles)
      return null
    }
    const decided = attempts.find(({ asked }) => asked.do === 'claim') ?? (attempts[0] as Attempt)
    const { asked } = decided
    const expected = batches.some(this.#expect.batchOf(asked), { sent, answered }, () =>
      this.#expect.wouldRefuse(asked) ? null : this.#expect.effectOf(asked, actionId),
    )
    if (expected === null) return this.#tell(decided, `the model refuses; answered ${decided.text}`)
    for (const attempt of attempts) {
      if (attempt.asked.do === 'claim') continue
      const difference = firstDifference(project(attempt, this.#stage), expected)
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
