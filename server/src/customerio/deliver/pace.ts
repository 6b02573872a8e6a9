import type { Tx } from '../../platform/db/database.ts'

const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 300_000
/** After so many failures in a row a brand's breaker is open: one small batch at a time probes whether it works again. */
export const BREAKER_FAILURES = 5
/** Longer than a request may take: while one probes nobody else does. */
const PROBE_MS = 15_000
const LONGEST_PROBE_WAIT_MS = 30_000
/** After a refusal that somebody has to look at, a brand is left alone for this long. */
const STOPPED_MS = 60_000
/** What each request that got through adds to the requests a second. */
const INCREASE = 0.1
const DECREASE = 0.7
/** However often it was too fast: fewer would take hours to find out that it is not any more. */
const SLOWEST = 5
/** Requests under way when the first 429 came tell nothing new. */
const SLOWED_ONCE_MS = 1_000

/** How long to wait after this many failures in a row: full jitter below a bound that doubles from 1 s to 5 min. */
export function waitAfterFailures(failures: number, random: () => number = Math.random): number {
  const bound = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failures - 1, 20))
  return Math.round(random() * bound)
}

/** A brand's row of `outbox_pace`. */
export interface Pace {
  per_second: number
  ceiling: number
  next_at: Date
  failures: number
  paused_at: Date | null
}

/** How a batch went, for the brand's pace. */
export type Outcome =
  | { kind: 'through'; requests: number }
  | { kind: 'slower'; waitMs: number | undefined }
  /** `requests` got through before. */
  | { kind: 'failed'; requests: number; why: string }
  | { kind: 'stopped'; why: string }

const readStoredPace = (tx: Tx) =>
  tx.raw<Pace>(
    `select per_second, ceiling, greatest(next_at, 'epoch') as next_at, failures, paused_at
     from outbox_pace where brand_id = $1`,
    [tx.brandId],
  )

/** A brand's pace; one that never sent anything gets its row. */
export async function readPace(tx: Tx): Promise<Pace> {
  const [stored] = await readStoredPace(tx)
  if (stored) return stored
  await tx.raw('insert into outbox_pace (brand_id) values ($1) on conflict do nothing', [tx.brandId])
  return (await readStoredPace(tx))[0] as Pace
}

/** Whether this sender, of all, may send the one small batch that probes; for as long as a request may take. */
export async function takeProbe(tx: Tx, at: Date): Promise<boolean> {
  const taken = await tx.raw(
    `update outbox_pace set next_at = $2 where brand_id = $1 and failures >= $3 and next_at <= $4 returning 1`,
    [tx.brandId, new Date(at.getTime() + PROBE_MS), BREAKER_FAILURES, at],
  )
  return taken.length === 1
}

/**
 * Takes the brand's next free slots, the token bucket that all senders share: for each of so many requests the moment,
 * in Unix milliseconds, before which it must not leave. There are no bursts.
 */
export async function takeSlots(tx: Tx, requests: number, at: Date): Promise<number[]> {
  if (requests === 0) return []
  const [row] = await tx.raw<{ first_at: Date; per_second: number }>(
    `with free as (
       select greatest(next_at, $2::timestamptz) as first_at from outbox_pace where brand_id = $1 for update)
     update outbox_pace set next_at = free.first_at + $3 * interval '1 second' / per_second
     from free where brand_id = $1 returning free.first_at, per_second`,
    [tx.brandId, at, requests],
  )
  const { first_at, per_second } = row as { first_at: Date; per_second: number }
  return Array.from({ length: requests }, (_, i) => first_at.getTime() + (i * 1_000) / per_second)
}

/**
 * What came of a batch changes how the next ones leave: faster, slower, or for a while not at all. `before` is the
 * pace as it was when the batch was taken; where nothing would change, nothing is written.
 */
export async function settlePace(tx: Tx, before: Pace, outcome: Outcome, at: Date): Promise<void> {
  if (outcome.kind === 'through') return speedUp(tx, before, outcome.requests, at)
  const wait = (ms: number) => new Date(at.getTime() + ms)
  if (outcome.kind === 'slower') {
    await tx.raw(
      `update outbox_pace set per_second = case when slowed_at < $3 then greatest(least($6, per_second), per_second * $4) else per_second end,
         slowed_at = case when slowed_at < $3 then $2 else slowed_at end,
         next_at = greatest(next_at, $5), trouble = 'status 429', trouble_at = $2
       where brand_id = $1`,
      [tx.brandId, at, wait(-SLOWED_ONCE_MS), DECREASE, wait(outcome.waitMs ?? 0), SLOWEST],
    )
    return
  }
  const failures = outcome.kind === 'failed' && outcome.requests > 0 ? 1 : before.failures + 1
  const waitMs = outcome.kind === 'stopped' ? STOPPED_MS : probeWaitMs(failures)
  await tx.raw(
    `update outbox_pace set failures = case when $3 then 1 else failures + 1 end, trouble = $4, trouble_at = $2,
       next_at = case when $6 then $5 else greatest(next_at, $5) end
     where brand_id = $1`,
    // Who probed had kept the others away for longer than it took.
    [tx.brandId, at, failures === 1, outcome.why, wait(waitMs), before.failures >= BREAKER_FAILURES],
  )
}

/** How long nothing is sent after so many failures in a row: not at all before the breaker opens. */
function probeWaitMs(failures: number): number {
  if (failures < BREAKER_FAILURES) return 0
  return Math.min(LONGEST_PROBE_WAIT_MS, waitAfterFailures(failures - BREAKER_FAILURES + 1))
}

async function speedUp(tx: Tx, before: Pace, requests: number, at: Date) {
  if (before.failures === 0 && before.per_second >= before.ceiling) return
  const closed = await tx.raw<{ was: number }>(
    `with before as (select failures from outbox_pace where brand_id = $1 for update)
     update outbox_pace p set per_second = least(ceiling, per_second + $3), failures = 0,
       next_at = case when p.failures >= $4 then $2 else next_at end
     from before where brand_id = $1 returning before.failures as was`,
    [tx.brandId, at, INCREASE * requests, BREAKER_FAILURES],
  )
  if ((closed[0]?.was ?? 0) < BREAKER_FAILURES) return
  // What failed while nothing worked was not to blame for it.
  await tx.raw(
    `update outbox_lanes l set due_at = '-infinity', failures = 0
     from (select lane from outbox_lanes where brand_id = $1 and due_at > $2 order by lane for update skip locked) late
     where l.brand_id = $1 and l.lane = late.lane`,
    [tx.brandId, at],
  )
  await tx.raw(
    `update outbox_people p set due_at = '-infinity'
     from (select member_id from outbox_people
           where brand_id = $1 and failures > 0 and due_at > $2 for update skip locked) aside
     where p.brand_id = $1 and p.member_id = aside.member_id`,
    [tx.brandId, at],
  )
}
