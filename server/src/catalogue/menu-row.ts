import type { MenuField } from './menu-columns.ts'
import { readForm } from './menu-form.ts'
import { cleanText, displayName, dropStrayQuotes, refuseName, splitMaker } from './menu-name.ts'
import { readPotency, unitOfColumn } from './menu-potency.ts'
import type { MenuProduct, ProductForm, Reading } from './menu-product.ts'
import { isSoldByStrength, labelSize, readSize, type SizeReading } from './menu-size.ts'
import { identityKey, makeSku } from './menu-sku.ts'
import { hasStrain, readStrainName, readStrainType, stripStrainType } from './menu-strain.ts'
import { readTags } from './menu-tags.ts'
import { type Price, parsePrice } from './money.ts'

/** One cell with the name of its column, which may tell the unit. */
export type Cell = { text: string; column: string }

/** The cells of one line by field, blanks left out, the best column first. */
export type RowCells = Partial<Record<MenuField, Cell[]>>

export type RowReading =
  | { name: string; product: MenuProduct; key: string; sku_given: boolean; notes: string[] }
  | { name: string; problem: string; notes: string[] }

const MOST_UNITS = 500
const MOST_LOOSE_GRAMS = 500

/** Reads one line into a product with notes on what each part was read from, or into the reason why it is none. */
export function readRow(cells: RowCells, damaged: boolean): RowReading {
  const notes = damaged ? ['The quotes on this line do not match; it was read as plain text.'] : []
  const clean = (field: MenuField) =>
    texts(cells, field).map(text => cleanText(damaged ? dropStrayQuotes(text) : text))
  const shown = clean('name')[0] ?? ''
  const price = readPrice(texts(cells, 'price').map(text => (damaged ? dropStrayQuotes(text) : text)))
  const problem = refuseName(shown) ?? ('problem' in price ? price.problem : null)
  if (problem !== null || 'problem' in price)
    return { name: shown.slice(0, 200), problem: problem ?? '', notes }
  if (shown.includes('\ufffd')) notes.push('A character of the name could not be read.')

  const { name, maker, note } = splitMaker(shown, (clean('product_line')[0] ?? '').slice(0, 120))
  if (note) notes.push(note)
  const form = take(readForm(clean('form'), name), notes)
  const strain_type = take(readStrainType(clean('strain_type'), name, form), notes)
  const size = readRowSize(cells, name, form, notes)
  const potency = readPotency(name, size.strength_mg, potencyCells(cells), form)
  notes.push(...potency.notes)

  const size_label = labelSize(size)
  const identity = { maker, words: size.rest, size_label, form, strain_type }
  const given = readGivenSku(clean('sku')[0] ?? '', notes)
  const product: MenuProduct = {
    sku: given ?? makeSku(identity),
    name: displayName(name, form),
    product_line: maker,
    form,
    strain_name: readStrainName(clean('strain_name'), size.rest, form, maker),
    strain_type,
    size_label,
    size_milligrams: size.milligrams,
    unit_count: size.units,
    msrp_cents: price.cents,
    potency_thc_percent: potency.thc.percent,
    potency_thc_mg: potency.thc.mg,
    potency_cbd_percent: potency.cbd.percent,
    potency_cbd_mg: potency.cbd.mg,
    tags: readTags(`${name} ${clean('form').join(' ')}`, form),
  }
  const key = given === null ? identityKey(identity) : given.toUpperCase()
  return { name: shown, product, key, sku_given: given !== null, notes }
}

