import type { Day } from '../../platform/calendar.ts'
import { drawsOf } from './draws.ts'
import type { Person } from './person.ts'
import { demandOn } from './season.ts'

/** One thing that somebody does; each is one call of a use case. */
export type Deed = {
  person: Person
  /** Minutes since the day began. */
  minute: number
  /** Which of the person's deeds of this day it is: with seed and day its name for ever. */
  number: number
} & (BuysPack | Besides)

interface BuysPack {
  does: 'join' | 'scan'
  sku: string
}

export interface Besides {
  does: 'wish' | 'set goal' | 'redeem' | 'invite'
  /** From 0 to 1: what it is about, or how much of it. */
  whim: number
}

/** What is on the shelves, by product line. */
export type Shelves = ReadonlyMap<string, readonly string[]>

const OPENS_MINUTE = 9 * 60
const OPEN_MINUTES = 12 * 60
/** Where somebody who is already in the shop does the next thing. */
const MINUTES_BETWEEN = 2
const PACKS_MAX = 8
const BUYS_OTHER_LINE = 0.35

/** What these people do on a day, in the order in which it happens. */
export function planDay(people: readonly Person[], day: Day, seed: number, shelves: Shelves): Deed[] {
  const demand = demandOn(day)
  const deeds: Deed[] = []
  for (const person of people) {
    if (day < person.joinsOn || day >= person.leavesOn) continue
    const isFirst = day === person.joinsOn
    const draws = drawsOf(seed, 3, person.number, day)
    if (!isFirst && !draws.happens(person.visitsPerDay * demand)) continue
    let minute = OPENS_MINUTE + draws.below(OPEN_MINUTES)
    let number = 0
    const next = () => {
      minute += MINUTES_BETWEEN
      return { person, minute, number: number++ }
    }
    const sku = () => {
      const line = draws.happens(BUYS_OTHER_LINE) ? draws.pick([...shelves.keys()]) : person.loves
      return draws.pick(shelves.get(line) as readonly string[])
    }
    deeds.push({ ...next(), does: isFirst ? 'join' : 'scan', sku: sku() })
    for (let more = 1; !isFirst && more < PACKS_MAX && draws.happens(person.morePacks); more++) {
      deeds.push({ ...next(), does: 'scan', sku: sku() })
    }
    const whim = () => draws.share()
    if (draws.happens(0.04)) deeds.push({ ...next(), does: 'wish', whim: whim() })
    if (draws.happens(0.03)) deeds.push({ ...next(), does: 'set goal', whim: whim() })
    if (draws.happens(0.02)) deeds.push({ ...next(), does: 'invite', whim: whim() })
    if (draws.happens(person.looksAtRewards)) deeds.push({ ...next(), does: 'redeem', whim: whim() })
  }
  return deeds.sort((a, b) => a.minute - b.minute)
}
