import { createHash } from 'node:crypto'
import { type Judgement, judgeAnswer, type Refusal } from './judge-answer.ts'
import type { Planned, Settlement } from './plan-batch.ts'
import type { PostBatch } from './post-batch.ts'

export interface Sent {
  settled: Settlement[]
  /** Why it ended before all was settled, if it did. */
  halted: Extract<Judgement, { verdict: 'again' | 'stop' }> | undefined
  /** Identifies that were refused on their own: no event dies of them. */
  refusedIdentifies: Refusal[]
}

export interface SendContext {
  post: PostBatch
  now: () => Date
  /** Waits for leave to send one more request; answers false when it may no longer be sent. */
  admit: () => Promise<boolean>
  onRequest: (operations: number) => void
}

/**
 * Sends operations in their order, in as few requests as the answers allow, until all are settled or it has to be
 * tried again later. What comes after an unsettled operation is not sent, so nobody's events overtake each other.
 */
export async function sendPlan(planned: Planned[], context: SendContext): Promise<Sent> {
  const sent: Sent = { settled: [], halted: undefined, refusedIdentifies: [] }
  const chunks: Planned[][] = planned.length > 0 ? [planned] : []
  for (let chunk = chunks.shift(); chunk; chunk = chunks.shift()) {
    if (!(await context.admit())) break
    context.onRequest(chunk.length)
    const answer = await context.post(chunk.map(({ operation }) => operation))
    const judgement = judgeAnswer(answer, chunk.length, context.now().getTime())
    if (judgement.verdict === 'again' || judgement.verdict === 'stop') {
      sent.halted = judgement
      break
    }
    if (judgement.verdict === 'done') settleChunk(sent, chunk, judgement.refused)
    else if (judgement.verdict === 'one_by_one') chunks.unshift(...chunk.map(one => [one]))
    else if (chunk.length === 1) settleChunk(sent, chunk, new Map([[0, judgement.refusal]]))
    else chunks.unshift(...halves(chunk))
  }
  return sent
}

function halves(chunk: Planned[]): Planned[][] {
  const middle = Math.ceil(chunk.length / 2)
  return [chunk.slice(0, middle), chunk.slice(middle)]
}

function settleChunk(sent: Sent, chunk: Planned[], refused: ReadonlyMap<number, Refusal>) {
  for (const [index, { operation, bytes, row }] of chunk.entries()) {
    const refusal = refused.get(index)
    if (refusal && !row) sent.refusedIdentifies.push(refusal)
    if (!row) continue
    if (refusal) sent.settled.push({ row, state: 'dead', detail: { ...refusal, ulid: operation.id ?? null } })
    else
      sent.settled.push({
        row,
        state: 'sent',
        detail: { bytes, sha256: hash(operation), ulid: operation.id ?? null },
      })
  }
}

const hash = (operation: object) => createHash('sha256').update(JSON.stringify(operation)).digest('hex')
