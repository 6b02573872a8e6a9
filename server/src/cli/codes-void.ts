import type { Command } from 'commander'
import { voidBatch } from '../scanning/index.ts'
import { findBrand } from './find-brand.ts'
import { commonOptions, withPlatform } from './open-platform.ts'
import { readId } from './read-option.ts'
import { say, sayJson } from './terminal.ts'

export function addCodesVoid(codes: Command) {
  codes
    .command('void')
    .description('withdraw a batch for good: what is not claimed yet never can be; again changes nothing')
    .argument('<batch>', 'the id that `codes create` printed', readId)
    .requiredOption('--brand <slug>', 'whose batch it is')
    .option('--reason <text>', 'why, for those who ask later', 'voided on the command line')
    .addHelpText(
      'after',
      `
Example:
  npm run -s synergy -- codes void 0197d2a4-5b1c-7e3f-9a80-1c2d3e4f5a6b --brand fernwood --reason "stolen in transit"`,
    )
    .action(async (batchId: string, options: { brand: string; reason: string }, command: Command) => {
      await withPlatform(command, async platform => {
        const brand = await findBrand(platform, options.brand)
        await voidBatch(platform, brand.id, batchId, options.reason)
      })
      if (commonOptions(command).json) return sayJson({ batch_id: batchId, state: 'void' })
      say(`Batch ${batchId} is void.`)
    })
}
