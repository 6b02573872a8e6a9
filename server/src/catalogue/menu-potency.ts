import type { ProductForm } from './menu-product.ts'
import { isSoldByStrength } from './menu-size.ts'

export type Potency = { percent: number | null; mg: number | null }

export type PotencyReading = { thc: Potency; cbd: Potency; notes: string[] }

type Cells = { thc: string[]; cbd: string[]; thcUnit: Unit; cbdUnit: Unit }
export type Unit = 'percent' | 'mg' | null

const EMPTY = /^(?:n\/?a|nd|none|-+|<.*|not[ _]applicable)?$/i
const MOST_MG = 100_000

/** Tells strength from the potency cells and the name; a number that cannot be one is left out with a note. */
export function readPotency(
  name: string,
  strengthMg: number | null,
  cells: Cells,
  form: ProductForm,
): PotencyReading {
  const notes: string[] = []
  if (form === 'accessory' || form === 'apparel') return { thc: none(), cbd: none(), notes }
  const thc = merge(labelled(name, 'thc'), fromCells(cells.thc, 'thc', cells.thcUnit, form, notes))
  const cbd = merge(labelled(name, 'cbd'), fromCells(cells.cbd, 'cbd', cells.cbdUnit, form, notes))
  if (thc.percent === null && form !== 'edible') thc.percent = barePercent(name, cbd)
  if (strengthMg !== null) addStrength(name, strengthMg, thc, cbd, notes)
  for (const [word, potency] of [
    ['THC', thc],
    ['CBD', cbd],
  ] as const) {
    if (potency.percent !== null) notes.push(`${word} ${potency.percent}%.`)
    if (potency.mg !== null) notes.push(`${word} ${potency.mg}mg.`)
  }
  return { thc, cbd, notes }
}

/** The unit that a column's own name gives to plain numbers ("THC %", "thc_mg"). */
export function unitOfColumn(column: string | undefined): Unit {
  if (column === undefined) return null
  if (/%|percent|pct/i.test(column)) return 'percent'
  return /(?:^|[^a-z])mg(?:$|[^a-z])|milligram/i.test(column) ? 'mg' : null
}

/** Milligrams without a label are THC, as the trade has it, unless the name speaks of CBD alone. */
function addStrength(name: string, mg: number, thc: Potency, cbd: Potency, notes: string[]): void {
  if (/\bcbd\b/i.test(name) && !/\bthc\b|\d:\d/i.test(name)) cbd.mg ??= mg
  else if (thc.mg === null) thc.mg = mg
  else if (thc.mg !== mg) {
    notes.push(`The name says ${mg}mg and the potency column ${thc.mg}mg; ${mg}mg was kept.`)
    thc.mg = mg
  }
}

function fromCells(
  texts: string[],
  which: 'thc' | 'cbd',
  unit: Unit,
  form: ProductForm,
  notes: string[],
): Potency {
  const text = texts.find(cell => !EMPTY.test(cell.trim()))
  if (text === undefined) return none()
  const named = labelled(text, which)
  if (named.percent !== null || named.mg !== null) return named
  const match = /^(?:thc|cbd|total|:|\s)*(\d[\d.,]*|[.,]\d+)\s*(%|mg|milligrams)?\s*(?:thc|cbd)?$/i.exec(
    text.trim(),
  )
  const value = match?.[1] === undefined ? Number.NaN : toNumber(match[1])
  const shown = match?.[2] === undefined ? null : match[2] === '%' ? 'percent' : 'mg'
  const meant = shown ?? unit ?? (isSoldByStrength(form) ? 'mg' : 'percent')
  const potency = meant === 'percent' ? { percent: value, mg: null } : { percent: null, mg: value }
  if (isBelievable(potency)) return potency
  notes.push(`The potency "${text.slice(0, 40)}" could not be read.`)
  return none()
}

function labelled(text: string, which: 'thc' | 'cbd'): Potency {
  const number = String.raw`(?<![\d.,])(\d{1,3}(?:,\d{3})+|\d+(?:[.,]\d+)?|[.,]\d+)`
  const after = new RegExp(String.raw`(?<![:/])\b${which}a?\b\s*:?\s*${number}\s?(%|mg\b)`, 'i').exec(text)
  const before = new RegExp(String.raw`${number}\s?(%|mg)\s*(?:of\s)?(?:total\s)?${which}a?\b`, 'i').exec(
    text,
  )
  const potency = none()
  for (const match of labelsComeFirst(text) ? [after] : [before, after]) {
    if (match?.[1] === undefined) continue
    const key = match[2] === '%' ? 'percent' : 'mg'
    potency[key] ??= toNumber(match[1])
  }
  return isBelievable(potency) ? potency : none()
}

/** "THC: 21% CBD: 1%" and "21% THC 1% CBD" hold the same numbers next to other labels. */
function labelsComeFirst(text: string): boolean {
  const label = text.search(/(?:thc|cbd)a?\b\s*:?\s*[\d.,]+\s?(?:%|mg)/i)
  const amount = text.search(/\d\s?(?:%|mg)\s*(?:of\s)?(?:total\s)?(?:thc|cbd)/i)
  return label >= 0 && (amount < 0 || label < amount)
}

/** A percentage in a name that names no cannabinoid is THC. */
function barePercent(name: string, cbd: Potency): number | null {
  const match = /(?<![\d.,])(\d{1,2}(?:[.,]\d+)?)\s?%(?!\s*(?:cb[dgnc]|off))/i.exec(name)
  const value = match?.[1] === undefined ? null : toNumber(match[1])
  return value === cbd.percent ? null : value
}

function isBelievable({ percent, mg }: Potency): boolean {
  const ok = (value: number | null, most: number) => value === null || (value >= 0 && value <= most)
  return ok(percent, 100) && ok(mg, MOST_MG)
}

function merge(first: Potency, second: Potency): Potency {
  return { percent: first.percent ?? second.percent, mg: first.mg ?? second.mg }
}

function none(): Potency {
  return { percent: null, mg: null }
}

function toNumber(text: string): number {
  return Number(/^\d{1,3}(?:,\d{3})+$/.test(text) ? text.replaceAll(',', '') : text.replace(',', '.'))
}
