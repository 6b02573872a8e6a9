import type { Command } from 'commander'
import { pauseOutbox, resumeOutbox, setCeiling } from '../customerio/index.ts'
import { commonOptions, withPlatform } from './open-platform.ts'
import { administratorOf } from './operator-options.ts'
import { readCount } from './read-option.ts'
import { say, sayJson } from './terminal.ts'

/** What somebody orders about a brand's delivery: pause, resume, rate. */
export function addOutboxOrders(outbox: Command) {
  outbox
    .command('pause')
    .description('send nothing more after the requests under way; what waits is kept, for ever if need be')
    .requiredOption('--brand <slug>', 'whose events')
    .requiredOption('--because <text>', 'why, for those who ask later')
    .addHelpText(
      'after',
      '\nExample: npm run -s synergy -- outbox pause --brand fernwood --because "A campaign mails everybody twice"',
    )
    .action(async (options: { brand: string; because: string }, command: Command) => {
      const orders = await withPlatform(command, async platform =>
        pauseOutbox(platform, await administratorOf(platform, options.brand), options.because),
      )
      if (commonOptions(command).json) return sayJson({ brand: options.brand, ...orders })
      say(`${options.brand} sends nothing more until \`outbox resume\`.`)
    })

  outbox
    .command('resume')
    .description('send again, at once')
    .requiredOption('--brand <slug>', 'whose events')
    .addHelpText('after', '\nExample: npm run -s synergy -- outbox resume --brand fernwood')
    .action(async (options: { brand: string }, command: Command) => {
      const orders = await withPlatform(command, async platform =>
        resumeOutbox(platform, await administratorOf(platform, options.brand)),
      )
      if (commonOptions(command).json) return sayJson({ brand: options.brand, ...orders })
      say(`${options.brand} sends again.`)
    })

  outbox
    .command('rate')
    .description(
      'how many requests a second may leave at most; the rate itself follows what Customer.io answers',
    )
    .requiredOption('--brand <slug>', 'whose events')
    .requiredOption(
      '--ceiling <count>',
      'requests a second, 1 to 1,000; each has up to 100 operations',
      readCount,
    )
    .addHelpText('after', '\nExample: npm run -s synergy -- outbox rate --brand fernwood --ceiling 40')
    .action(async (options: { brand: string; ceiling: number }, command: Command) => {
      const orders = await withPlatform(command, async platform =>
        setCeiling(platform, await administratorOf(platform, options.brand), options.ceiling),
      )
      if (commonOptions(command).json) return sayJson({ brand: options.brand, ...orders })
      say(`${options.brand} sends at most ${orders.ceiling} requests a second.`)
    })
}
