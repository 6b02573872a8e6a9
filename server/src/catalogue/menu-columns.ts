import { MenuFormatError } from './menu-format-error.ts'

export const MENU_FIELDS = [
  'name',
  'price',
  'product_line',
  'form',
  'strain_type',
  'strain_name',
  'size',
  'unit_count',
  'potency_thc',
  'potency_cbd',
  'sku',
] as const

export type MenuField = (typeof MENU_FIELDS)[number]

/** For each field the positions of the columns that may hold it, the best first. */
export type MenuColumns = Partial<Record<MenuField, number[]>>

/** What shops call each field, normalised, the most exact name first: a later column fills an earlier blank. */
const COLUMN_NAMES: Record<MenuField, string[]> = {
  name: listed(
    'product name|item name|name|product title|product|item|title|menu item|menu title|nombre|producto',
  ),
  price: listed(
    'msrp|list price|retail price|regular price|full price|price|unit price|price rec|rec price|adult use price|retail|price usd|usd|price each|price unit|base price|default price|amount|cost|precio|price med|med price|sale price|special price',
  ),
  product_line: listed(
    'brand|brand name|product brand|product line|maker|manufacturer|producer|grower|cultivator|line|company|marca|vendor|vendor name|supplier',
  ),
  form: listed(
    'product form|form|product category|category|category name|master category|product type|type|subcategory|sub category|product subcategory|subtype|department|class|group|categoria|tipo',
  ),
  strain_type: listed(
    'strain type|product strain type|tipo de cepa|strain class|lineage|species|classification|dominance|genetics|effect type|strain|type|variety',
  ),
  strain_name: listed('strain name|strain|cultivar|variety|cepa'),
  size: listed(
    'size|package size|pack size|unit size|product size|net weight|weight|unit weight|weight g|weight grams|grams|volume|variant|option|unit of measure|unit|uom|tamano|peso',
  ),
  unit_count: listed(
    'unit count|units per pack|pack count|pack quantity|pieces|pcs|piece count|count|pack|servings per pack|servings',
  ),
  potency_thc: listed(
    'thc percent|thc|total thc|thc content|thc potency|thc mg|thc potency percent|potency thc|potency thc percent|potency|strength|thc dosage|dosage|thca',
  ),
  potency_cbd: listed(
    'cbd percent|cbd|total cbd|cbd content|cbd potency|cbd mg|potency cbd|potency cbd percent|cbda',
  ),
  sku: listed(
    'sku|product sku|item sku|sku number|item number|item no|product code|item code|plu|upc|barcode',
  ),
}

const FIELD_ALIASES: Record<string, MenuField> = {
  brand: 'product_line',
  maker: 'product_line',
  category: 'form',
  type: 'form',
  msrp: 'price',
  strain: 'strain_name',
  weight: 'size',
  quantity: 'unit_count',
  potency: 'potency_thc',
  thc: 'potency_thc',
  cbd: 'potency_cbd',
}

/** Finds which columns of a header hold which field; columns that say nothing known are left out. */
export function recogniseColumns(header: string[]): MenuColumns {
  const names = header.map(normaliseColumn)
  const columns: MenuColumns = {}
  for (const field of MENU_FIELDS) {
    const known = COLUMN_NAMES[field]
    const order = names.map(name => Math.max(known.indexOf(name), known.indexOf(withoutUnit(name))))
    const found = order.flatMap((place, at) => (place >= 0 ? [at] : []))
    if (found.length === 0 && field === 'price') found.push(...columnsLikePrice(names))
    if (found.length === 0 && field === 'name') found.push(...columnsInsteadOfName(names))
    found.sort((a, b) => (order[a] ?? 0) - (order[b] ?? 0) || a - b)
    if (found.length > 0) columns[field] = found
  }
  return columns
}

/** Puts the operator's own choice of columns over the recognised ones; throws MenuFormatError for unknown words. */
export function chooseColumns(header: string[], chosen: Record<string, string>): MenuColumns {
  const columns = recogniseColumns(header)
  const names = header.map(normaliseColumn)
  for (const [field, column] of Object.entries(chosen)) {
    const exact = header.findIndex(seen => seen.trim() === column.trim())
    const at = exact >= 0 ? exact : names.indexOf(normaliseColumn(column))
    if (at < 0) {
      throw new MenuFormatError(
        'unknown_column',
        `There is no column "${column}" for ${field}. The file has: ${listColumns(header)}.`,
      )
    }
    columns[readField(field)] = [at]
  }
  return columns
}

/** Reads `field=column,field=column` as the command line takes it; throws MenuFormatError when it cannot be one. */
export function readColumnMap(text: string): Record<string, string> {
  const chosen: Record<string, string> = {}
  for (const pair of text.split(',').filter(part => part.trim() !== '')) {
    const equals = pair.indexOf('=')
    const field = readField(equals < 0 ? pair : pair.slice(0, equals))
    const column = equals < 0 ? '' : pair.slice(equals + 1).trim()
    if (column === '')
      throw new MenuFormatError('unknown_column', `"${pair.trim()}" names no column; write ${field}=column.`)
    chosen[field] = column
  }
  return chosen
}

/** Names the columns seen, for a message that shows the operator what there was to choose from. */
export function listColumns(header: string[]): string {
  const seen = header.map(name => name.trim()).filter(name => name !== '')
  const shown = seen.slice(0, 30).map(name => `"${name.slice(0, 40)}"`)
  return seen.length > shown.length
    ? `${shown.join(', ')} and ${seen.length - shown.length} more`
    : shown.join(', ')
}

function readField(text: string): MenuField {
  const field = normaliseColumn(text).replaceAll(' ', '_')
  const known =
    MENU_FIELDS.find(name => name === field) ??
    (Object.hasOwn(FIELD_ALIASES, field) ? FIELD_ALIASES[field] : undefined)
  if (known) return known
  throw new MenuFormatError(
    'unknown_field',
    `"${text.trim()}" is no field of a product. Fields are: ${MENU_FIELDS.join(', ')}.`,
  )
}

/** Last resort: a column that speaks of a price, unless it is what the shop itself paid. */
function columnsLikePrice(names: string[]): number[] {
  return names.flatMap((name, at) =>
    /\b(?:price|precio|prix|preis)\b/.test(name) &&
    !/\b(?:wholesale|cost|type|category|tier|note)\b/.test(name)
      ? [at]
      : [],
  )
}

/** Some menus of plants list the strain and nothing else; a description is better than no name. */
function columnsInsteadOfName(names: string[]): number[] {
  const at = ['strain name', 'strain', 'cultivar', 'description']
    .map(name => names.indexOf(name))
    .find(at => at >= 0)
  return at === undefined ? [] : [at]
}

function withoutUnit(name: string): string {
  return name.replace(/ (?:g|mg|oz|ml|grams?|usd|percent)$/, '')
}

function normaliseColumn(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/%/g, ' percent ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

function listed(names: string): string[] {
  return names.split('|')
}
