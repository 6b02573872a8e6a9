import { seededRandom } from '../random.ts'
import type { Circumstances, Fault } from './fault.ts'

type Entry = {
  fault: Fault
  random: () => number
  /** Requests that it could have befallen. */
  seen: number
  hits: number
  /** How many more it befalls in a row. */
  burstLeft: number
}

/** The faults in force, and whom they befall; the same list and seed befall the same requests in every run. */
export class Faults {
  readonly #seed: number
  #entries: Entry[] = []
  #set_at_ms = 0

  constructor(seed: number) {
    this.#seed = seed
  }

  replace(faults: Fault[], now_ms: number): void {
    this.#set_at_ms = now_ms
    this.#entries = faults.map((fault, index) => ({
      fault,
      // Each draws by itself, so that adding one to the list leaves the others where they were.
      random: seededRandom(this.#seed + index * 0x9e3779b9),
      seen: 0,
      hits: 0,
      burstLeft: 0,
    }))
  }

  list() {
    return this.#entries.map(({ fault, hits }) => ({ ...fault, hits }))
  }

  /** How many may still befall somebody. */
  get inForce(): number {
    return this.#entries.filter(({ fault, hits }) => hits < (fault.count ?? Infinity)).length
  }

  /** The first fault that befalls this request, of those for which it does not matter whom it is about. */
  draw(request: Circumstances): Fault | undefined {
    return this.#first(request, ({ person }) => person === undefined)
  }

  /** The first fault that befalls this request because of somebody whom it is about. */
  drawForPeople(request: Circumstances, isAbout: (person: string) => boolean): Fault | undefined {
    return this.#first(request, ({ person }) => person !== undefined && isAbout(person))
  }

  /** Whether new connections are reset at this moment. */
  isOut(now_ms: number): boolean {
    const entry = this.#entries.find(({ fault }) => fault.kind === 'outage')
    if (entry === undefined || !this.#isInWindow(entry.fault, now_ms)) return false
    entry.hits++
    return true
  }

  #first(request: Circumstances, isMeant: (fault: Fault) => boolean): Fault | undefined {
    if (this.#entries.length === 0) return undefined
    const entry = this.#entries.find(
      candidate => isMeant(candidate.fault) && this.#fits(candidate.fault, request) && befalls(candidate),
    )
    return entry?.fault
  }

  #fits(fault: Fault, request: Circumstances): boolean {
    if (fault.api !== undefined && fault.api !== request.api) return false
    if (fault.workspace !== undefined && fault.workspace !== request.workspace) return false
    if (fault.kind === 'unknown_index' && !request.isBatch) return false
    return this.#isInWindow(fault, request.now_ms)
  }

  #isInWindow({ from_ms = 0, until_ms = Infinity }: Fault, now_ms: number): boolean {
    const age_ms = now_ms - this.#set_at_ms
    return age_ms >= from_ms && age_ms < until_ms
  }
}

/** Counts the request, and says whether the fault befalls it. */
function befalls(entry: Entry): boolean {
  const { rate, nth, every, burst = 1, count = Infinity } = entry.fault
  entry.seen++
  if (entry.hits >= count) return false
  if (entry.burstLeft > 0) entry.burstLeft--
  else if (nth !== undefined && entry.seen !== nth) return false
  else if (every !== undefined && entry.seen % every !== 0) return false
  else if (rate !== undefined && entry.random() >= rate) return false
  else entry.burstLeft = burst - 1
  entry.hits++
  return true
}
