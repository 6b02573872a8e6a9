import { describeEntry, type Entry } from './ledger/row.ts'
import { NewestList } from './newest-list.ts'
import { operationOf } from './receipt.ts'
import { summariseOperation } from './summarise-operation.ts'

export type FeedItem = {
  seq: number
  at: string
  workspace: string | null
  /** `identify` stands for everything that changes a profile; `name` says what exactly. */
  kind: 'event' | 'identify' | 'mail' | 'insight' | 'report'
  identifier: string | null
  name: string
  summary: string
  decision: string
}

/** What is no operation, ready to be shown. */
export type Notice = Omit<FeedItem, 'seq' | 'at'> & { at_ms: number; detail: unknown }
/** An operation is described when somebody looks. */
type Kept = { seq: number; operation: Entry } | { seq: number; notice: Notice }

const FEED_LIMIT = 2_000

/** What happened lately, for people to watch. Numbers never start again, so that a watcher misses nothing. */
export class Feed {
  readonly #entries = new NewestList<Kept>(FEED_LIMIT)
  #seq = 0

  add(notice: Notice): void {
    this.#entries.push({ seq: ++this.#seq, notice })
  }

  addOperation(operation: Entry): void {
    this.#entries.push({ seq: ++this.#seq, operation })
  }

  /** The items after that number, oldest first; without a number the newest ones. */
  after(seq: number | undefined, limit: number) {
    const entries = this.#entries.all()
    const chosen =
      seq === undefined ? entries.slice(-limit) : entries.filter(entry => entry.seq > seq).slice(0, limit)
    return { items: chosen.map(describe), latest_seq: this.#seq }
  }

  /** What came or went with an item, if it is still kept. */
  detail(seq: number): unknown {
    const kept = this.#entries.all().find(entry => entry.seq === seq)
    if (!kept) return undefined
    return 'notice' in kept ? kept.notice.detail : describeEntry(kept.operation).payload
  }

  clear(): void {
    this.#entries.clear()
  }
}

function describe(kept: Kept): FeedItem {
  if ('operation' in kept) return describeOperation(kept.seq, kept.operation)
  const { at_ms, detail: _, ...shown } = kept.notice
  return { seq: kept.seq, at: new Date(at_ms).toISOString(), ...shown }
}

function describeOperation(
  seq: number,
  { at_ms, workspace, identifier, action, name, decision, reason, receipt }: Entry,
): FeedItem {
  return {
    seq,
    at: new Date(at_ms).toISOString(),
    workspace,
    kind: action === 'event' ? 'event' : action === 'send_email' ? 'mail' : 'identify',
    identifier,
    name: name || action,
    summary: reason ?? (receipt ? summariseOperation(operationOf(receipt)) : ''),
    decision,
  }
}
