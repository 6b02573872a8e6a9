import { NewestList } from './newest-list.ts'
import { operationOf, type Receipt } from './receipt.ts'
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

/** What is shown of an item: ready, or an operation that is read again when somebody looks. */
type Story = { summary: string; detail: unknown } | { summary: string | null; receipt: Receipt }
type Entry = Omit<FeedItem, 'at' | 'summary'> & { at_ms: number; story: Story }

const FEED_LIMIT = 2_000

/** What happened lately, for people to watch. Numbers never start again, so that a watcher misses nothing. */
export class Feed {
  readonly #entries = new NewestList<Entry>(FEED_LIMIT)
  #seq = 0

  add(item: Omit<Entry, 'seq'>): void {
    this.#entries.push({ seq: ++this.#seq, ...item })
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
    const story = this.#entries.all().find(entry => entry.seq === seq)?.story
    if (!story) return undefined
    return 'receipt' in story ? operationOf(story.receipt).payload : story.detail
  }

  clear(): void {
    this.#entries.clear()
  }
}

function describe({ seq, at_ms, workspace, kind, identifier, name, decision, story }: Entry): FeedItem {
  const at = new Date(at_ms).toISOString()
  const summary =
    'receipt' in story ? (story.summary ?? summariseOperation(operationOf(story.receipt))) : story.summary
  return { seq, at, workspace, kind, identifier, name, summary, decision }
}
