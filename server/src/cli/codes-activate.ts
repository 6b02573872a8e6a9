import type { Command } from 'commander'
import { activateBatch } from '../scanning/index.ts'
import { findBrand } from './find-brand.ts'
import { commonOptions, withPlatform } from './open-platform.ts'
import { readId } from './read-option.ts'
import { say, sayJson } from './terminal.ts'

export function addCodesActivate(codes: Command) {
  codes
    .command('activate')
    .description('let the codes of a batch be claimed, when its packs ship; again changes nothing')
    .argument('<batch>', 'the id that `codes create` printed', readId)
    .requiredOption('--brand <slug>', 'whose batch it is')
    .addHelpText(
      'after',
      `
Example:
  npm run -s synergy -- codes activate 0197d2a4-5b1c-7e3f-9a80-1c2d3e4f5a6b --brand fernwood`,
    )
    .action(async (batchId: string, options: { brand: string }, command: Command) => {
      await withPlatform(command, async platform => {
        const brand = await findBrand(platform, options.brand)
        await activateBatch(platform, brand.id, batchId)
      })
      if (commonOptions(command).json) return sayJson({ batch_id: batchId, state: 'active' })
      say(`Batch ${batchId} is active.`)
    })
}
