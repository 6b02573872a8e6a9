import { isBlank, isObject, type Json, parseJson, readMoment, readText } from './read-body.ts'

/** What Customer.io predicts about a member; any subset may be given. Shares run from 0 to 1. */
export interface Predictions {
  churn_probability?: number
  engagement_score?: number
  predicted_ltv?: number
  purchase_probability?: number
  product_affinity_scores?: Record<string, number>
  recommended_segment?: string
  next_best_action?: string
}

export interface ReadInsight {
  /** As the sender names it; undefined when it is missing. */
  insightId: string | undefined
  memberId: string
  computedAt: Date
  predictions: Predictions
  /** What was odd and how it was taken. */
  notes: string[]
}

/** When a body came, and when it was signed. */
export interface Received {
  received_at: Date
  signed_at: Date | null
}

type Note = (text: string) => void

const LTV_MAX = 1e9
const AFFINITIES_MAX = 100
/** A moment further ahead than this is a wrong clock, and would keep out everything that comes after. */
const AHEAD_MS_MAX = 10 * 60_000

function readNumber(value: unknown, name: string, max: number, note: Note): number | undefined {
  if (isBlank(value)) return undefined
  const number = typeof value === 'string' ? Number(value) : value
  if (typeof number !== 'number' || !Number.isFinite(number)) {
    note(`${name} is not a number`)
    return undefined
  }
  const clamped = Math.min(Math.max(number, 0), max)
  if (clamped !== number) note(`${name} ${number} taken as ${clamped}`)
  return clamped
}

function readAffinities(value: unknown, note: Note): Record<string, number> | undefined {
  if (isBlank(value)) return undefined
  const object = typeof value === 'string' ? parseJson(value) : value
  if (!isObject(object)) {
    note('product_affinity_scores is not an object')
    return undefined
  }
  const scores: [string, number][] = []
  for (const [key, share] of Object.entries(object)) {
    const name = readText(key)
    const score = readNumber(share, `product_affinity_scores.${name ?? '?'}`, 1, note)
    if (name !== undefined && score !== undefined) scores.push([name, score])
  }
  if (scores.length > AFFINITIES_MAX) note(`product_affinity_scores cut to ${AFFINITIES_MAX}`)
  return scores.length > 0 ? Object.fromEntries(scores.slice(0, AFFINITIES_MAX)) : undefined
}

function readPredictions(value: unknown, note: Note): Predictions {
  const given = typeof value === 'string' ? parseJson(value) : value
  if (!isObject(given)) return {}
  const text = (name: string) => {
    const read = readText(given[name])
    if (read === undefined && !isBlank(given[name])) note(`${name} is not a text`)
    return read
  }
  const read = {
    churn_probability: readNumber(given.churn_probability, 'churn_probability', 1, note),
    engagement_score: readNumber(given.engagement_score, 'engagement_score', 1, note),
    predicted_ltv: readNumber(given.predicted_ltv, 'predicted_ltv', LTV_MAX, note),
    purchase_probability: readNumber(given.purchase_probability, 'purchase_probability', 1, note),
    product_affinity_scores: readAffinities(given.product_affinity_scores, note),
    recommended_segment: text('recommended_segment'),
    next_best_action: text('next_best_action'),
  }
  return Object.fromEntries(Object.entries(read).filter(([, field]) => field !== undefined)) as Predictions
}

/** When it was computed; where that is missing or makes no sense, the moment that the signature is about. */
function readComputedAt(value: unknown, { received_at, signed_at }: Received, note: Note): Date {
  const at = readMoment(value)
  if (at && at.getTime() <= received_at.getTime() + AHEAD_MS_MAX) return at
  note(`computed_at ${isBlank(value) ? 'is missing' : 'makes no sense'}, taken as the time of sending`)
  return signed_at && signed_at < received_at ? signed_at : received_at
}

/**
 * Reads an insight as marketers' templates write it: numbers as text, empty strings and missing keys are taken for
 * what they mean, and what is out of range is clamped and noted. Answers why not when there is no insight to be read.
 */
export function readInsight(body: Json, received: Received): ReadInsight | { ignored: string } {
  const memberId =
    readText(isObject(body.identifiers) ? body.identifiers.id : undefined) ?? readText(body.user_id)
  if (memberId === undefined) return { ignored: 'it names no member' }
  const notes: string[] = []
  const note: Note = text => void (notes.length < 20 && notes.push(text))
  const predictions = readPredictions(body.predictions, note)
  if (Object.keys(predictions).length === 0) return { ignored: 'it holds no prediction' }
  const computedAt = readComputedAt(body.computed_at, received, note)
  return {
    insightId: readText(body.insight_id),
    memberId: memberId.toLowerCase(),
    computedAt,
    predictions,
    notes,
  }
}
