import { ledgerFaults } from '../invariants.ts'
import type { Arena, Outcome } from './arena.ts'

/** What a race showed: what was answered how often, and all that must not be. */
export interface RaceReport {
  requests: number
  winners: number
  answers: Record<string, number>
  /** Answers that said to come again, and were followed. */
  refusals: number
  faults: string[]
}

const FAULTS_SHOWN = 20

/** Counts words. */
export const countOf = (words: string[]): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(words, word => word)].map(([word, all]) => [word, all.length]))

/** A word for an answer: what it says of itself when it is 200, else its code. */
export const wordOf = ({ status, body }: Outcome, said: string): string =>
  status === 200 ? said : `${status} ${body.code}`

/** The faults of the books after a race, each as a line. */
export async function bookFaults({ shop }: Arena): Promise<string[]> {
  return (await ledgerFaults(shop.desk.admin)).map(({ fault, member_id }) => `${fault}: ${member_id}`)
}

/** The report as it is printed. */
export function describeRace(
  title: string,
  { requests, winners, answers, refusals, faults }: RaceReport,
): string {
  const said = Object.entries(answers)
    .map(([word, count]) => `${count.toLocaleString('en-US')} ${word}`)
    .join(', ')
  const head = `${title}: ${requests.toLocaleString('en-US')} requests, ${winners.toLocaleString('en-US')} winners (${said}; ${refusals} times too busy at first)`
  if (faults.length === 0) return `${head}; no fault`
  const more = faults.length > FAULTS_SHOWN ? [`… and ${faults.length - FAULTS_SHOWN} more`] : []
  return [`${head}; ${faults.length} faults`, ...faults.slice(0, FAULTS_SHOWN), ...more].join('\n- ')
}
