import type { Command } from 'commander'
import { systemClock } from '../platform/clock.ts'
import { type Config, readConfig } from '../platform/config.ts'
import { examine, fail, type NamedFinding, ok } from '../platform/doctor/index.ts'
import { SetupError } from '../platform/errors.ts'
import { customerIoCheck } from './customer-io-check.ts'
import { interruptible } from './interruption.ts'
import { mailCheck } from './mail-check.ts'
import { commandLog, commonOptions } from './open-platform.ts'
import { outboxCheck } from './outbox-check.ts'
import { wrap } from './table.ts'
import { columns, harmless, isTerminal, say, sayJson, styled } from './terminal.ts'

export function addDoctor(program: Command) {
  program
    .command('doctor')
    .description('check the installation, and say what is wrong and what to do; changes nothing')
    .addHelpText('after', '\nExample: npm run -s synergy -- doctor || echo "not healthy"')
    .action(async (_options: object, command: Command) => {
      const { json } = commonOptions(command)
      const findings: NamedFinding[] = []
      await interruptible(async interrupted => {
        for await (const finding of diagnose(command)) {
          interrupted.throwIfAborted()
          findings.push(finding)
          if (!json) sayFinding(finding)
        }
      })
      const healthy = findings.every(finding => finding.status !== 'fail')
      if (json) sayJson({ healthy, checks: findings })
      else say(summary(findings))
      if (!healthy) process.exitCode = 1
    })
}

async function* diagnose(command: Command): AsyncGenerator<NamedFinding> {
  let config: Config
  try {
    config = readConfig()
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    yield { name: 'settings', ...fail(error.message, 'Correct it; the rest is looked at after that.') }
    return
  }
  yield { name: 'settings', ...ok('readable') }
  yield* examine(config, {
    clock: systemClock,
    log: commandLog(commonOptions(command)),
    more: [customerIoCheck, outboxCheck, mailCheck],
  })
}

const STYLES = { ok: 'green', warn: 'yellow', fail: 'red', skipped: 'dim' } as const
const INDENT = 23

function sayFinding({ status, name, found, advice }: NamedFinding) {
  const head = `${styled(STYLES[status], status)}${' '.repeat(9 - status.length)}${name.padEnd(INDENT - 9)}`
  const text = harmless(advice === undefined ? found : `${found.replace(/\.$/, '')}. ${advice}`)
  // A pipe gets one line for each check, for grep.
  const [first = '', ...rest] = isTerminal() ? wrap(text, columns() - INDENT) : [text]
  say(head + first)
  for (const line of rest) say(' '.repeat(INDENT) + line)
}

function summary(findings: NamedFinding[]): string {
  const count = (status: NamedFinding['status']) => findings.filter(one => one.status === status).length
  const parts = [`${count('ok')} ok`, `${count('warn')} to look at`, `${count('fail')} wrong`]
  if (count('skipped') > 0) parts.push(`${count('skipped')} skipped`)
  return `\n${parts.join(', ')}`
}
