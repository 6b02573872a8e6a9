import type { Operation } from './operation.ts'

/** The body of a request as it came, and how to read it again: bytes are cheaper to keep than objects. */
export class ReceivedBody {
  readonly #reread: () => Operation[]
  #operations: WeakRef<Operation[]> | undefined

  constructor(reread: () => Operation[]) {
    this.#reread = reread
  }

  operations(): Operation[] {
    const known = this.#operations?.deref()
    if (known) return known
    const operations = this.#reread()
    this.#operations = new WeakRef(operations)
    return operations
  }
}

/** Where one operation stands in what came. */
export type Receipt = { body: ReceivedBody; index: number }

/** The operation as it came. */
export function operationOf({ body, index }: Receipt): Operation {
  return body.operations()[index] as Operation
}
