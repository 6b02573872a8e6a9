import type { Effect } from './effects.ts'
import { spanOf, windowOf } from './effects.ts'
import type { Evidence } from './evidence.ts'
import type { Expectations } from './expect.ts'
import { firstDifference } from './first-difference.ts'
import { project } from './project.ts'
import type { Attempt } from './record.ts'
import type { Stage } from './stage.ts'

/** From when to when a link that confirms an e-mail was followed. */
export type Confirmations = Map<string, { sent: number; answered: number }>

interface Float {
  group: Attempt[]
  from: number
  to: number
  isDone: boolean
  /** A job that looked at a friend too early has done nothing, and that is right. */
  wasNothing: boolean
}

/**
 * What was done without an id that tells its place in the order: a friend who was refused, a suggestion that was
 * answered. Each is done on the model at the first place in its time at which the model says what the server said.
 */
export class Floats {
  readonly #stage: Stage
  readonly #expect: Expectations
  readonly #evidence: Evidence
  readonly #confirmations: Confirmations
  readonly #floats: Float[]

  constructor(
    context: { stage: Stage; expect: Expectations; evidence: Evidence; confirmations: Confirmations },
    groups: Attempt[][],
    effects: Effect[],
  ) {
    this.#stage = context.stage
    this.#expect = context.expect
    this.#evidence = context.evidence
    this.#confirmations = context.confirmations
    this.#floats = groups.map(group => ({
      group,
      ...windowOf({ attempt: group[0] as Attempt, group }, effects),
      isDone: false,
      wasNothing: false,
    }))
  }

  /** Does what can be done at this place. Answers whether anything was. */
  doAt(position: number): boolean {
    let did = false
    for (let before = true; before; ) {
      before = false
      for (const float of this.#floats) {
        if (float.isDone || position < float.from || position > float.to) continue
        float.isDone = this.#try(float)
        before ||= float.isDone
      }
      did ||= before
    }
    return did
  }

  /** The first whose time is over and for which there was no place. */
  late(position: number): Attempt | undefined {
    return this.#floats.find(({ isDone, wasNothing, to }) => !isDone && !wasNothing && to <= position)
      ?.group[0]
  }

  #try(float: Float): boolean {
    const [attempt] = float.group as [Attempt]
    const { asked } = attempt
    if (asked.do === 'convert') return this.#tryFriend(float, asked.friend)
    if (this.#expect.refusalOf(asked)) return false
    if (asked.do === 'respond' && !this.#isNewHere(asked, attempt)) return false
    const { deeds } = this.#expect
    return asked.do === 'vet' || asked.do === 'respond'
      ? firstDifference(project(attempt, this.#stage), deeds.effectOf(asked)) === null
      : false
  }

  /** Whether the model would answer now as the server did. */
  #isNewHere(asked: { member: string; card: string; response: string }, { body }: Attempt): boolean {
    return this.#expect.isNewResponse(asked) === body.is_new
  }

  #tryFriend(float: Float, friend: string): boolean {
    const { deeds } = this.#expect
    for (const isConfirmed of this.confirmedIn(friend, spanOf(float.group))) {
      const decision = deeds.decisionOn(friend, isConfirmed)
      if (decision === null) float.wasNothing = true
      else if (decision.state !== 'converted' && this.#evidence.friends.get(friend)?.state !== 'pending') {
        deeds.decide(friend, decision)
        return true
      }
    }
    return false
  }

  /** Whether an e-mail was confirmed at some moment of this time: no, yes, or either. */
  confirmedIn(name: string, { sent, answered }: { sent: number; answered: number }): boolean[] {
    if (this.#expect.isConfirmed(name)) return [true]
    const confirmation = this.#confirmations.get(name)
    if (!confirmation || confirmation.sent > answered) return [false]
    return confirmation.answered < sent ? [true] : [false, true]
  }
}
