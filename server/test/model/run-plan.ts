import { newId } from '../../src/platform/id.ts'
import { readBooks } from './harness/books.ts'
import { readEvidence } from './harness/evidence.ts'
import { expectedBooks } from './harness/expected-books.ts'
import { firstDifference } from './harness/first-difference.ts'
import { convertFriends } from './harness/jobs.ts'
import { judge } from './harness/judge.ts'
import { Lanes } from './harness/lanes.ts'
import { finishRuns, perform, settleDue } from './harness/operators.ts'
import type { PhaseRecord } from './harness/record.ts'
import { type Stage, setUpStage, type Theatre } from './harness/stage.ts'
import type { Phase, Plan, Step } from './plan.ts'
import { addDays, dayOf, startOf } from './reference/calendar.ts'

const MINUTE_MS = 60_000

/** Plays a plan on the server and on the model; answers the first difference, null when there is none. */
export async function runPlan(theatre: Theatre, plan: Plan): Promise<string | null> {
  const stage = await setUpStage(theatre, plan)
  const lanes = new Lanes(stage, plan)
  const records: PhaseRecord[] = []
  for (const phase of plan.phases) records.push(await play(stage, phase, lanes))
  const evidence = await readEvidence(stage)
  if (evidence.claimedTwice) return `the claim ${evidence.claimedTwice} is kept twice`
  const { brand, difference } = judge(stage, plan, records, evidence)
  if (difference) return difference
  const books = await readBooks(stage, evidence.nameOf)
  return firstDifference(books, expectedBooks(brand))
}

/** The moment after a step; always later than now. */
function after(now: number, { days, clock, minutes }: Step, zone: string): number {
  const day = addDays(dayOf(now, zone), days)
  const moments = {
    same: Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).add({ days })
      .epochMilliseconds,
    first_moment: startOf(day, zone),
    last_minute: startOf(addDays(day, 1), zone) - MINUTE_MS,
  }
  return Math.max(now + MINUTE_MS, moments[clock] + minutes * MINUTE_MS)
}

async function play(stage: Stage, phase: Phase, lanes: Lanes): Promise<PhaseRecord> {
  const { time } = stage.theatre.world
  time.now = new Date(after(time.now.getTime(), phase.step, stage.brand.timeZone))
  await settleDue(stage)
  // What lanes began, such as the credit of scans before their batch was active.
  await finishRuns(stage)
  const converted = await convertFriends(stage)
  // What friends have brought may be due at once.
  await settleDue(stage)
  stage.operator = (await stage.theatre.world.addOperator({ brand: stage.brand })).headers
  if (phase.lanes.flat().some(command => command.do === 'settle' || command.do === 'again')) {
    stage.support = (await stage.theatre.world.addOperator({ brand: stage.brand, role: 'support' })).headers
  }
  const record: PhaseRecord = { at: time.now.getTime(), converted, serial: [], lanesFrom: '', attempts: [] }
  for (const command of phase.serial) record.serial.push(await perform(stage, command))
  record.lanesFrom = newId(time.now)
  record.attempts = await lanes.run(phase.lanes)
  return record
}
