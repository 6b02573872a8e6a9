import { setTimeout as sleep } from 'node:timers/promises'
import type { HttpClient } from './http-client.ts'
import type { Operation, Performed } from './operation.ts'

const RETRY_MS = 100
const TRY_MS_MAX = 10_000

export interface Conditions {
  http: HttpClient
  round: number
  /** After this moment nothing is tried again. */
  deadline: number
  /** Told of each 2xx when it was sent. */
  onSuccess(sentAt: number): void
}

/** Sends an operation, and again after every try that got no answer or a 503, until it is answered or too late. */
export async function perform(operation: Operation, conditions: Conditions): Promise<Performed> {
  const performed: Performed = {
    round: conditions.round,
    operation,
    answers: [],
    unanswered: 0,
    gaveUp: false,
  }
  await sleep(operation.delayMs)
  const copies = Array.from({ length: operation.copies }, () => untilAnswered(performed, conditions))
  await Promise.all(copies)
  return performed
}

async function untilAnswered(performed: Performed, { http, deadline, onSuccess }: Conditions) {
  const { request, givesUpAfterMs } = performed.operation
  let timeoutMs = givesUpAfterMs ?? TRY_MS_MAX
  while (Date.now() < deadline) {
    const sentAt = performance.now()
    const answer = await http.send(request, timeoutMs).catch(() => undefined)
    if (answer && answer.status !== 503) {
      performed.answers.push({ status: answer.status, body: answer.body })
      if (answer.status < 300) onSuccess(sentAt)
      if (answer.status < 500) return
    }
    performed.unanswered++
    timeoutMs = TRY_MS_MAX
    await sleep(RETRY_MS)
  }
  performed.gaveUp = true
}

/** Whether an answer of this operation is one for ever, the same bytes whenever it is asked again. */
function isFinal({ operation, answers }: Performed): boolean {
  if (operation.kind === 'claim') return answers.some(({ status }) => status === 202)
  if (operation.kind !== 'scan') return false
  return !operation.verdicts.some(verdict => verdict === 'inactive' || verdict === 'unknown')
}

/** Sends every operation whose answer is final once more, as a client would that did not trust what it heard. */
export async function confirm(performed: Performed[], conditions: Conditions): Promise<void> {
  await Promise.all(performed.filter(isFinal).map(done => untilAnswered(done, conditions)))
}
