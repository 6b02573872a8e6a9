import type { Command } from 'commander'
import { verifyAudit } from '../operators/index.ts'
import { findBrand } from './find-brand.ts'
import { commonOptions, withPlatform } from './open-platform.ts'
import { say, sayJson } from './terminal.ts'

export function addAuditVerify(audit: Command) {
  audit
    .command('verify')
    .description('look whether the audit of a brand is as it was written')
    .requiredOption('--brand <slug>', 'whose audit')
    .addHelpText(
      'after',
      `
Ends with 1 and the number of the first entry that was changed, taken out or added. Newest entries that were taken out
leave no trace but the number: keep what this prints elsewhere, and compare.

Example: npm run -s synergy -- audit verify --brand fernwood`,
    )
    .action(async (options: { brand: string }, command: Command) => {
      const { entries, head, firstBad } = await withPlatform(command, async platform => {
        const brand = await findBrand(platform, options.brand)
        return verifyAudit(platform, brand.id)
      })
      if (firstBad !== null) process.exitCode = 1
      if (commonOptions(command).json) return sayJson({ entries, head, first_bad: firstBad })
      if (firstBad !== null)
        return say(`Entry ${firstBad} is not as it was written; the ${entries} before it are.`)
      say(entries === 0 ? 'There is no entry yet.' : `All ${entries} entries are as they were written.`)
      if (head) say(`The newest: ${head.seq}:${head.hash}`)
    })
}
