import { settleDueAccounts } from '../../earning/index.ts'
import { type Day, startOfDay } from '../../platform/calendar.ts'
import { doDeed } from './do-deed.ts'
import { type Deed, planDay } from './plan-day.ts'
import { readStandings } from './read-standings.ts'
import { sideBySide, tryAgain } from './side-by-side.ts'
import type { Stage } from './stage.ts'
import { tendOrders } from './tend-orders.ts'

const MINUTE_MS = 60_000
const SETTLE_MS_MAX = 600_000
const EVENING_MS = 23 * 3_600_000

export interface Living {
  stage: Stage
  /** How many people may be in the shop at once. */
  atOnce: number
  /** Who packs parcels, and which share of the orders is followed to the door. */
  desk: { operatorId: string; share: number; gifts: boolean }
}

/**
 * Lives one day of a brand: everybody does what the day has planned for them, in their own order and beside others;
 * the desk moves orders on, and in the evening time does its work. The same day again does
 * nothing twice; only who could afford nothing then may redeem now.
 */
export async function liveDay({ stage, atOnce, desk }: Living, day: Day): Promise<void> {
  const { timeZone } = await stage.brand()
  const morning = startOfDay(day, timeZone)
  const visits = visitsOf(planDay(stage.people, day, stage.seed, stage.shelves))
  await readStandings(stage, new Set(visits.map(([{ person }]) => person)))
  await sideBySide(visits, atOnce, async visit => {
    for (const deed of visit) {
      const moment = new Date(morning.getTime() + deed.minute * MINUTE_MS)
      await tryAgain(() => doDeed(stage, deed, moment))
    }
  })
  const evening = new Date(morning.getTime() + EVENING_MS)
  await tendOrders(stage, desk, { moment: evening, atOnce })
  await tryAgain(() => settleDueAccounts(stage.at(evening), stage.brandId, SETTLE_MS_MAX))
}

/** The deeds of each person, newcomers first: while their claims are padded to equal time, others are served. */
function visitsOf(deeds: Deed[]): [Deed, ...Deed[]][] {
  const visits = new Map<number, [Deed, ...Deed[]]>()
  for (const deed of deeds) {
    const visit = visits.get(deed.person.number)
    if (visit) visit.push(deed)
    else visits.set(deed.person.number, [deed])
  }
  const isNewcomers = ([{ does }]: [Deed, ...Deed[]]) => Number(does === 'join')
  return [...visits.values()].sort((a, b) => isNewcomers(b) - isNewcomers(a))
}
