import type { Command } from 'commander'
import { glanceAtBrands, readStatus } from '../customerio/index.ts'
import { findBrand } from './find-brand.ts'
import { commonOptions, withPlatform } from './open-platform.ts'
import { describeOutbox, glanceRow, NEWS } from './outbox-sentences.ts'
import { type Column, layOut } from './table.ts'
import { columns, say, sayJson } from './terminal.ts'

/** Of all brands together; and of one brand in each of its sixteen lanes. */
const GLANCED_MOST = 200_000
const COUNTED_MOST = 100_000
const LANES_SHOWN = 5

export function addOutboxStatus(outbox: Command) {
  outbox
    .command('status')
    .description(
      'what waits for Customer.io, how fast it leaves and what is in its way; of one brand, or of all',
    )
    .option('--brand <slug>', 'of this brand, with its deepest lanes')
    .addHelpText(
      'after',
      `
Examples:
  npm run -s synergy -- outbox status
  npm run -s synergy -- outbox status --brand fernwood --json`,
    )
    .action((options: { brand?: string }, command: Command) =>
      options.brand === undefined ? showAll(command) : showOne(options.brand, command),
    )
}

async function showOne(slug: string, command: Command) {
  const { status, now } = await withPlatform(command, async platform => {
    const brand = await findBrand(platform, slug)
    const now = platform.clock()
    const status = await platform.db.transaction(brand.id, tx => readStatus(tx, now, COUNTED_MOST))
    return { status, now }
  })
  if (commonOptions(command).json) return sayJson({ brand: slug, ...status })
  for (const line of describeOutbox(status, now, LANES_SHOWN)) say(line)
}

const COLUMNS: Column[] = [
  { title: 'brand' },
  { title: 'waiting', align: 'right' },
  { title: 'oldest', align: 'right' },
  { title: 'dead', align: 'right' },
  { title: 'requests/s', align: 'right' },
  { title: NEWS, flexible: true },
]

async function showAll(command: Command) {
  const { brands, now } = await withPlatform(command, async platform => ({
    brands: await glanceAtBrands(platform.db, GLANCED_MOST),
    now: platform.clock(),
  }))
  if (commonOptions(command).json) return sayJson({ brands })
  if (brands.length === 0) return say('There is no brand yet; make one with `brands create`.')
  const rows = brands.map(brand => glanceRow(brand, now))
  for (const line of layOut(COLUMNS, rows, columns())) say(line)
}
