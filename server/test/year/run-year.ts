import { inventPeople, MAIL_PROVIDERS } from '../../src/demo/year/invent-people.ts'
import { liveDay } from '../../src/demo/year/live.ts'
import { type Farm, inventFarms } from './farms.ts'
import { type Measured, measure } from './measure.ts'
import { openYear, type Year, type YearInput } from './open-year.ts'
import { recallALot, takePacksBack } from './what-goes-wrong.ts'

const FARMS_PER_MEMBER = 1 / 250
/** As many as keep both cores busy. */
const AT_ONCE = 40
/** Of the orders, those that are followed to the door. */
const ORDERS_FOLLOWED = 0.25
const CONSENTING = 0.7

export interface YearRun {
  measured: Measured
  wallMs: number
  scansPerSecond: number
  counts: Record<string, number>
  isWhole: boolean
}

/** Lives a year with farms among honest people, and measures it. Ends early, and says so, when `stop` is asked. */
export async function runYear(
  input: YearInput & {
    keep: boolean
    stop: AbortSignal
    onDay: (day: number, counts: Record<string, number>) => void
    onKept?: (database: string) => void
  },
): Promise<YearRun> {
  const year = await openYear(input)
  try {
    if (input.keep) input.onKept?.(year.databaseName)
    return await liveAndMeasure(year, input)
  } finally {
    await year.close({ keep: input.keep })
  }
}

async function liveAndMeasure(
  year: Year,
  { seed, members, scans, from, days, stop, onDay }: Parameters<typeof runYear>[0],
): Promise<YearRun> {
  const lines = year.productLines
  const honest = inventPeople({
    count: members,
    seed,
    from,
    days,
    packs: scans,
    consenting: CONSENTING,
    mailDomains: MAIL_PROVIDERS,
    lines,
  })
  const farmed = inventFarms({
    count: Math.max(6, Math.round(members * FARMS_PER_MEMBER)),
    seed,
    firstNumber: honest.length,
    from,
    days,
    lines,
  })
  const people = [...honest, ...farmed.people]
  const stage = year.stageFor(people)
  const desk = { operatorId: year.operatorId, share: ORDERS_FOLLOWED, gifts: false }
  const began = performance.now()
  let day = from
  for (; day < from + days && !stop.aborted; day++) {
    year.begin(day)
    await liveDay({ stage, atOnce: AT_ONCE, desk }, day)
    if ((day - from) % 30 === 29) await takePacksBack(stage, year, day)
    if (day - from === Math.floor(days / 2)) await recallALot(stage, year, day)
    onDay(day - from + 1, stage.counts)
  }
  const wallMs = performance.now() - began
  const emails = people.filter(({ joinsOn }) => joinsOn < day).map(({ email }) => email)
  const labels = {
    brandId: year.brandId,
    farms: farmed.farms as Farm[],
    emails: people.map(({ email }) => email),
  }
  const measured = await measure(year.admin, labels)
  return {
    measured,
    wallMs,
    scansPerSecond: (stage.counts.scans + stage.counts.claims) / (wallMs / 1_000),
    counts: { ...stage.counts, people: emails.length },
    isWhole: !stop.aborted,
  }
}
