import type { Command } from 'commander'
import { stringify } from 'csv-stringify/sync'
import { Problem } from '../platform/errors.ts'
import { activateBatch, createCodes } from '../scanning/index.ts'
import { brandUrl } from '../tenancy/index.ts'
import { findBrand } from './find-brand.ts'
import { commonOptions, withPlatform } from './open-platform.ts'
import { readCount } from './read-option.ts'
import { pour, remark } from './terminal.ts'

interface Options {
  brand: string
  sku: string
  count: number
  lot?: string
  activate?: boolean
}

const ROWS_PER_WRITE = 5_000
const PROGRESS_STEP = 25_000

export function addCodesCreate(codes: Command) {
  codes
    .command('create')
    .description('make a batch of codes and print them as CSV: code, serial, url')
    .requiredOption('--brand <slug>', 'whose codes they are')
    .requiredOption('--sku <sku>', 'the product that the packs hold')
    .requiredOption('--count <n>', 'how many, up to 1,000,000', readCount)
    .option('--lot <number>', 'the lot that the packs are from')
    .option('--activate', 'let them be claimed at once, instead of when `codes activate` says so')
    .addHelpText(
      'after',
      `
The plain codes exist only in what is printed: the database keeps a keyed hash.

Example:
  npm run -s synergy -- codes create --brand fernwood --sku MOSS-35 --count 5000 --lot L-7 > codes.csv`,
    )
    .action((options: Options, command: Command) => create(options, command))
}

async function create(options: Options, command: Command) {
  const asJson = commonOptions(command).json ?? false
  await withPlatform(command, async (platform, interrupted) => {
    const brand = await findBrand(platform, options.brand)
    const url = await brandUrl(platform, brand.id, platform.config.port)
    const { batchId, codes: made } = await createCodes(platform, brand.id, {
      sku: options.sku,
      count: options.count,
      ...(options.lot === undefined ? {} : { lotNumber: options.lot }),
      onProgress(done) {
        // Thrown inside the transaction: none of them is kept.
        interrupted.throwIfAborted()
        if (done % PROGRESS_STEP === 0)
          remark(`${grouped(done)} of ${grouped(options.count)} codes are made.`)
      },
    })
    remark(`Batch ${batchId}: ${grouped(made.length)} codes for ${options.sku}.`)
    const isWritten = await printCodes({ batchId, made, url, asJson }, interrupted)
    // Only what has left this process whole may be claimed: half a file would be codes that nobody can print.
    if (!isWritten) throw unread(batchId, brand.slug)
    if (options.activate) await activateBatch(platform, brand.id, batchId)
    remark(options.activate ? 'It is active.' : activation(batchId, brand.slug))
  })
}

const grouped = (count: number) => count.toLocaleString('en-US')

const activation = (batchId: string, slug: string) =>
  `It can be claimed after: npm run -s synergy -- codes activate ${batchId} --brand ${slug}`

const unread = (batchId: string, slug: string) =>
  new Problem(409, 'codes_not_read', 'Not every code was read', {
    detail: `The batch is not active. Void it, and make another: npm run -s synergy -- codes void ${batchId} --brand ${slug} --reason "not printed"`,
  })

/** Prints the codes at the reader's speed. Answers false when not all were read: the reader went, or we must. */
async function printCodes(
  batch: { batchId: string; made: string[]; url: string; asJson: boolean },
  interrupted: AbortSignal,
) {
  const { batchId, made, url, asJson } = batch
  const head = asJson ? `{"batch_id":"${batchId}","codes":[\n` : 'code,serial,url\n'
  let isRead = await pour(head)
  for (let start = 0; isRead && !interrupted.aborted && start < made.length; start += ROWS_PER_WRITE) {
    const rows = made.slice(start, start + ROWS_PER_WRITE).map((code, i) => {
      return { code, serial: start + i + 1, url: `${url}/s/${code}` }
    })
    const isLast = start + rows.length === made.length
    isRead = await pour(
      asJson
        ? rows.map(row => JSON.stringify(row)).join(',\n') + (isLast ? '\n]}\n' : ',\n')
        : stringify(rows, { escape_formulas: true }),
    )
  }
  return isRead && !interrupted.aborted
}
