import { hash } from 'node:crypto'
import { type Judgement, judgeAnswer, type Refusal } from './judge-answer.ts'
import type { Told } from './people.ts'
import type { Planned, Settlement } from './plan-batches.ts'
import type { PostBatch } from './post-batch.ts'

export interface Sent {
  settled: Settlement[]
  /** Requests that were answered, for better or worse. */
  requests: number
  /** Why it ended before all was settled, if it did; the lanes that it is about, and whom alone, if it is one person. */
  halted: (Halt & { lanes: ReadonlySet<number>; aloneMemberId: string | undefined }) | undefined
  /** What to remember of whom. */
  told: Map<string, Told | null>
  /** Identifies that were refused on their own: no event dies of them. */
  refusedIdentifies: Refusal[]
}

type Halt = Extract<Judgement, { verdict: 'again' | 'stop' }>

export interface SendContext {
  post: PostBatch
  now: () => Date
  /** Waits for leave to send this batch, the next of `left` requests; answers false when it may no longer be sent. */
  admit: (left: number, batch: Planned[]) => Promise<boolean>
  onRequest: (operations: number) => void
}

/**
 * Sends batches in their order, in as few requests as the answers allow, until all are settled or it has to be tried
 * again later. What comes after an unsettled operation is not sent, so nobody's events overtake each other.
 */
export async function sendPlan(batches: Planned[][], context: SendContext): Promise<Sent> {
  const sent: Sent = {
    settled: [],
    requests: 0,
    halted: undefined,
    told: new Map(),
    refusedIdentifies: [],
  }
  const chunks = [...batches]
  for (let chunk = chunks.shift(); chunk; chunk = chunks.shift()) {
    if (!(await context.admit(chunks.length + 1, chunk))) break
    context.onRequest(chunk.length)
    const answer = await context.post(chunk.map(({ operation }) => operation))
    const judgement = judgeAnswer(answer, chunk.length, context.now().getTime())
    if (judgement.verdict === 'again' || judgement.verdict === 'stop') {
      const lanes = new Set(chunk.flatMap(({ row }) => (row ? [row.lane] : [])))
      sent.halted = { ...judgement, lanes, aloneMemberId: onlyPersonOf(chunk) }
      break
    }
    sent.requests += 1
    if (judgement.verdict === 'done') settleChunk(sent, chunk, judgement.refused)
    else if (judgement.verdict === 'one_by_one') chunks.unshift(...chunk.map(one => [one]))
    else if (chunk.length === 1) settleChunk(sent, chunk, new Map([[0, judgement.refusal]]))
    else chunks.unshift(...halves(chunk))
  }
  return sent
}

function onlyPersonOf(chunk: Planned[]): string | undefined {
  const ids = new Set(chunk.map(({ operation }) => operation.identifiers.id))
  return ids.size === 1 ? ids.values().next().value : undefined
}

function halves(chunk: Planned[]): Planned[][] {
  const middle = Math.ceil(chunk.length / 2)
  return [chunk.slice(0, middle), chunk.slice(middle)]
}

function settleChunk(sent: Sent, chunk: Planned[], refused: ReadonlyMap<number, Refusal>) {
  for (const [index, { operation, json, bytes, row, told }] of chunk.entries()) {
    const refusal = refused.get(index)
    if (!refusal && told !== undefined) sent.told.set(operation.identifiers.id, told)
    if (refusal && !row) sent.refusedIdentifies.push(refusal)
    if (!row) continue
    const ulid = operation.id ?? null
    if (refusal) sent.settled.push({ row, state: 'dead', detail: { ...refusal, ulid } })
    else {
      const detail = { bytes, sha256: hash('sha256', json), ulid }
      sent.settled.push({ row, state: 'sent', detail })
    }
  }
}
