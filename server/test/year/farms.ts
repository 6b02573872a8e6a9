import { type Draws, drawsOf } from '../../src/demo/year/draws.ts'
import { inventAddress } from '../../src/demo/year/invent-people.ts'
import type { Person } from '../../src/demo/year/person.ts'
import type { Day } from '../../src/platform/calendar.ts'

/** Why somebody farms: what a farm's invented friends have in common. The engine and the detectors never see it. */
export type FarmKind =
  | 'one mailbox, many tags'
  | 'throw-away mailboxes'
  | 'one browser'
  | 'one home'
  | 'one building, private windows'
  | 'strangers on paper'

export interface Farm {
  kind: FarmKind
  /** The boss, then the invented friends, by number. */
  members: number[]
}

const KINDS: FarmKind[] = [
  'one mailbox, many tags',
  'throw-away mailboxes',
  'one browser',
  'one home',
  'one building, private windows',
  'strangers on paper',
]
const FRIENDS_MIN = 6
const FRIENDS_SPREAD = 12
/** A boss makes some friends in one sitting, and comes back. */
const FRIENDS_A_DAY = 3
const DAYS_BETWEEN = 4

/** Farms, each of another kind than the one before, among members numbered from `firstNumber`. */
export function inventFarms(input: {
  count: number
  seed: number
  firstNumber: number
  from: Day
  days: number
  lines: readonly string[]
}): { people: Person[]; farms: Farm[] } {
  const people: Person[] = []
  const farms: Farm[] = []
  for (let farm = 0; farm < input.count; farm++) {
    const draws = drawsOf(input.seed, 9, farm)
    const kind = KINDS[farm % KINDS.length] as FarmKind
    const friends = FRIENDS_MIN + draws.below(FRIENDS_SPREAD)
    const members: number[] = []
    const joinsOn = input.from + 10 + draws.below(Math.max(1, input.days - 60))
    for (let i = 0; i <= friends; i++) {
      const number = input.firstNumber + people.length
      const boss = people[(members[0] ?? number) - input.firstNumber]
      people.push(
        boss
          ? friendOf(boss, { kind, i, number, draws })
          : inventBoss({ number, farm, joinsOn, draws, ...input }),
      )
      members.push(number)
    }
    farms.push({ kind, members })
  }
  return { people, farms }
}

function inventBoss({
  number,
  farm,
  joinsOn,
  draws,
  ...input
}: {
  number: number
  farm: number
  joinsOn: Day
  draws: Draws
  from: Day
  days: number
  lines: readonly string[]
}): Person {
  return {
    number,
    firstName: 'Sam',
    lastName: `Field${farm}`,
    email: `sam.field${farm}@gmail.com`,
    address: inventAddress(draws, number),
    browser: `farm-${farm}`,
    joinsOn,
    leavesOn: input.from + input.days,
    visitsPerDay: 0.06,
    morePacks: 0.2,
    loves: draws.pick(input.lines),
    looksAtRewards: 0.9,
    changesMind: 0,
    consents: true,
    invitedBy: undefined,
  }
}

/** A friend who does not exist: claims one pack and never comes back. */
function friendOf(
  boss: Person,
  { kind, i, number, draws }: { kind: FarmKind; i: number; number: number; draws: Draws },
): Person {
  const joinsOn = boss.joinsOn + 1 + Math.floor((i - 1) / FRIENDS_A_DAY) * DAYS_BETWEEN
  const stranger = {
    email: `${draws.pick(WORDS)}${draws.pick(WORDS)}${number}@outlook.com`,
    address: inventAddress(draws, number),
    browser: `window-${number}`,
  }
  return {
    ...boss,
    ...stranger,
    ...SHARED[kind](boss, i, number),
    number,
    firstName: draws.pick(['Alex', 'Kim', 'Lee', 'Pat']),
    lastName: draws.pick(['Gray', 'Lane', 'Wood', 'Stone']),
    joinsOn,
    leavesOn: joinsOn + 1,
    invitedBy: boss.number,
  }
}

const SHARED: Record<FarmKind, (boss: Person, i: number, number: number) => Partial<Person>> = {
  'one mailbox, many tags': (boss, i) => ({ email: boss.email.replace('@', `+${i}@`) }),
  'throw-away mailboxes': (_, i, number) => ({ email: `a${i}x${number}@mailinator.com` }),
  'one browser': boss => ({ browser: boss.browser }),
  'one home': boss => ({ address: boss.address }),
  'one building, private windows': (boss, i) => ({ address: { ...boss.address, line2: `Apt ${i}` } }),
  'strangers on paper': () => ({}),
}

const WORDS = ['blue', 'river', 'happy', 'old', 'fast', 'north', 'tiny', 'green', 'lucky', 'quiet']