/** Joins what the size and count columns say with what the name says; the columns win. */
function readRowSize(cells: RowCells, name: string, form: ProductForm, notes: string[]): SizeReading {
  const named = readSize(name, form)
  // The letter comes off after the size, since "3.5 -S" tells that 3.5 is a weight.
  if (hasStrain(form)) named.rest = stripStrainType(named.rest)
  notes.push(...named.notes)
  const column = readSizeCells(cells.size ?? [], form)
  const count = readCount(texts(cells, 'unit_count')[0])
  const size = {
    ...named,
    measure: column?.measure ?? named.measure,
    milligrams: column?.measure ? column.milligrams : named.milligrams,
    units: count ?? column?.units ?? named.units,
    strength_mg: named.strength_mg ?? column?.strength_mg ?? null,
  }
  if (column?.measure && named.measure && column.measure !== named.measure) {
    notes.push(
      `The size column says ${column.measure} and the name ${named.measure}; ${column.measure} was kept.`,
    )
  }
  const priced =
    labelSize(size) === null && form === 'flower' ? readSize(spaced(cells.price?.[0]?.column), form) : null
  if (priced?.measure) {
    notes.push(`Size ${priced.measure}, from the name of the price column.`)
    return { ...size, measure: priced.measure, milligrams: priced.milligrams }
  }
  const label = labelSize(size)
  if (label !== null) notes.push(`Size ${label}, from the ${column ? 'size column' : 'name'}.`)
  else if (hasStrain(form)) notes.push('The line shows no size.')
  return size
}

function spaced(column = ''): string {
  return column.replace(/_/g, ' ')
}

function readSizeCells(cells: Cell[], form: ProductForm): SizeReading | null {
  for (const { text, column } of cells) {
    const clean = cleanText(text)
    const reading = readSize(withUnit(clean, column, form), form)
    if (reading.measure !== null || reading.units !== null || reading.strength_mg !== null) return reading
  }
  return null
}

/** A bare number in a size column is grams where the form is weighed, unless the column names another unit. */
function withUnit(text: string, column: string, form: ProductForm): string {
  if (/^1\/[248]$/.test(text)) return `${text} oz`
  if (!/^(?:\d+(?:[.,]\d+)?|[.,]\d+)$/.test(text)) return text
  const unit = /(?:^|[^a-z])(mg|oz|ml|g)(?:$|[^a-z])/i.exec(column)?.[1]?.toLowerCase()
  if (unit) return `${text}${unit}`
  const weighed =
    !isSoldByStrength(form) && hasStrain(form) && Number(text.replace(',', '.')) <= MOST_LOOSE_GRAMS
  return weighed || /gram/i.test(column) ? `${text}g` : text
}

function readCount(text: string | undefined): number | null {
  const count = /^(\d{1,3})(?:\.0+)?\s*(?:pk|packs?|ct|count|pcs?|pieces?|each|x)?$/i.exec(
    text?.trim() ?? '',
  )?.[1]
  const units = Number(count ?? 0)
  return units >= 1 && units <= MOST_UNITS ? units : null
}

function potencyCells(cells: RowCells) {
  return {
    thc: texts(cells, 'potency_thc'),
    cbd: texts(cells, 'potency_cbd'),
    thcUnit: unitOfColumn(cells.potency_thc?.[0]?.column),
    cbdUnit: unitOfColumn(cells.potency_cbd?.[0]?.column),
  }
}

/** The first column that holds a price counts; where none does, the best column's fault is reported. */
function readPrice(cells: string[]): Price {
  const prices = cells.map(parsePrice)
  return prices.find(price => 'cents' in price) ?? prices[0] ?? parsePrice('')
}

function readGivenSku(text: string, notes: string[]): string | null {
  if (text === '') return null
  if (/^[\w.:/#+-][\w .:/#+-]{0,63}$/.test(text)) {
    notes.push(`SKU ${text}, from its column.`)
    return text
  }
  notes.push(`"${text.slice(0, 40)}" cannot be a SKU; one was made.`)
  return null
}

function texts(cells: RowCells, field: MenuField): string[] {
  return (cells[field] ?? []).map(cell => cell.text)
}

function take<T>(reading: Reading<T>, notes: string[]): T {
  if (reading.note) notes.push(reading.note)
  return reading.value
}
