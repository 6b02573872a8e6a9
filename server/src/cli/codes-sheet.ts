import { type Command, Option } from 'commander'
import { interruptible } from './interruption.ts'
import { commonOptions } from './open-platform.ts'
import { readCount } from './read-option.ts'
import { ERROR_CORRECTIONS, type ErrorCorrection } from './sheet/draw-code.ts'
import { describeStock, labelsPerPage, STOCKS, type Stock } from './sheet/stocks.ts'
import { remark, say, sayJson } from './terminal.ts'

interface Options {
  from: string
  out: string
  stock: string
  startAt: number
  brandName?: string
  errorCorrection: ErrorCorrection
  force?: boolean
}

const PROGRESS_STEP = 5_000

export function addCodesSheet(codes: Command) {
  codes
    .command('sheet')
    .description('make a PDF of labels from the CSV of a batch, to print and stick on')
    .requiredOption('--from <csv>', 'what `codes create` or the console gave')
    .requiredOption('--out <pdf>', 'the file to make; only its owner may read it')
    .addOption(
      new Option('--stock <name>', 'the labels, below')
        .choices(STOCKS.map(({ name }) => name))
        .default('avery-5160'),
    )
    .option('--start-at <n>', 'the first label that is left on a part-used sheet, row by row', readCount, 1)
    .option('--brand-name <name>', 'printed on each label, above its serial')
    .addOption(
      new Option('--error-correction <level>', 'how much of a code may be damaged: 7, 15, 25 or 30 %')
        .choices(ERROR_CORRECTIONS)
        .default('M'),
    )
    .option('--force', 'overwrite the file')
    .addHelpText(
      'after',
      `
Stocks:
${STOCKS.map(stock => `  ${describeStock(stock)}`).join('\n')}

Each label has the QR code, what can be typed instead of it, and the serial; a PIN is never on it. Print at 100 %,
without "fit to page"; hold the first page, on plain paper, against the labels before the rest.

Example:
  npm run -s synergy -- codes sheet --from codes.csv --out sheet.pdf --stock l7160 --brand-name Fernwood`,
    )
    .action((options: Options, command: Command) => makeSheet(options, command))
}

async function makeSheet(options: Options, command: Command) {
  const stock = STOCKS.find(({ name }) => name === options.stock) as Stock
  // Only here: no other command has to wait for the PDF library.
  const { writeSheet } = await import('./sheet/write-sheet.ts')
  let told = 0
  const { pages, labels, moduleMm } = await interruptible(interrupted =>
    writeSheet({
      ...options,
      stock,
      brandName: options.brandName?.trim() || undefined,
      force: options.force ?? false,
      interrupted,
      onProgress(done) {
        if (done < told + PROGRESS_STEP) return
        told = done - (done % PROGRESS_STEP)
        remark(`${grouped(done)} labels are drawn.`)
      },
    }),
  )
  const module = moduleMm.toFixed(2)
  const { out, errorCorrection } = options
  if (commonOptions(command).json) {
    return sayJson({
      out,
      stock: stock.name,
      labels,
      pages,
      error_correction: errorCorrection,
      module_mm: Number(module),
    })
  }
  say(
    `${out}: ${grouped(labels)} labels on ${grouped(pages)} pages of ${stock.name}, ${labelsPerPage(stock)} a page; modules of ${module} mm, error correction ${errorCorrection}.`,
  )
}

const grouped = (count: number) => count.toLocaleString('en-US')
