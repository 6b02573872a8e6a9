import type { Address } from '../members/index.ts'

/** Words that are written in more than one way, as the shortest of them. */
const SHORT: Readonly<Record<string, string>> = {
  alley: 'aly',
  avenue: 'ave',
  av: 'ave',
  boulevard: 'blvd',
  circle: 'cir',
  court: 'ct',
  drive: 'dr',
  east: 'e',
  highway: 'hwy',
  lane: 'ln',
  north: 'n',
  parkway: 'pkwy',
  place: 'pl',
  plaza: 'plz',
  road: 'rd',
  south: 's',
  square: 'sq',
  street: 'st',
  str: 'st',
  terrace: 'ter',
  west: 'w',
}

/** What only says that a number of a flat follows: `Apt 3`, `Unit 3` and `# 3` are the same door. */
const OF_A_FLAT: ReadonlySet<string> = new Set([
  'apartment',
  'apt',
  'flat',
  'no',
  'number',
  'rm',
  'room',
  'ste',
  'suite',
  'unit',
])

const US_ZIP_DIGITS = 5

/** One spelling for one door: the same for the ways in which people write an address, without the city's name. */
export function householdOf({ line1, line2, postal_code, country }: Address): string {
  const words = plainWords(`${line1} ${line2 ?? ''}`)
    .filter(word => !OF_A_FLAT.has(word))
    .map(word => SHORT[word] ?? word)
  const postal = plainWords(postal_code).join('')
  return [country, country === 'US' ? postal.slice(0, US_ZIP_DIGITS) : postal, ...words].join(' ')
}

/** The same for all doors of a building: number and street, without the flat. */
export function buildingOf({ line1, postal_code, country }: Address): string {
  const words = plainWords(line1)
  const flat = words.findIndex(word => OF_A_FLAT.has(word))
  const line = flat > 0 ? words.slice(0, flat).join(' ') : line1
  return householdOf({ line1: line, postal_code, country, city: '', state: '' })
}

/** Letters and digits, without accents, in lower case. */
const plainWords = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word !== '')
