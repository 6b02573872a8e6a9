import { setTimeout as sleep } from 'node:timers/promises'
import type { Tx } from '../../platform/db/database.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Ladder } from '../../ranks/index.ts'
import type { Brand } from '../../tenancy/index.ts'
import { extendLease, type Lane, leaseLanes, readWaiting, releaseLanes, settleRows } from './lanes.ts'
import { mayStillLeave } from './may-leave.ts'
import { BATCH_OPERATIONS_MAX } from './operation.ts'
import {
  BREAKER_FAILURES,
  type Outcome,
  type Pace,
  readPace,
  settlePace,
  takeProbe,
  takeSlots,
  waitAfterFailures,
} from './pace.ts'
import { readTold, setAside, storeTold } from './people.ts'
import { type Plan, type Planned, planBatches } from './plan-batches.ts'
import type { PostBatch } from './post-batch.ts'
import { powerThreshold } from './power-users.ts'
import { readSubjects } from './read-subjects.ts'
import { type Sent, sendPlan } from './send-plan.ts'

/** Where a brand's events go. */
export interface Destination {
  brand: Brand
  ladder: Ladder
  post: PostBatch
}

/** What came of a delivery: nothing could be taken, all or as much as it may hold was sent, or what is left has to wait. */
export type Delivery = 'idle' | 'sent' | 'full' | 'halted'

/** A lease is renewed when this much of it has gone by. */
const RENEW_AFTER_MS = 10_000
/** Rows are read for some batches at a time: the transactions around them cost as much as a batch does. */
const BATCHES_MAX = 5
const PROBE_ROWS = 1
/** A slot further ahead than this is not waited for with lanes in hand. */
const WAIT_MS_MAX = 1_000

interface Work {
  lanes: Lane[]
  pace: Pace
  plan: Plan
  /** When each batch may leave. */
  slots: number[]
  isFull: boolean
}

/** Sends what waits in at most so many lanes of a brand, in a few batches, and settles it. */
export async function deliverBatches(
  platform: Platform,
  to: Destination,
  mostLanes: number,
): Promise<Delivery> {
  const at = platform.clock()
  const work = await platform.db.transaction(to.brand.id, tx => takeWork(tx, to, mostLanes, at))
  if (!work) return 'idle'
  const sent = await sendPlan(work.plan.batches, {
    post: to.post,
    now: platform.clock,
    admit: createAdmission(platform, to.brand.id, work, at),
    onRequest: operations => platform.metrics.outboxBatch.observe(operations),
  })
  await platform.db.transaction(to.brand.id, tx => finish(tx, platform, work, sent))
  report(platform, to.brand, sent)
  if (sent.halted && !isOfLanesAlone(sent.halted, work.pace)) return 'halted'
  return work.isFull ? 'full' : 'sent'
}

async function takeWork(
  tx: Tx,
  { brand, ladder }: Destination,
  mostLanes: number,
  at: Date,
): Promise<Work | undefined> {
  const pace = await readPace(tx)
  if (pace.paused_at || pace.next_at.getTime() > at.getTime() + WAIT_MS_MAX) return undefined
  const isProbe = pace.failures >= BREAKER_FAILURES
  if (isProbe && !(await takeProbe(tx, at))) return undefined
  const lanes = await leaseLanes(tx, mostLanes, at)
  if (lanes.length === 0) return undefined
  const most = batchSize(lanes)
  const mostRows = isProbe ? PROBE_ROWS : BATCHES_MAX * most
  // By lanes, so that a request which fails is about few of them.
  const rows = (await readWaiting(tx, lanes, mostRows, at)).sort((a, b) => a.lane - b.lane)
  const memberIds = [...new Set(rows.map(row => row.member_id))]
  const plan = planBatches({
    rows,
    subjects: await readSubjects(tx, rows),
    told: await readTold(tx, memberIds, at),
    brand: {
      timeZone: brand.timeZone,
      settings: brand.settings,
      ladder,
      powerThreshold: rows.length > 0 ? await powerThreshold(tx) : null,
    },
    most,
    at,
  })
  const slots = isProbe ? [at.getTime()] : await takeSlots(tx, plan.batches.length, at)
  return { lanes, pace, plan, slots, isFull: rows.length === mostRows }
}

/** Fewer at a time where a lane keeps failing, down to one: then it shows who is to blame. */
function batchSize(lanes: Lane[]): number {
  const failures = Math.max(...lanes.map(lane => lane.failures))
  if (failures < 2) return BATCH_OPERATIONS_MAX
  return failures < 3 ? 10 : 2
}

