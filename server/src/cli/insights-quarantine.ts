import type { Command } from 'commander'
import { listQuarantined } from '../customerio/index.ts'
import { findBrand } from './find-brand.ts'
import { commonOptions, withPlatform } from './open-platform.ts'
import { type Column, layOut } from './table.ts'
import { columns, say, sayJson } from './terminal.ts'

const NEWEST = 50
const COLUMNS: Column[] = [
  { title: 'webhook' },
  { title: 'received' },
  { title: 'bytes', align: 'right' },
  { title: 'why' },
  { title: 'begins with', flexible: true },
]

export function addInsightsQuarantine(insights: Command) {
  insights
    .command('quarantine')
    .description(`the newest ${NEWEST} webhooks that were signed but could not be read`)
    .requiredOption('--brand <slug>', 'whose webhooks')
    .addHelpText(
      'after',
      `
Most often a marketer's template is not JSON. Mend it in Customer.io; what it sends from then on is read by itself.

Example: npm run -s synergy -- insights quarantine --brand fernwood`,
    )
    .action(async (options: { brand: string }, command: Command) => {
      const rows = await withPlatform(command, async platform => {
        const brand = await findBrand(platform, options.brand)
        return platform.db.transaction(brand.id, tx => listQuarantined(tx, { limit: NEWEST }))
      })
      if (commonOptions(command).json) return sayJson({ items: rows })
      if (rows.length === 0) return say('Nothing is set aside.')
      const cells = rows.map(({ id, received_at, body_bytes, note, body }) => [
        id,
        received_at.toISOString().slice(0, 16),
        body_bytes.toLocaleString('en-US'),
        note,
        body,
      ])
      for (const line of layOut(COLUMNS, cells, columns())) say(line)
    })
}
