import { existsSync } from 'node:fs'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setImmediate } from 'node:timers/promises'
import PDFDocument from 'pdfkit'
import { invalid, Problem } from '../../platform/errors.ts'
import { arrangeLabel } from './arrange-label.ts'
import { type ErrorCorrection, encodeAddress } from './draw-code.ts'
import { drawFooter, drawLabel } from './draw-label.ts'
import { type PrintedCode, readCodes } from './read-codes.ts'
import { labelsPerPage, MM, placeOf, type Stock } from './stocks.ts'

export interface SheetInput {
  /** The CSV of a batch. */
  from: string
  out: string
  stock: Stock
  /** The first label of the first page that is still there, from 1. */
  startAt: number
  brandName: string | undefined
  errorCorrection: ErrorCorrection
  /** Overwrites what `out` holds. */
  force: boolean
  interrupted: AbortSignal
  /** Told before each page but the first. */
  onProgress?(labels: number): void
  /** False for tests, which read what is drawn. */
  compress?: boolean
}

export interface Sheet {
  pages: number
  labels: number
  /** The side of a module on the label where it is smallest. */
  moduleMm: number
}

/** More waits in memory only for a page. */
const WAITING_BYTES = 4 * 1024 * 1024
/** What the built-in fonts have. */
const WRITABLE = /^[\x20-\x7e\xa0-\xff]*$/

/**
 * Writes a PDF with a label for each code of a batch's CSV. It gets its name when it is whole: whatever ends this before
 * leaves no part of it, and what was there before as it was. Throws a Problem for what cannot be printed.
 */
export async function writeSheet(input: SheetInput): Promise<Sheet> {
  const { from, out } = input
  requirePrintable(input)
  requireFree(input)
  const csv = await open(from)
  const partial = join(dirname(out), `.${basename(out)}.${process.pid}.part`)
  try {
    const file = await create(partial, out)
    const sheet = await writePages(file, input, readCodes(csv.createReadStream()))
    await rename(partial, out)
    return sheet
  } finally {
    await csv.close().catch(() => {})
    await rm(partial, { force: true })
  }
}

function requirePrintable({ stock, startAt, brandName = '' }: SheetInput): void {
  const last = labelsPerPage(stock)
  if (startAt > last) {
    throw invalid([{ field: '--start-at', message: `${stock.name} has ${last} labels a page.` }])
  }
  if (!WRITABLE.test(brandName)) {
    throw invalid([{ field: '--brand-name', message: 'has characters that the built-in fonts have not.' }])
  }
}

function requireFree({ from, out, force }: SheetInput): void {
  if (resolve(from) === resolve(out)) {
    throw new Problem(409, 'file_exists', 'The sheet would overwrite its codes', {
      detail: 'They are kept nowhere else. Name another file with --out.',
    })
  }
  if (!existsSync(out) || force) return
  throw new Problem(409, 'file_exists', `${out} exists already`, {
    detail: 'Name another file, or overwrite it with --force.',
  })
}

/** Whoever has the sheet has the codes: nobody but its owner reads it. */
function create(partial: string, out: string): Promise<FileHandle> {
  return open(partial, 'w', 0o600).catch(error => {
    throw new Problem(400, 'file_not_writable', `${out} cannot be written`, { detail: `${error.message}.` })
  })
}

async function writePages(
  file: FileHandle,
  input: SheetInput,
  codes: AsyncIterable<PrintedCode>,
): Promise<Sheet> {
  const { width, height } = input.stock.paper
  const document = new PDFDocument({
    autoFirstPage: false,
    compress: input.compress ?? true,
    size: [width, height],
    margin: 0,
    info: { Title: `Labels on ${input.stock.name}` },
  })
  const written = pipeline(document, file.createWriteStream())
  // Looked at below, which may be after it has failed.
  written.catch(() => {})
  try {
    const sheet = await draw(document, input, codes, async () => {
      input.interrupted.throwIfAborted()
      while (!document.destroyed && document.readableLength > WAITING_BYTES) await setImmediate()
      if (document.destroyed) await written
    })
    document.end()
    await written
    return sheet
  } catch (error) {
    document.destroy(error as Error)
    await written.catch(() => {})
    throw error
  }
}

async function draw(
  document: PDFKit.PDFDocument,
  { stock, startAt, brandName, errorCorrection, onProgress }: SheetInput,
  codes: AsyncIterable<PrintedCode>,
  mayGoOn: () => Promise<void>,
): Promise<Sheet> {
  const sheet: Sheet = { pages: 0, labels: 0, moduleMm: Number.POSITIVE_INFINITY }
  let index = startAt - 1
  let serials = { first: 0, last: 0 }
  const endPage = () =>
    drawFooter(document, stock, `Page ${sheet.pages}, No. ${serials.first} to ${serials.last}`)

  for await (const code of codes) {
    const isFirst = sheet.pages === 0
    if (isFirst || index === labelsPerPage(stock)) {
      await mayGoOn()
      if (!isFirst) {
        endPage()
        onProgress?.(sheet.labels)
        index = 0
      }
      document.addPage()
      sheet.pages++
      serials = { first: code.serial, last: code.serial }
    }
    const matrix = encodeAddress(code.url, errorCorrection)
    const plan = arrangeLabel(stock, matrix.length)
    drawLabel(document, placeOf(stock, index), plan, { code, matrix, brandName })
    serials.last = code.serial
    sheet.moduleMm = Math.min(sheet.moduleMm, plan.qr.module / MM)
    sheet.labels++
    index++
  }
  endPage()
  return sheet
}
