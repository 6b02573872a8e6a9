import { type Attempt, bodyOf } from './record.ts'

/** What changed something: one operation, with every request that was answered with it. */
export interface Effect {
  actionId: string
  attempts: Attempt[]
  /** It was decided after this moment, and before that one. */
  sent: number
  answered: number
  /** Whose account time did its work on, where that is all; no request tells when. */
  settles?: string
}

/** A request that changed nothing: its answer has to be right at some moment between the two. */
export interface Refusal {
  attempt: Attempt
  /** Of a kept refusal any one of the requests may be the one that was decided. */
  group: Attempt[]
}

/** The effect of an operation, told from all requests that were sent for it. */
export function effectOf(actionId: string, attempts: Attempt[], group: Attempt[]): Effect {
  const body = bodyOf((attempts[0] as Attempt).asked)
  const same = group.filter(({ asked }) => bodyOf(asked) === body)
  return {
    actionId,
    attempts,
    sent: Math.min(...same.map(({ sent }) => sent)),
    answered: Math.min(...attempts.map(({ answered }) => answered)),
  }
}

/** Time's work on an account, which may be done at any moment. */
export const settlingOf = ({ member, actionId }: { member: string; actionId: string }): Effect => ({
  actionId,
  attempts: [],
  sent: 0,
  answered: Number.POSITIVE_INFINITY,
  settles: member,
})

/** From when the first of these requests was sent to when the first of them was answered. */
export const spanOf = (group: Attempt[]) => ({
  sent: Math.min(...group.map(one => one.sent)),
  answered: Math.min(...group.map(one => one.answered)),
})

/** Between how many effects a refusal may have been decided. */
export function windowOf({ group }: Refusal, effects: Effect[]) {
  const { sent, answered } = spanOf(group)
  const after = effects.findIndex(effect => effect.sent > answered)
  return {
    from: effects.findLastIndex(effect => effect.answered < sent) + 1,
    to: after === -1 ? effects.length : after,
    isRight: false,
  }
}

/** What was answered before something else was asked for was also decided before it. */
export function inRealTime(effects: Effect[]): string | null {
  for (const [i, later] of effects.entries()) {
    const wrong = effects.slice(0, i).find(({ sent }) => sent > later.answered)
    if (wrong) return `the action ${later.actionId} was answered before ${wrong.actionId} was asked for`
  }
  return null
}

/**
 * Whether a return was overtaken by the move of its code: the claim that it was about is over, as if nobody had the
 * code, though there is no moment at which nobody has it.
 */
export const isOvertaken = ({ attempt: { asked, body } }: Refusal, { attempts }: Effect): boolean =>
  asked.do === 'return' &&
  body?.code === 'not_claimed' &&
  attempts.some(
    one => one.asked.do === 'settle' && one.asked.award === 'move' && one.asked.code === asked.code,
  )
