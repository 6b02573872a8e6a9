import { bold, dim, green, red } from '../steps.mjs'
import { faultsOf, isClaimed, type Row, states } from './read-scorecard.ts'
import type { Outcome } from './run-commands.ts'

export type Verdict = { row: Row; passed: boolean | undefined; why: string }

/** Whether what a row claims holds: by the row itself, then by its commands; undefined where nothing is claimed. */
export function judge(row: Row, outcomes: ReadonlyMap<string, Pick<Outcome, 'passed' | 'how'>>): Verdict {
  const faults = faultsOf(row)
  if (faults.length > 0) return { row, passed: false, why: faults.join('; ') }
  if (!isClaimed(row)) return { row, passed: undefined, why: row.figure }
  const failed = row.commands.find(command => !outcomes.get(command)?.passed)
  if (failed === undefined) return { row, passed: true, why: row.commands.join(', ') }
  return { row, passed: false, why: `${failed}: ${outcomes.get(failed)?.how ?? 'not run'}` }
}

const stateWidth = Math.max(...states.map(state => state.length))

/** The scorecard as one reads it on a terminal, and below it how many rows are in which state. */
export function tableOf(verdicts: Verdict[]): string {
  const lines = verdicts.map(({ row, passed, why }) => {
    const mark = passed === undefined ? dim('-   ') : passed ? green('pass') : red('FAIL')
    return `${row.id.padEnd(7)} ${row.state.padEnd(stateWidth)}  ${mark}  ${dim(why)}`.trimEnd()
  })
  return [...lines, '', summaryOf(verdicts)].join('\n')
}

function summaryOf(verdicts: Verdict[]): string {
  const counts = states.map(state => {
    const count = verdicts.filter(({ row }) => row.state === state).length
    return `${count} ${state}`
  })
  const failed = verdicts.filter(({ passed }) => passed === false).length
  const end = failed === 0 ? green('every claim holds') : red(`${failed} do not hold`)
  return `${bold(`${verdicts.length} rows`)}: ${counts.join('; ')}. ${end}`
}
