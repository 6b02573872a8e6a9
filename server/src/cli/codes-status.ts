import type { Command } from 'commander'
import { listBatches, readAlerts, readBatchDetail } from '../scanning/index.ts'
import { describeAlert, describeBatch, stateOf } from './batch-sentences.ts'
import { findBrand } from './find-brand.ts'
import { commonOptions, withPlatform } from './open-platform.ts'
import { readId } from './read-option.ts'
import { type Column, layOut } from './table.ts'
import { columns, say, sayJson, styled } from './terminal.ts'

const NEWEST = 50

export function addCodesStatus(codes: Command) {
  codes
    .command('status')
    .description(
      'how far a batch is: state, claims, refused scans, and who waits for it; or the newest batches',
    )
    .argument('[batch]', 'the id that `codes create` printed', readId)
    .requiredOption('--brand <slug>', 'whose batch it is')
    .addHelpText(
      'after',
      `
Examples:
  npm run -s synergy -- codes status --brand fernwood
  npm run -s synergy -- codes status 0197d2a4-5b1c-7e3f-9a80-1c2d3e4f5a6b --brand fernwood`,
    )
    .action((batchId: string | undefined, options: { brand: string }, command: Command) =>
      batchId === undefined ? showAll(options.brand, command) : showOne(batchId, options.brand, command),
    )
}

async function showOne(batchId: string, slug: string, command: Command) {
  const { batch, alerts, timeZone } = await withPlatform(command, async platform => {
    const { id, timeZone } = await findBrand(platform, slug)
    return platform.db.transaction(id, async tx => ({
      batch: await readBatchDetail(tx, batchId),
      alerts: await readAlerts(tx, batchId),
      timeZone,
    }))
  })
  const [alert] = alerts
  if (commonOptions(command).json) return sayJson({ ...batch, alert: alert ?? null })
  for (const line of describeBatch(batch, timeZone)) say(line)
  if (alert) say(styled('yellow', describeAlert(alert, timeZone)))
}

const COLUMNS: Column[] = [
  { title: 'batch' },
  { title: 'product', flexible: true },
  { title: 'lot' },
  { title: 'codes', align: 'right' },
  { title: 'claimed', align: 'right' },
  { title: 'state' },
]

async function showAll(slug: string, command: Command) {
  const { batches, alerts, timeZone } = await withPlatform(command, async platform => {
    const { id, timeZone } = await findBrand(platform, slug)
    return platform.db.transaction(id, async tx => ({
      batches: await listBatches(tx, { after: undefined, limit: NEWEST }),
      alerts: await readAlerts(tx),
      timeZone,
    }))
  })
  if (commonOptions(command).json) return sayJson({ batches, alerts })
  if (batches.length === 0) return say('There is no batch yet; make one with `codes create`.')
  const rows = batches.map(batch => [
    batch.id,
    batch.sku,
    batch.lot_number ?? '',
    batch.code_count.toLocaleString('en-US'),
    batch.claimed.toLocaleString('en-US'),
    stateOf(batch),
  ])
  for (const line of layOut(COLUMNS, rows, columns())) say(line)
  for (const alert of alerts) say(styled('yellow', describeAlert(alert, timeZone)))
}
