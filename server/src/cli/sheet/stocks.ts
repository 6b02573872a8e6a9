/** Lengths in points, 72 to the inch, as PDF counts them. */
export const MM = 72 / 25.4
const INCH = 72

/** Where the parts of a label go: the typed form beside the QR code, under it, or under it with all else. */
export type Arrangement = 'beside' | 'under' | 'stacked'

/** A sheet of labels as its maker cuts it. Pitch is from one label's edge to the same edge of the next. */
export interface Stock {
  name: string
  paper: { width: number; height: number }
  columns: number
  rows: number
  label: { width: number; height: number }
  top: number
  left: number
  pitch: { x: number; y: number }
  arrangement: Arrangement
}

export interface Place {
  x: number
  y: number
}

const LETTER = { width: 8.5 * INCH, height: 11 * INCH }
const A4 = { width: 210 * MM, height: 297 * MM }

const inches = (width: number, height: number) => ({ width: width * INCH, height: height * INCH })
const millimetres = (width: number, height: number) => ({ width: width * MM, height: height * MM })

/**
 * The labels that `--stock` names. 5160 and 5167: Avery's Word templates of these numbers (top and side margin,
 * horizontal and vertical pitch in their label options). 22806: the size and count on Avery's package, twelve of 2 in.,
 * with the margins of 5/8 in. that its template has. L7160 and L7651: Avery Zweckform's, as the makers of the same
 * layouts publish them in millimetres (Label Planet LP21/63 and LP65/38).
 */
export const STOCKS: readonly Stock[] = [
  {
    name: 'avery-5160',
    paper: LETTER,
    columns: 3,
    rows: 10,
    label: inches(2.625, 1),
    top: 0.5 * INCH,
    left: 0.1875 * INCH,
    pitch: { x: 2.75 * INCH, y: INCH },
    arrangement: 'under',
  },
  {
    name: 'avery-5167',
    paper: LETTER,
    columns: 4,
    rows: 20,
    label: inches(1.75, 0.5),
    top: 0.5 * INCH,
    left: 0.28125 * INCH,
    pitch: { x: 2.0625 * INCH, y: 0.5 * INCH },
    arrangement: 'beside',
  },
  {
    name: 'avery-22806',
    paper: LETTER,
    columns: 3,
    rows: 4,
    label: inches(2, 2),
    top: 0.625 * INCH,
    left: 0.625 * INCH,
    pitch: { x: 2.625 * INCH, y: (7.75 / 3) * INCH },
    arrangement: 'stacked',
  },
  {
    name: 'l7160',
    paper: A4,
    columns: 3,
    rows: 7,
    label: millimetres(63.5, 38.1),
    top: 15.15 * MM,
    left: 7.25 * MM,
    pitch: { x: 66 * MM, y: 38.1 * MM },
    arrangement: 'under',
  },
  {
    name: 'l7651',
    paper: A4,
    columns: 5,
    rows: 13,
    label: millimetres(38.1, 21.2),
    top: 10.7 * MM,
    left: 4.75 * MM,
    pitch: { x: 40.6 * MM, y: 21.2 * MM },
    arrangement: 'under',
  },
]

export const labelsPerPage = ({ columns, rows }: Stock): number => columns * rows

/** The upper left corner of a label of the sheet, from 0 on, row by row. */
export const placeOf = ({ columns, left, top, pitch }: Stock, index: number): Place => ({
  x: left + (index % columns) * pitch.x,
  y: top + Math.floor(index / columns) * pitch.y,
})

/** The room below the last row of labels. */
export const bottomMargin = ({ paper, rows, label, top, pitch }: Stock): number =>
  paper.height - (top + (rows - 1) * pitch.y + label.height)

/** What a stock is, in a line. */
export function describeStock(stock: Stock): string {
  const { name, paper, label } = stock
  const size = `${(label.width / MM).toFixed(1)} x ${(label.height / MM).toFixed(1)} mm`
  return `${name.padEnd(12)} ${String(labelsPerPage(stock)).padStart(2)} labels of ${size} on ${paper === A4 ? 'A4' : 'letter'}`
}
