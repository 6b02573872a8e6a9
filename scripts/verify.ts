import { mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { parseArgs } from 'node:util'
import { bold, dim, green, red } from './steps.mjs'
import { judge, tableOf } from './verify/print-table.ts'
import { faultsOf, isClaimed, readScorecard, rowsOfSection } from './verify/read-scorecard.ts'
import { runCommands } from './verify/run-commands.ts'

const usage = `npm run verify                   runs what the scorecard, docs/requirements.md, claims, and prints it
npm run verify -- --section 3    the rows P3.* only; R for the promises R1 to R12
npm run verify -- --list         prints the table without running anything

Each distinct command of the rows that claim to be met runs once, in 15 minutes at most in all; logs in .cache/verify.
Ends with 1 when a command fails, or when a row claims to be met and names none.`

const scorecard = 'docs/requirements.md'
const logFolder = '.cache/verify'

process.chdir(dirname(import.meta.dirname))
try {
  const { values } = parseArgs({
    options: {
      help: { type: 'boolean', short: 'h' },
      section: { type: 'string' },
      list: { type: 'boolean', default: false },
    },
  })
  if (values.help) console.log(usage)
  else process.exitCode = await verify(values.section, values.list)
} catch (error) {
  console.error(red((error as Error).message))
  process.exitCode = 2
}

async function verify(section: string | undefined, isListOnly: boolean): Promise<number> {
  const all = readScorecard(readFileSync(scorecard, 'utf8'))
  const rows = section === undefined ? all : rowsOfSection(all, section)
  if (rows.length === 0) throw new Error(`${scorecard} has no row of section ${section}.`)
  if (isListOnly) {
    for (const { id, state, commands } of rows)
      console.log(`${id.padEnd(7)} ${state}  ${dim(commands.join(', '))}`)
    return 0
  }

  const commands = rows
    .filter(row => isClaimed(row) && faultsOf(row).length === 0)
    .flatMap(row => row.commands)
  mkdirSync(logFolder, { recursive: true })
  console.log(bold(`Commands to run: ${new Set(commands).size}`))
  const outcomes = await runCommands(commands, logFolder, (command, { passed, how, logFile }) => {
    console.log(
      `${passed ? green('✓') : red('✗')} ${command} ${dim(how)}${passed ? '' : ` (see ${logFile})`}`,
    )
  })
  const verdicts = rows.map(row => judge(row, outcomes))
  console.log(`\n${tableOf(verdicts)}`)
  return verdicts.every(({ passed }) => passed !== false) ? 0 : 1
}
