import type { BatchState, Brand } from '../reference/brand.ts'
import type { Attempt } from './record.ts'

/** A batch goes through these in order, and never back. */
const ORDER: BatchState[] = ['generated', 'active', 'void']

interface Change {
  batch: number
  to: BatchState
  sent: number
  answered: number
}

/**
 * The states that batches may have been in while lanes raced: activating and voiding leave no action, so that their
 * place in the order is known only by when they were asked for and answered.
 */
export class BatchStates {
  readonly #brand: Brand
  readonly #before: BatchState[]
  readonly #changes: Change[]

  constructor(brand: Brand, attempts: Attempt[]) {
    this.#brand = brand
    this.#before = [...brand.batches]
    this.#changes = attempts.flatMap(({ asked, status, sent, answered }) =>
      asked.do === 'batch' && status === 200
        ? [
            {
              batch: asked.batch,
              to: asked.as === 'void' ? ('void' as const) : ('active' as const),
              sent,
              answered,
            },
          ]
        : [],
    )
  }

  /** Sets the batch to each state that it may have been in between the two moments, and asks. */
  some<T>(
    batch: number | undefined,
    between: { sent: number; answered: number },
    ask: () => T | null,
  ): T | null {
    if (batch === undefined) return ask()
    const now = this.#brand.batches[batch] as BatchState
    for (const state of this.#possible(batch, between)) {
      this.#brand.batches[batch] = state
      const answer = ask()
      this.#brand.batches[batch] = now
      if (answer !== null) return answer
    }
    return null
  }

  #possible(batch: number, { sent, answered }: { sent: number; answered: number }): BatchState[] {
    const before = this.#before[batch] as BatchState
    const changes = this.#changes.filter(change => change.batch === batch && change.sent < answered)
    const certain = changes.filter(change => change.answered < sent).map(({ to }) => to)
    const least = Math.max(...[before, ...certain].map(state => ORDER.indexOf(state)))
    return ORDER.filter(
      (state, i) => i >= least && (state === before || changes.some(({ to }) => to === state)),
    )
  }

  /** After the phase: every change has been made. */
  finish(): void {
    for (const { batch, to } of this.#changes) {
      const now = this.#brand.batches[batch] as BatchState
      if (ORDER.indexOf(to) > ORDER.indexOf(now)) this.#brand.batches[batch] = to
    }
  }
}
