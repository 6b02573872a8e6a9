/** What came of one request, as far as the client can tell. */
export type Answer =
  | { kind: 'answered'; body: unknown }
  | { kind: 'refused'; status: number; body: string; retryAfter: string | undefined }
  /** Nothing that can be read: no connection, a time-out, a body that is no JSON. */
  | { kind: 'silent'; message: string }

export interface Refusal {
  reason: string
  field: string
  message: string
}

export type Judgement =
  /** Done, but for the operations listed by their index. */
  | { verdict: 'done'; refused: ReadonlyMap<number, Refusal> }
  /** It cannot be told which were refused: each again alone, with the same id. */
  | { verdict: 'one_by_one' }
  /** The request as a whole is bad or too large: in halves, down to the one that is to blame. */
  | { verdict: 'split'; refusal: Refusal }
  /** The same again, not before the wait that was asked for, if any; and slower, if there were too many. */
  | { verdict: 'again'; waitMs: number | undefined; isTooFast: boolean; why: string }
  /** Nothing of this brand gets through until somebody has looked. */
  | { verdict: 'stop'; why: string }

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function refusalOf(error: unknown): Refusal {
  const { reason, field, message } = isObject(error) ? error : {}
  return { reason: String(reason ?? 'refused'), field: String(field ?? ''), message: String(message ?? '') }
}

/** Decides what becomes of a batch of `count` operations after this answer. `nowMs` reads a Retry-After date. */
export function judgeAnswer(answer: Answer, count: number, nowMs: number): Judgement {
  if (answer.kind === 'silent') return again(answer.message)
  if (answer.kind === 'answered') return judgeBody(answer.body, count)
  const { status, body } = answer
  if (status === 400 || status === 413) return { verdict: 'split', refusal: refusalIn(body, status) }
  if (status === 408 || status === 429 || status >= 500) {
    const waitMs = readRetryAfter(answer.retryAfter, nowMs)
    return { verdict: 'again', waitMs, isTooFast: status === 429, why: `status ${status}` }
  }
  // 401 and 403, and what has no documented meaning: not the fault of an operation, so none may die of it.
  return { verdict: 'stop', why: `status ${status}` }
}

const again = (why: string): Judgement => ({ verdict: 'again', waitMs: undefined, isTooFast: false, why })

function judgeBody(body: unknown, count: number): Judgement {
  if (!isObject(body)) return again('a body that is no object')
  const { errors } = body
  if (errors === undefined || errors === null) return { verdict: 'done', refused: new Map() }
  if (!Array.isArray(errors)) return again('errors that are no list')
  const refused = new Map<number, Refusal>()
  for (const error of errors) {
    const index = count === 1 ? 0 : isObject(error) ? error.batch_index : undefined
    if (!Number.isInteger(index) || (index as number) < 0 || (index as number) >= count) {
      return { verdict: 'one_by_one' }
    }
    // Several errors of one operation: the first says enough to act on.
    if (!refused.has(index as number)) refused.set(index as number, refusalOf(error))
  }
  return { verdict: 'done', refused }
}

/** The reason in the body of a refusal: `{errors: [...]}` or `{meta: {error}}`, else the body as it is. */
function refusalIn(text: string, status: number): Refusal {
  try {
    const body = JSON.parse(text)
    if (Array.isArray(body?.errors) && body.errors.length > 0) return refusalOf(body.errors[0])
    if (isObject(body?.meta))
      return { reason: `status_${status}`, field: '', message: JSON.stringify(body.meta) }
  } catch {}
  return { reason: `status_${status}`, field: '', message: text.slice(0, 500) }
}

/** Longer than this, a Retry-After is taken for a mistake. */
const RETRY_AFTER_MS_MAX = 3_600_000

function readRetryAfter(text: string | undefined, nowMs: number): number | undefined {
  if (!text?.trim()) return undefined
  const seconds = Number(text)
  const waitMs = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(text) - nowMs
  return Number.isNaN(waitMs) ? undefined : Math.min(Math.max(0, waitMs), RETRY_AFTER_MS_MAX)
}