/** Before each request: a slot of the brand's rate, a lease that outlasts the request, and that it may still leave. */
function createAdmission(platform: Platform, brandId: number, work: Work, leasedAt: Date) {
  let renewedMs = leasedAt.getTime()
  let { slots } = work
  return async (left: number, batch: Planned[]) => {
    // A batch was split: more requests than were planned.
    if (slots.length === 0) {
      slots = await platform.db.transaction(brandId, tx => takeSlots(tx, left, platform.clock()))
    }
    await sleep(Math.max(0, (slots.shift() as number) - platform.clock().getTime()))
    const now = platform.clock()
    const isLate = now.getTime() - renewedMs >= RENEW_AFTER_MS
    if (isLate) renewedMs = now.getTime()
    return platform.db.transaction(
      brandId,
      async tx => (!isLate || (await extendLease(tx, work.lanes, now))) && mayStillLeave(tx, batch),
    )
  }
}

async function finish(tx: Tx, platform: Platform, { lanes, pace, plan }: Work, sent: Sent) {
  const at = platform.clock()
  for (const { state } of await settleRows(tx, lanes, [...plan.settled, ...sent.settled], at)) {
    platform.metrics.outboxSent.inc({ outcome: state })
  }
  const again = sent.halted?.verdict === 'again' ? sent.halted : undefined
  const culprit = again?.isTooFast === false ? again.aloneMemberId : undefined
  // Who fails alone is set aside, and the lane goes on without.
  if (culprit) await setAside(tx, culprit, at)
  const failed = again && !culprit ? lanes.filter(({ lane }) => again.lanes.has(lane)) : []
  const isHeld = [
    await releaseLanes(
      tx,
      lanes.filter(lane => !failed.includes(lane)),
      undefined,
    ),
    await releaseLanes(tx, failed, dueAt(failed, pace, again?.waitMs, at)),
  ].every(Boolean)
  // Who has lost the lanes cannot know what was told after it.
  const told = isHeld ? sent.told : new Map([...sent.told.keys()].map(id => [id, null]))
  await storeTold(tx, told, at)
  // One person's failures say nothing about the others, unless it was to be found out whether anything works.
  const outcome = culprit && pace.failures < BREAKER_FAILURES ? throughOf(sent) : outcomeOf(sent)
  if (outcome) await settlePace(tx, pace, outcome, at)
}

/** Whether others may go on: nothing of the brand is refused as a whole, and the breaker stays closed. */
const isOfLanesAlone = (halted: NonNullable<Sent['halted']>, pace: Pace) =>
  halted.verdict === 'again' && !halted.isTooFast && pace.failures + 1 < BREAKER_FAILURES

/** Until when failed lanes wait; while the breaker is open the brand waits as a whole instead. */
function dueAt(failed: Lane[], pace: Pace, askedMs: number | undefined, at: Date): Date | undefined {
  if (failed.length === 0 || pace.failures + 1 >= BREAKER_FAILURES) return undefined
  const failures = Math.max(...failed.map(lane => lane.failures)) + 1
  return new Date(at.getTime() + Math.max(waitAfterFailures(failures), askedMs ?? 0))
}

const throughOf = ({ requests }: Sent): Outcome | undefined =>
  requests > 0 ? { kind: 'through', requests } : undefined

function outcomeOf(sent: Sent): Outcome | undefined {
  const { halted, requests } = sent
  if (!halted) return throughOf(sent)
  const { why } = halted
  if (halted.verdict === 'stop') return { kind: 'stopped', why }
  return halted.isTooFast ? { kind: 'slower', waitMs: halted.waitMs } : { kind: 'failed', requests, why }
}

function report({ log, metrics }: Platform, brand: Brand, { halted, refusedIdentifies }: Sent) {
  const facts = { brand: brand.slug, why: halted?.why }
  if (halted?.verdict === 'again') {
    metrics.outboxSent.inc({ outcome: 'retried' })
    log.warn(facts, 'Customer.io did not take a batch; it is sent again')
  }
  if (halted?.verdict === 'stop') {
    metrics.outboxSent.inc({ outcome: 'stopped' })
    log.error(facts, 'Customer.io refuses this brand; its events wait. Check the credentials')
  }
  for (const refusal of refusedIdentifies) {
    metrics.outboxSent.inc({ outcome: 'identify_refused' })
    log.error({ brand: brand.slug, ...refusal }, 'Customer.io refused the attributes of a person')
  }
}
