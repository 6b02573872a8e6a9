import type { Day } from '../../platform/calendar.ts'
import { type Draws, drawsOf } from './draws.ts'
import type { Person } from './person.ts'

export interface People {
  count: number
  seed: number
  from: Day
  days: number
  /** How many packs they buy in all, about. */
  packs: number
  /** Which share wants to hear from the brand. */
  consenting: number
  /** Where their mailboxes are. */
  mailDomains: readonly string[]
  /** The product lines that there are to love. */
  lines: readonly string[]
}

/** Of all newcomers, those who were told by a member. */
const INVITED = 0.18
/** Of those, they who live with that member. */
const SAME_HOUSEHOLD = 0.04
/** Among members from the first weeks, then a few each day. */
const FOUNDERS = 0.25
const FOUNDING_DAYS = 21
/** How much longer the tail of frequent buyers is than a bell curve's. */
const FREQUENCY_SPREAD = 0.85
/** Of all who join, those who come to stay; the others drift away after some weeks or months. */
const FAITHFUL = 0.45
const DRIFT_DAYS = 95
/** Nobody shops more often. */
const VISITS_PER_DAY_MAX = 0.6

/** People of all kinds, the same for the same seed: heavy-tailed in how often they come, faithful or not. */
export function inventPeople(input: People): Person[] {
  const people: Person[] = []
  const joinDays = daysOfJoining(input)
  for (let number = 0; number < input.count; number++) {
    people.push(inventPerson(number, joinDays[number] as Day, people, input))
  }
  return scaleTo(people, input)
}

function daysOfJoining({ count, seed, from, days }: People): Day[] {
  const draws = drawsOf(seed, 1)
  const joins = Array.from({ length: count }, (_, i) =>
    i < count * FOUNDERS ? from + draws.below(FOUNDING_DAYS) : from + draws.below(Math.max(1, days - 10)),
  )
  return joins.sort((a, b) => a - b)
}

function inventPerson(number: number, joinsOn: Day, others: Person[], input: People) {
  const { seed, from, days, lines, consenting, mailDomains } = input
  const draws = drawsOf(seed, 2, number)
  const firstName = draws.pick(FIRST_NAMES)
  const lastName = draws.pick(LAST_NAMES)
  const friend = draws.happens(INVITED) ? friendAmong(others, joinsOn, draws) : undefined
  const staysDays = draws.happens(FAITHFUL) ? days : 7 - DRIFT_DAYS * Math.log(1 - draws.share())
  return {
    number,
    firstName,
    lastName,
    email: `${firstName}.${lastName}.${number}@${draws.pick(mailDomains)}`.toLowerCase(),
    address: friend && draws.happens(SAME_HOUSEHOLD) ? friend.address : inventAddress(draws, number),
    browser: `browser-${seed}-${number}`,
    joinsOn,
    leavesOn: Math.min(joinsOn + Math.ceil(staysDays), from + days),
    visitsPerDay: Math.exp(FREQUENCY_SPREAD * draws.normal()),
    morePacks: 0.1 + 0.35 * draws.share(),
    loves: draws.pick(lines),
    looksAtRewards: 0.06 + 0.26 * draws.share(),
    changesMind: 0.04,
    consents: draws.happens(consenting),
    invitedBy: friend?.number,
  } satisfies Person
}

/** Of a handful of members who are there by then, the one who comes most often: who likes a thing talks about it. */
function friendAmong(others: Person[], day: Day, draws: Draws): Person | undefined {
  const some = Array.from({ length: 4 }, () => others[draws.below(others.length)])
  const there = some.filter(one => one !== undefined && one.joinsOn < day && day < one.leavesOn) as Person[]
  return there.sort((a, b) => b.visitsPerDay - a.visitsPerDay)[0]
}

/** An address that nobody else has. */
export function inventAddress(draws: Draws, number: number): Person['address'] {
  const town = draws.pick(TOWNS)
  return { line1: `${1 + number} ${draws.pick(STREETS)}`, ...town, country: 'US' }
}

/** Makes them come as often as it takes to buy so many packs. */
function scaleTo(people: Person[], { packs, from, days }: People): Person[] {
  const bought = (factor: number) =>
    people.reduce((sum, { visitsPerDay, morePacks, joinsOn, leavesOn }) => {
      const there = Math.max(0, Math.min(leavesOn, from + days) - joinsOn - 1)
      return sum + 1 + (Math.min(VISITS_PER_DAY_MAX, visitsPerDay * factor) * there) / (1 - morePacks)
    }, 0)
  let [low, high] = [0, 1]
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2
    if (bought(middle) < packs) low = middle
    else high = middle
  }
  return people.map(one => ({ ...one, visitsPerDay: Math.min(VISITS_PER_DAY_MAX, one.visitsPerDay * low) }))
}

/** Where people have their mailboxes. */
export const MAIL_PROVIDERS = ['gmail.com', 'outlook.com', 'icloud.com', 'yahoo.com', 'proton.me']

const TOWNS = [
  { city: 'Hudson', state: 'NY', postal_code: '12534' },
  { city: 'Kingston', state: 'NY', postal_code: '12401' },
  { city: 'Beacon', state: 'NY', postal_code: '12508' },
  { city: 'Albany', state: 'NY', postal_code: '12207' },
  { city: 'New Paltz', state: 'NY', postal_code: '12561' },
  { city: 'Brooklyn', state: 'NY', postal_code: '11215' },
  { city: 'Jersey City', state: 'NJ', postal_code: '07302' },
  { city: 'Great Barrington', state: 'MA', postal_code: '01230' },
]

const STREETS = ['Mill Street', 'Warren Street', 'Orchard Road', 'River Road', 'Union Avenue', 'Fair Street']

const FIRST_NAMES = (
  'Maya Theo Ines Jonah Priya Caleb Rosa Dmitri Anika Marcus Lena Omar Willa Felix Nadia Hugo Tess Ravi Clara Amos ' +
  'Iris Mateo June Silas Noor Wyatt Esme Kofi Greta Leon Yara Dante Alma Rufus Mina Otis Selma Ezra Lucia Bram'
).split(' ')

const LAST_NAMES = (
  'Okafor Lindqvist Reyes Hart Iyer Marsh Delgado Novak Bell Osei Winter Haddad Stone Park Rossi Bauer Flynn Gupta ' +
  'Moreau Quinn Sato Vance Weiss Abrams Castillo Dunn Ellery Fontaine Grady Holm Ibarra Jensen Kaplan Lowe Mori Nash'
).split(' ')
