import type { Platform } from '../../platform/platform.ts'

const STATES = ['waiting', 'sent', 'dead', 'discarded'] as const

export interface OutboxVerdict {
  rows: number
  states: Record<(typeof STATES)[number], number>
  /** What is not as it has to be, how often, and the id of one. Empty when all is well. */
  faults: { fault: string; rows: number; example: string }[]
}

/** What must not be, of a row `o`. Nothing of it is a matter of time, so it holds at any moment. */
export const OUTBOX_FAULTS: Record<string, string> = {
  'a row is in no state': `o.state is null or o.state not in ('waiting', 'sent', 'dead', 'discarded')`,
  'a row that ended has no time of it, or one that waits has one': `(o.state = 'waiting') <> (o.settled_at is null)`,
  'a row that was sent or discarded kept its payload': `o.state in ('sent', 'discarded') and (o.numbers is not null or o.refs is not null)`,
  'a row that waits or is dead has lost its payload': `o.state in ('waiting', 'dead') and (o.numbers is null or o.refs is null)`,
  'a dead or discarded row has no reason': `o.state in ('dead', 'discarded') and coalesce(o.detail->>'reason', '') = ''`,
  'a sent row does not say what was sent': `o.state = 'sent' and (o.detail->>'sha256' is null or o.detail->>'bytes' is null)`,
  'a row that waits says how it ended': `o.state = 'waiting' and o.detail is not null`,
  'a row waits in a lane that nobody empties': `o.state = 'waiting' and not exists (select from outbox_lanes l where l.brand_id = o.brand_id and l.lane = o.lane)`,
}

const FAULTS = Object.entries(OUTBOX_FAULTS)

const SLICE_ROWS = 50_000
const SLICE = `
  select count(*) as rows, max(o.id::text) as last,
    ${STATES.map(state => `count(*) filter (where o.state = '${state}') as ${state}`).join(', ')},
    ${FAULTS.map(([, wrong], i) => `count(*) filter (where ${wrong}) as rows_${i}, min(o.id::text) filter (where ${wrong}) as id_${i}`).join(', ')}
  from (select * from outbox where brand_id = $1 and ($2::uuid is null or id > $2) order by id limit $3) o`

/**
 * Reads every row of a brand's outbox, a slice at a time: each is in exactly one state, and as that state has it to be.
 * It takes its time, and stops when `stop` says so.
 */
export async function verifyOutbox(
  { db }: Platform,
  brandId: number,
  stop?: AbortSignal,
): Promise<OutboxVerdict> {
  const sums = new Map<string, number>()
  const examples = new Map<string, string>()
  let last: string | null = null
  for (;;) {
    stop?.throwIfAborted()
    const found = await db.transaction(brandId, tx =>
      tx.raw<Record<string, number | string | null>>(SLICE, [brandId, last, SLICE_ROWS]),
    )
    for (const [name, value] of Object.entries(found[0] ?? {})) {
      if (typeof value === 'number') sums.set(name, (sums.get(name) ?? 0) + value)
      else if (value !== null && !examples.has(name)) examples.set(name, value)
    }
    if (found[0]?.rows !== SLICE_ROWS) break
    last = found[0].last as string
  }
  const sumOf = (name: string) => sums.get(name) ?? 0
  return {
    rows: sumOf('rows'),
    states: Object.fromEntries(STATES.map(state => [state, sumOf(state)])) as OutboxVerdict['states'],
    faults: FAULTS.flatMap(([fault], i) => {
      const rows = sumOf(`rows_${i}`)
      return rows === 0 ? [] : [{ fault, rows, example: examples.get(`id_${i}`) ?? '' }]
    }),
  }
}
