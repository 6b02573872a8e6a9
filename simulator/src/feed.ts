import { NewestList } from './newest-list.ts'

export type FeedItem = {
  seq: number
  at: string
  workspace: string | null
  /** `identify` stands for everything that changes a profile; `name` says what exactly. */
  kind: 'event' | 'identify' | 'mail' | 'insight'
  identifier: string | null
  name: string
  summary: string
  decision: string
}

const FEED_LIMIT = 2_000

/** What happened lately, for people to watch. Numbers never start again, so that a watcher misses nothing. */
export class Feed {
  readonly #entries = new NewestList<{ item: FeedItem; detail: unknown }>(FEED_LIMIT)
  #seq = 0

  add(item: Omit<FeedItem, 'seq' | 'at'>, detail: unknown, now_ms: number): void {
    this.#entries.push({ item: { seq: ++this.#seq, at: new Date(now_ms).toISOString(), ...item }, detail })
  }

  /** The items after that number, oldest first; without a number the newest ones. */
  after(seq: number | undefined, limit: number) {
    const entries = this.#entries.all()
    const chosen =
      seq === undefined ? entries.slice(-limit) : entries.filter(({ item }) => item.seq > seq).slice(0, limit)
    return { items: chosen.map(({ item }) => item), latest_seq: this.#seq }
  }

  /** What came or went with an item, if it is still kept. */
  detail(seq: number): unknown {
    return this.#entries.all().find(({ item }) => item.seq === seq)?.detail
  }

  clear(): void {
    this.#entries.clear()
  }
}
