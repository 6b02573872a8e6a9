import type { MenuField } from './menu-columns.ts'
import { type MenuTable, openMenu } from './menu-format.ts'
import { knownMakers, nameMaker } from './menu-makers.ts'
import type { MenuProduct } from './menu-product.ts'
import type { MenuRecord } from './menu-records.ts'
import { type RowCells, readRow } from './menu-row.ts'
import { formatCents } from './money.ts'

const MOST_FIELD_CHARACTERS = 10_000

export type MenuRow = {
  /** The physical line of the file on which the record starts, from 1. */
  line: number
  name: string
  outcome: 'product' | 'duplicate' | 'rejected'
  product?: MenuProduct
  notes: string[]
  /** For a duplicate: the line whose product it repeats. */
  duplicate_of?: number
}

export type MenuTotals = {
  rows: number
  products: number
  duplicates: number
  rejected: number
  /** Of the products, how many show each of these. */
  with_form: number
  with_strain_type: number
  with_size: number
  with_potency: number
}

export type MenuImport = {
  encoding: MenuTable['encoding']
  delimiter: string
  /** For each recognised field the names of the columns it is read from, the best first. */
  columns: Partial<Record<MenuField, string[]>>
  rows: MenuRow[]
  totals: MenuTotals
}

export type MenuOptions = { columns?: Record<string, string> }

type Kept = { line: number; product: MenuProduct }

/**
 * Decides what each line of a menu becomes: a product with a stable SKU, a duplicate of an earlier line or a
 * rejected line, each with notes in plain sentences. Touches nothing; throws MenuFormatError when the file as a
 * whole is no menu, and never because of one line.
 */
export function parseMenu(input: Buffer, options: MenuOptions = {}): MenuImport {
  const table = openMenu(input, options.columns)
  const byKey = new Map<string, Kept>()
  const bySku = new Map<string, Kept>()
  const rows = table.records.map(record => readRecord(record, table, byKey, bySku))
  addKnownMakers(rows)
  const columns: MenuImport['columns'] = {}
  for (const [field, positions] of Object.entries(table.columns)) {
    columns[field as MenuField] = positions.map(at => table.header[at] ?? '')
  }
  return { encoding: table.encoding, delimiter: table.delimiter, columns, rows, totals: countTotals(rows) }
}

function readRecord(
  record: MenuRecord,
  table: MenuTable,
  byKey: Map<string, Kept>,
  bySku: Map<string, Kept>,
): MenuRow {
  const { line } = record
  const cells = cellsOf(record, table)
  const problem = refuseRecord(record, table)
  const reading = readRow(cells, record.damaged)
  if (problem !== null) return { line, name: reading.name, outcome: 'rejected', notes: [problem] }
  if ('problem' in reading) {
    return {
      line,
      name: reading.name,
      outcome: 'rejected',
      notes: [reading.problem, ...reading.notes, ...describeWidth(record, table)],
    }
  }
  const { name, product, key, sku_given, notes } = reading
  const first = byKey.get(key)
  if (first) {
    if (sku_given && isOtherName(first.product.name, product.name)) {
      const note = `SKU ${product.sku} is already that of "${first.product.name}" on line ${first.line}.`
      return { line, name, outcome: 'rejected', notes: [note] }
    }
    return {
      line,
      name,
      outcome: 'duplicate',
      duplicate_of: first.line,
      notes: [describeDuplicate(first, product)],
    }
  }
  const clash = bySku.get(product.sku)
  if (clash) {
    const note = `Its SKU ${product.sku} is already taken by line ${clash.line}; give this product a SKU of its own.`
    return { line, name, outcome: 'rejected', notes: [note] }
  }
  byKey.set(key, { line, product })
  bySku.set(product.sku, { line, product })
  return { line, name, outcome: 'product', product, notes }
}

function cellsOf(record: MenuRecord, table: MenuTable): RowCells {
  const cells: RowCells = {}
  for (const [field, positions] of Object.entries(table.columns)) {
    cells[field as MenuField] = positions
      .map(at => ({ text: record.fields[at] ?? '', column: table.header[at] ?? '' }))
      .filter(cell => cell.text.trim() !== '')
  }
  return cells
}

function refuseRecord({ fields }: MenuRecord, { header }: MenuTable): string | null {
  if (fields.every((field, at) => field.trim() === (header[at] ?? '')))
    return 'The line repeats the column names.'
  if (fields.some(field => field.length > MOST_FIELD_CHARACTERS)) {
    return `A field is longer than ${MOST_FIELD_CHARACTERS.toLocaleString('en-US')} characters.`
  }
  if (fields.slice(header.length).some(field => field.trim() !== '')) {
    return `The line has ${fields.length} fields where the header has ${header.length}; a text that holds the separator needs quotes around it.`
  }
  return null
}

/** A line of another width than the header often explains why a cell was not what its column promised. */
function describeWidth({ fields }: MenuRecord, { header }: MenuTable): string[] {
  if (fields.length === header.length) return []
  return [`The line has ${fields.length} fields where the header has ${header.length}.`]
}

function isOtherName(a: string, b: string): boolean {
  const plain = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
  return plain(a) !== plain(b)
}

function describeDuplicate(first: Kept, product: MenuProduct): string {
  const kept = formatCents(first.product.msrp_cents)
  if (first.product.msrp_cents === product.msrp_cents) return `The same product as line ${first.line}.`
  return `The same product as line ${first.line} at another price (${formatCents(product.msrp_cents)}); ${kept} from line ${first.line} was kept.`
}

function addKnownMakers(rows: MenuRow[]): void {
  const makers = knownMakers(rows.flatMap(row => row.product?.product_line ?? []))
  for (const { product, notes } of rows) {
    if (!product || product.product_line !== null) continue
    const maker = nameMaker(product.name, makers)
    if (maker === null) continue
    product.product_line = maker
    notes.push(`Maker ${maker}, because the name begins with it and other lines name it.`)
  }
}

function countTotals(rows: MenuRow[]): MenuTotals {
  const products = rows.flatMap(row => row.product ?? [])
  const count = (test: (product: MenuProduct) => boolean) => products.filter(test).length
  return {
    rows: rows.length,
    products: products.length,
    duplicates: rows.filter(row => row.outcome === 'duplicate').length,
    rejected: rows.filter(row => row.outcome === 'rejected').length,
    with_form: count(product => product.form !== 'other'),
    with_strain_type: count(product => product.strain_type !== null),
    with_size: count(product => product.size_label !== null),
    with_potency: count(hasPotency),
  }
}

function hasPotency(product: MenuProduct): boolean {
  const { potency_thc_percent, potency_thc_mg, potency_cbd_percent, potency_cbd_mg } = product
  return [potency_thc_percent, potency_thc_mg, potency_cbd_percent, potency_cbd_mg].some(
    value => value !== null,
  )
}
