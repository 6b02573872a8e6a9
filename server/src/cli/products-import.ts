import { readFile } from 'node:fs/promises'
import { type Command, InvalidArgumentError } from 'commander'
import {
  type ImportReport,
  importProducts,
  MenuFormatError,
  type MenuRow,
  readColumnMap,
} from '../catalogue/index.ts'
import { findBrand } from './find-brand.ts'
import { commonOptions, withPlatform } from './open-platform.ts'
import { layOut, wrap } from './table.ts'
import { columns, harmless, say, sayJson, styled } from './terminal.ts'

interface Options {
  brand: string
  map?: Record<string, string>
  dryRun?: boolean
  quiet?: boolean
}

export function addProductsImport(products: Command) {
  products
    .command('import <csv>')
    .description('bring the catalogue up to a menu, line by line; the same file again changes nothing')
    .requiredOption('--brand <slug>', 'whose products they are')
    .option(
      '--map <field=column,…>',
      'say which column holds which field, where it is not recognised',
      readMap,
    )
    .option('--dry-run', 'report what would happen, and write nothing')
    .option('--quiet', 'print only the summary')
    .addHelpText(
      'after',
      `
Example:
  npm run -s synergy -- products import menu.csv --brand fernwood --map price=priceRec --dry-run`,
    )
    .action(async (file: string, options: Options, command: Command) => {
      const content = await readFile(file)
      const { report, currency } = await withPlatform(command, async platform => {
        const brand = await findBrand(platform, options.brand)
        const settings = { dryRun: options.dryRun ?? false, ...(options.map ? { columns: options.map } : {}) }
        return {
          report: await importProducts(platform, brand.id, content, settings),
          currency: brand.currencyCode,
        }
      })
      if (commonOptions(command).json) return sayJson(report)
      if (!options.quiet) for (const row of report.rows) sayRow(row, currency)
      saySummary(report)
    })
}

function readMap(text: string): Record<string, string> {
  try {
    return readColumnMap(text)
  } catch (error) {
    if (error instanceof MenuFormatError) throw new InvalidArgumentError(error.message)
    throw error
  }
}

const LINE_WIDTH = 6
const OUTCOME_WIDTH = 9
const NOTE_INDENT = ' '.repeat(LINE_WIDTH + 2)
const STYLES = { product: 'green', duplicate: 'yellow', rejected: 'red' } as const

function sayRow({ line, name, outcome, product, notes }: MenuRow, currency: string) {
  const shown = harmless(product?.name ?? name) || '(no name)'
  const facts = product ? ` · ${money(product.msrp_cents, currency)} · ${product.form} · ${product.sku}` : ''
  say(
    `${String(line).padStart(LINE_WIDTH)}  ${styled(STYLES[outcome], outcome.padEnd(OUTCOME_WIDTH))}  ${shown}`,
  )
  if (facts) say(`${NOTE_INDENT}${facts.slice(3)}`)
  for (const note of notes) {
    for (const part of wrap(harmless(note), columns() - NOTE_INDENT.length)) {
      say(NOTE_INDENT + styled('dim', part))
    }
  }
}

const money = (cents: number, currency: string) =>
  new Intl.NumberFormat('en-US', { style: 'currency', currency }).format(cents / 100)

function saySummary({ totals, written, columns: read, encoding, delimiter }: ImportReport) {
  const counts: [string, number][] = [
    ['lines', totals.rows],
    ['products', totals.products],
    ['duplicates', totals.duplicates],
    ['rejected', totals.rejected],
    ['with a form', totals.with_form],
    ['with a strain type', totals.with_strain_type],
    ['with a size', totals.with_size],
    ['with a potency', totals.with_potency],
    ...(written ? Object.entries(written) : []),
  ]
  const fields = Object.entries(read).map(([field, from]) => `${field} from ${from.join(', ')}`)
  say()
  say(`Read as ${encoding}, separated by ${JSON.stringify(delimiter)}:`)
  for (const line of wrap(harmless(fields.join('; ')), columns() - 2)) say(`  ${line}`)
  const table = counts.map(([what, count]) => [what, count.toLocaleString('en-US')])
  for (const line of layOut([{ title: '' }, { title: '', align: 'right' }], table, columns())) {
    if (line) say(`  ${line}`)
  }
  if (!written) say('A dry run: nothing was written.')
}
