import { type Decision, type DigestRow, decisions, type Entry } from './row.ts'

const numberOf = new Map(decisions.map((decision, number) => [decision, number]))

/** The newest entries, of each only what shows that nothing was lost or out of order: a million of them fit easily. */
export class Digest {
  readonly #limit: number
  // A ring: the entry with the order n stands at n % limit.
  readonly #decisions: Uint8Array
  readonly #people: Uint32Array
  #ulids: (string | null)[] = []
  #personNumbers = new Map<string, number>()
  #peopleByNumber: Pick<DigestRow, 'workspace' | 'identifier'>[] = []
  #newest = 0

  constructor(limit: number) {
    this.#limit = limit
    this.#decisions = new Uint8Array(limit)
    this.#people = new Uint32Array(limit)
  }

  push({ order, ulid, decision, workspace, identifier }: Entry): void {
    const slot = order % this.#limit
    this.#decisions[slot] = numberOf.get(decision) as number
    this.#people[slot] = this.#numberOf(workspace, identifier)
    this.#ulids[slot] = ulid
    this.#newest = order
  }

  get oldest(): number {
    return Math.max(1, this.#newest - this.#limit + 1)
  }

  /** The kept entries from that order on, oldest first. */
  *from(order: number): Generator<DigestRow> {
    for (let at = Math.max(order, this.oldest); at <= this.#newest; at++) {
      const slot = at % this.#limit
      const person = this.#peopleByNumber[this.#people[slot] as number] as DigestRow
      const decision = decisions[this.#decisions[slot] as number] as Decision
      const { workspace, identifier } = person
      yield { order: at, workspace, identifier, ulid: this.#ulids[slot] ?? null, decision }
    }
  }

  clear(): void {
    this.#ulids = []
    this.#personNumbers = new Map()
    this.#peopleByNumber = []
    this.#newest = 0
  }

  #numberOf(workspace: string | null, identifier: string | null): number {
    const key = `${workspace}\n${identifier}`
    let number = this.#personNumbers.get(key)
    if (number === undefined) {
      number = this.#peopleByNumber.push({ workspace, identifier }) - 1
      this.#personNumbers.set(key, number)
    }
    return number
  }
}
