import { chooseColumns, listColumns, type MenuColumns, recogniseColumns } from './menu-columns.ts'
import { decodeMenu, type MenuText } from './menu-encoding.ts'
import { MenuFormatError } from './menu-format-error.ts'
import { limitRows, type MenuRecord, readFirstRecords, readRecords } from './menu-records.ts'
import { parsePrice } from './money.ts'

const DELIMITERS = [',', ';', '\t', '|']
/** Exports put titles, dates and `sep=;` above the header, but not more than this. */
const HEADER_WITHIN = 20

export type MenuTable = {
  encoding: MenuText['encoding']
  delimiter: string
  header: string[]
  columns: MenuColumns
  records: MenuRecord[]
}

type Layout = { delimiter: string; header: string[]; columns: MenuColumns; line: number }

/**
 * Opens a menu in whatever dialect of CSV it was exported: encoding, delimiter, header and columns are found out.
 * Throws MenuFormatError when it is no table or has no column for the name or the price.
 */
export function openMenu(input: Buffer, chosen: Record<string, string> = {}): MenuTable {
  const { text, encoding } = decodeMenu(input)
  if (text.trim() === '') throw new MenuFormatError('empty', 'The file is empty.')
  const layout = findLayout(text, chosen)
  const { header, columns, delimiter } = layout
  requireColumns(header, columns)
  const isRow = rowTest(header, columns)
  const records = readRecords(text, delimiter, isRow).filter(
    record => record.line > layout.line && !isBlank(record),
  )
  limitRows(records)
  if (records.length === 0) {
    throw new MenuFormatError(
      'empty',
      `The file has column names (${listColumns(header)}) but no products below them.`,
    )
  }
  return { encoding, delimiter, header, columns, records }
}

function findLayout(text: string, chosen: Record<string, string>): Layout {
  const layouts = DELIMITERS.map(delimiter => bestHeader(text, delimiter, chosen))
  const found = layouts
    .filter(layout => layout !== null)
    .sort((a, b) => score(b, chosen) - score(a, chosen))[0]
  if (!found) throw new MenuFormatError('empty', 'The file is empty.')
  // Applied last, so that a wrong word in the choice is reported against the header that was found.
  return { ...found, columns: chooseColumns(found.header, chosen) }
}

function bestHeader(text: string, delimiter: string, chosen: Record<string, string>): Layout | null {
  const rows = readFirstRecords(text, delimiter, HEADER_WITHIN).filter(record => !isBlank(record))
  const layouts = rows.map(({ fields, line }) => ({
    delimiter,
    header: fields.map(field => field.trim()),
    columns: recogniseColumns(fields),
    line,
  }))
  return layouts.sort((a, b) => score(b, chosen) - score(a, chosen) || a.line - b.line)[0] ?? null
}

/** A header is the line with most known columns; name and price count most, because nothing works without them. */
function score({ header, columns }: Layout, chosen: Record<string, string>): number {
  const wanted = Object.values(chosen).filter(column => header.includes(column.trim())).length
  const needed = (columns.name ? 1 : 0) + (columns.price ? 1 : 0) + wanted
  const width = Math.min(header.length, 90) / 100
  return needed * 100 + Object.keys(columns).length + width
}

function requireColumns(header: string[], columns: MenuColumns): void {
  const seen = `The file has: ${listColumns(header)}.`
  if (Object.keys(columns).length === 0 && header.some(looksLikeData)) {
    throw new MenuFormatError('no_header', `The first line holds data instead of column names. ${seen}`)
  }
  if (!columns.name) {
    throw new MenuFormatError(
      'no_name_column',
      `No column holds the product name; say which with --map name=column. ${seen}`,
    )
  }
  if (!columns.price) {
    throw new MenuFormatError(
      'no_price_column',
      `No column holds the price; say which with --map price=column. ${seen}`,
    )
  }
}

function looksLikeData(cell: string): boolean {
  return /^[$€£]?\d[\d.,]*%?$/.test(cell)
}

function rowTest(header: string[], columns: MenuColumns) {
  if (header.length < 3) return () => false
  return (fields: string[]) =>
    fields.length === header.length &&
    (columns.price ?? []).some(at => 'cents' in parsePrice(fields[at] ?? ''))
}

function isBlank(record: MenuRecord): boolean {
  return record.fields.every(field => field.trim() === '')
}
