import type { Plan } from '../plan.ts'
import type { Brand } from '../reference/brand.ts'
import { momentOf } from '../reference/calendar.ts'
import { newMember } from '../reference/member.ts'
import { operate } from '../reference/operate.ts'
import { settleAll } from '../reference/time.ts'
import type { Evidence, StoredOperation } from './evidence.ts'
import { Expectations } from './expect.ts'
import { firstDifference } from './first-difference.ts'
import { project } from './project.ts'
import { type Attempt, bodyOf, type PhaseRecord } from './record.ts'
import { keyOf, type Stage } from './stage.ts'

/** What changed something: one operation, with every request that was answered with it. */
interface Effect {
  actionId: string
  attempts: Attempt[]
  /** It was decided after this moment, and before that one. */
  sent: number
  answered: number
}

/** A request that changed nothing: its answer has to be right at some moment between the two. */
interface Refusal {
  attempt: Attempt
  /** Of a kept refusal any one of the requests may be the one that was decided. */
  group: Attempt[]
}

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

function modelOf(stage: Stage, { brand: plan }: Plan): Brand {
  const now = momentOf(plan.start, plan.zone)
  const rankKey = plan.ladder.ranks[0]?.key as string
  const nothing = { paused: false, undone: false, awards: 0, spent: 0 }
  return {
    zone: plan.zone,
    now,
    settings: plan.settings,
    ladder: plan.ladder,
    achievements: plan.achievements.map((definition, i) => ({
      key: keyOf(i),
      versions: [definition],
      current: 1,
    })),
    campaigns: plan.campaigns.map((definition, age) => ({
      age,
      definition,
      version: 1,
      given: [],
      ...nothing,
    })),
    members: new Map(
      plan.members.map(({ consent, birthMonth }, i) => {
        const name = `member-${i}`
        return [
          name,
          { ...newMember({ name, consent, createdAt: now, confirmed: true, rankKey }), birthMonth },
        ]
      }),
    ),
    batches: plan.batches.map(({ active }) => (active ? 'active' : 'generated')),
    codes: new Map(
      stage.codes.map(({ code, batch }) => {
        const product = plan.products[plan.batches[batch]?.product ?? 0]
        if (!product) throw new Error('a batch of no product')
        return [code, { batch, product, state: 'free', claimedBy: null, claimedIn: null }]
      }),
    ),
    actions: 0,
  }
}

const REUSED = 'operation_reused'

class Court {
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
    const sorted = this.#sort(attempts)
    if (typeof sorted === 'string') return sorted
    return inRealTime(sorted.effects) ?? this.#replay(sorted.effects, sorted.refusals)
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

  #replay(effects: Effect[], refusals: Refusal[]): string | null {
    const open = refusals.map(refusal => ({ refusal, nearest: '', ...windowOf(refusal, effects) }))
    for (let position = 0; position <= effects.length; position++) {
      for (const one of open) {
        if (one.isRight || position < one.from || position > one.to) continue
        const { attempt } = one.refusal
        const expected = this.#expect.refusalOf(attempt.asked)
        const said = project(attempt, this.#stage.campaigns)
        const difference =
          expected === null ? 'the model would have done it' : firstDifference(said, expected)
        if (difference === null) one.isRight = true
        else one.nearest = difference
      }
      const late = open.find(({ isRight, to }) => !isRight && to <= position)
      if (late)
        return this.#tell(late.refusal.attempt, `${late.nearest}; answered ${late.refusal.attempt.text}`)
      const effect = effects[position]
      const difference = effect && this.#apply(effect)
      if (difference) return difference
    }
    return null
  }

  #apply({ actionId, attempts }: Effect): string | null {
    const decided = attempts.find(({ asked }) => asked.do === 'claim') ?? (attempts[0] as Attempt)
    const expected = this.#expect.effectOf(decided.asked, actionId)
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

function effectOf(actionId: string, attempts: Attempt[], group: Attempt[]): Effect {
  const body = bodyOf((attempts[0] as Attempt).asked)
  const same = group.filter(({ asked }) => bodyOf(asked) === body)
  return {
    actionId,
    attempts,
    sent: Math.min(...same.map(({ sent }) => sent)),
    answered: Math.min(...attempts.map(({ answered }) => answered)),
  }
}

/** Between how many effects a refusal may have been decided. */
function windowOf({ group }: Refusal, effects: Effect[]) {
  const sent = Math.min(...group.map(one => one.sent))
  const answered = Math.min(...group.map(one => one.answered))
  const after = effects.findIndex(effect => effect.sent > answered)
  return {
    from: effects.findLastIndex(effect => effect.answered < sent) + 1,
    to: after === -1 ? effects.length : after,
    isRight: false,
  }
}

/** What was answered before something else was asked for was also decided before it. */
function inRealTime(effects: Effect[]): string | null {
  for (const [i, later] of effects.entries()) {
    const wrong = effects.slice(0, i).find(({ sent }) => sent > later.answered)
    if (wrong) return `the action ${later.actionId} was answered before ${wrong.actionId} was asked for`
  }
  return null
}
