import { Problem } from '../../platform/errors.ts'
import type { LabelPlan, Line } from './arrange-label.ts'
import { modulesPath } from './draw-code.ts'
import type { PrintedCode } from './read-codes.ts'
import { bottomMargin, MM, type Place, type Stock } from './stocks.ts'

type Document = PDFKit.PDFDocument

/** Fonts that every reader of PDF has. */
const CODE_FONT = 'Courier-Bold'
const CAPTION_FONT = 'Helvetica'
/** How much of a line's size is above its base line. */
const ASCENT = 0.75
const FOOTER_PT = 7
/** What most printers leave white at the edge, and the line itself. */
const FOOTER_ROOM = 8 * MM

/** Draws a label with its upper left corner at a place of the page. Throws a Problem when the brand's name is too long. */
export function drawLabel(
  document: Document,
  at: Place,
  plan: LabelPlan,
  label: { code: PrintedCode; matrix: boolean[][]; brandName: string | undefined },
): void {
  const { code, matrix, brandName } = label
  const { qr, captions } = plan
  const quiet = (qr.side - matrix.length * qr.module) / 2
  const corner = { x: at.x + qr.x + quiet, y: at.y + qr.y + quiet }
  document.addContent(modulesPath(matrix, { ...corner, module: qr.module }))
  drawLine(document, CODE_FONT, at, plan.code, code.typed)
  const texts = [brandName, `No. ${code.serial}`].filter(text => text !== undefined)
  const lines = captions.length === 1 ? [texts.join(' · ')] : texts
  for (const [i, text] of lines.entries()) {
    const line = captions[captions.length - lines.length + i] as Line
    if (!drawLine(document, CAPTION_FONT, at, line, text)) throw tooLong(text)
  }
}

/** Says in the margin below the labels which page this is, where there is one. */
export function drawFooter(document: Document, stock: Stock, text: string): void {
  const margin = bottomMargin(stock)
  if (margin < FOOTER_ROOM) return
  const { width, height } = stock.paper
  const y = height - margin + (FOOTER_ROOM - FOOTER_PT) / 2 - FOOTER_PT / 2
  const line: Line = { x: 0, y, width, size: FOOTER_PT, align: 'center' }
  drawLine(document, CAPTION_FONT, { x: 0, y: 0 }, line, text)
}

/** Writes a text on its line; answers whether it had the room. */
function drawLine(document: Document, font: string, at: Place, line: Line, text: string): boolean {
  document.font(font).fontSize(line.size)
  const free = line.width - document.widthOfString(text)
  if (free < -0.01) return false
  const x = at.x + line.x + (line.align === 'center' ? free / 2 : 0)
  document.text(text, x, at.y + line.y + ASCENT * line.size, { lineBreak: false, baseline: 'alphabetic' })
  return true
}

const tooLong = (text: string) =>
  new Problem(400, 'label_too_small', `“${text}” does not fit the label`, {
    detail: 'Shorten --brand-name, or take a larger label.',
  })
