import { type Run, type Slice, startRun } from '../../activity/index.ts'
import { type Administrator, audit } from '../../operators/index.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Platform } from '../../platform/platform.ts'
import { SELECTED, type Selection, selectionValues } from './dead-letters.ts'

const SLICE_ROWS = 2_000

const REPLAY = `
  with chosen as (
    select id from outbox where ${SELECTED} and ($4::uuid is null or id > $4) order by id limit $5 for update)
  update outbox o set state = 'waiting', settled_at = null, detail = null
  from chosen where o.brand_id = $1 and o.id = chosen.id returning o.id`

/**
 * Lets the next dead letters of a selection wait again, the oldest first: with the id they had, so that none counts
 * twice, and in the place among the person's events that the id gives them. What is not dead stays as it is.
 */
export async function replaySlice(
  tx: Tx,
  { keys }: Pick<Platform, 'keys'>,
  by: Omit<Administrator, 'brand'> & { at: Date },
  from: { selection: Selection; after: string | null },
): Promise<Slice> {
  const { selection, after } = from
  const rows = await tx.raw<{ id: string }>(REPLAY, [...selectionValues(tx, selection), after, SLICE_ROWS])
  const ids = rows.map(({ id }) => id).sort()
  if (ids.length === 0) return { cursor: null, done: 0 }
  const reach = { events: ids.length, first: ids[0], last: ids.at(-1) }
  await audit(tx, keys, {
    operator: by.operator,
    action: 'outbox.replayed',
    subject: 'outbox',
    after: { ...describeSelection(selection), ...reach },
    at: by.at,
    requestId: by.requestId,
  })
  return { cursor: ids.length === SLICE_ROWS ? (ids.at(-1) as string) : null, done: ids.length }
}

/** What an audit says of a selection: ids may be many, and are in `first` and `last` as well. */
const describeSelection = ({ ids, reason }: Selection) => ({
  ...(ids ? { ids: ids.length } : {}),
  ...(reason === undefined ? {} : { reason }),
})

/** What a run of the console needs to know. */
interface ReplayInput {
  selection: Selection
  operator: Administrator['operator']
  request_id: string | null
}

/** Begins a run that replays a selection, of which so many events are dead now. Answers its id. */
export function startReplay(
  tx: Tx,
  by: Administrator,
  { selection, events }: { selection: Selection; events: number },
  at: Date,
): Promise<string> {
  const input: ReplayInput = { selection, operator: by.operator, request_id: by.requestId }
  const run = {
    kind: 'outbox_replay',
    subject: 'outbox',
    input,
    total: events,
    at,
    startedBy: by.operator.id,
  }
  return startRun(tx, run)
}

/** A slice of such a run. */
export function replayRun(platform: Platform, tx: Tx, run: Run): Promise<Slice> {
  const { selection, operator, request_id: requestId } = run.input as ReplayInput
  const by = { operator, requestId, at: platform.clock() }
  return replaySlice(tx, platform, by, { selection, after: run.cursor })
}
