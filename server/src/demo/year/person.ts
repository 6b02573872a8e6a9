import type { Address } from '../../members/index.ts'
import type { Day } from '../../platform/calendar.ts'

/** Somebody who lives the year: all that a day is planned from. */
export interface Person {
  /** Where they stand in the list; others name them by it. */
  number: number
  firstName: string
  lastName: string
  email: string
  address: Address
  /** The browser that they claim with. */
  browser: string
  joinsOn: Day
  /** From this day on they come no more. */
  leavesOn: Day
  /** On an ordinary day. */
  visitsPerDay: number
  /** How likely another pack is, after each. */
  morePacks: number
  /** The product line that they buy most. */
  loves: string
  /** How likely they are to look at the rewards when they come. */
  looksAtRewards: number
  /** How likely what they redeem is thought over and cancelled. */
  changesMind: number
  consents: boolean
  /** Who told them, by number. */
  invitedBy: number | undefined
}
