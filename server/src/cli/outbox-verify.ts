import type { Command } from 'commander'
import { type OutboxVerdict, verifyOutbox } from '../customerio/index.ts'
import { findBrand, listBrandKeys } from './find-brand.ts'
import { commonOptions, withPlatform } from './open-platform.ts'
import { say, sayJson } from './terminal.ts'

export function addOutboxVerify(outbox: Command) {
  outbox
    .command('verify')
    .description(
      'read every event of the outbox: each is in exactly one state, and as that state has it to be',
    )
    .option('--brand <slug>', 'of this brand alone')
    .addHelpText(
      'after',
      '\nEnds with 1 when something is not as it has to be.\n\nExample: npm run -s synergy -- outbox verify',
    )
    .action(async (options: { brand?: string }, command: Command) => {
      const verdicts = await withPlatform(command, async (platform, interrupted) => {
        const brands =
          options.brand === undefined
            ? await listBrandKeys(platform)
            : [await findBrand(platform, options.brand)]
        const all: ({ brand: string } & OutboxVerdict)[] = []
        for (const { id, slug } of brands) {
          all.push({ brand: slug, ...(await verifyOutbox(platform, id, interrupted)) })
        }
        return all
      })
      if (verdicts.some(({ faults }) => faults.length > 0)) process.exitCode = 1
      if (commonOptions(command).json) return sayJson({ brands: verdicts })
      for (const verdict of verdicts) for (const line of describe(verdict)) say(line)
    })
}

function describe({ brand, rows, states, faults }: { brand: string } & OutboxVerdict): string[] {
  const counts = Object.entries(states).map(([state, count]) => `${count.toLocaleString('en-US')} ${state}`)
  return [
    `${brand}: ${rows.toLocaleString('en-US')} events, ${counts.join(', ')}`,
    ...faults.map(one => `  ${one.rows.toLocaleString('en-US')} x ${one.fault}, such as ${one.example}`),
  ]
}
