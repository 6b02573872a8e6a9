import type { ProductForm } from './menu-product.ts'

/** What a text says about amounts; `rest` is the text without the amounts that were understood. */
export type SizeReading = {
  /** The weight, volume, garment size or measure as a pack shows it. */
  measure: string | null
  milligrams: number | null
  units: number | null
  /** Milligrams that say how strong the product is, where its form is sold by strength. */
  strength_mg: number | null
  rest: string
  notes: string[]
}

const NUMBER = String.raw`(?:\d{1,3}(?:,\d{3})+|\d+(?:[.,]\d+)?|[.,]\d+)`
const UNIT = String.raw`(?:mg|milligrams?|kg|g|gr|gm|grams?|fl\.?\s?oz|oz|ounces?|ml|l)`
const WEIGHT = new RegExp(String.raw`(?<![\p{L}\d.,/:])(${NUMBER})\s?(${UNIT})\b(?!\s?/)`, 'giu')
const MULTIPLE = new RegExp(
  String.raw`(?<![\p{L}\d.,])(\d{1,3})\s?(?:pk|pack|ct)?\s?[x×]\s?(${NUMBER})\s?(mg|gr?|grams?)\b`,
  'iu',
)
const PACK =
  /(?<![\p{L}\d.])[[(]?(\d{1,3})\s?-?\s?(?:pks?|packs?|ct|count|pcs?|pieces?)\b[\])]?|\bpack of (\d{1,3})\b/giu
const FRACTION =
  /(?<!\b(?<![#.])\d\s|[\d./])1\s?\/\s?([248])(?:th|nd)?\s?(?:oz|ounces?)\b|(?<!\b(?<![#.])\d\s|[\d./])1\/(8)th\b|\b(eighth|half (?:oz|ounce)|quarter (?:oz|ounce))\b/iu
const CANNABINOID_AMOUNT =
  /\d\s?mg\s?(?:of\s)?(?:thc|cbd|cbn|cbg|cbc)|(?<![:/])\b(?:thc|cbd|cbn|cbg|cbc)\s?:?\s?\d[\d.,]*\s?mg/giu

/** Flower is sold in the trade's rounded ounces; everything else is weighed. */
const TRADE_OUNCE_MG = 28_000
const OUNCE_MG = 28_349.523125
const MOST_MILLIGRAMS = 500_000

/** Reads weight, volume, count and strength from a name or a size cell, in the way its form is sold. */
export function readSize(text: string, form: ProductForm): SizeReading {
  const reading: SizeReading = {
    measure: null,
    milligrams: null,
    units: null,
    strength_mg: null,
    rest: text,
    notes: [],
  }
  if (form === 'apparel') return readClothes(reading)
  if (form === 'accessory') return readHardware(reading)
  readFraction(reading, form)
  readMultiple(reading, form)
  readPacks(reading)
  readWeights(reading, form)
  if (form === 'flower') readBareWeight(reading)
  reading.rest = tidy(reading.rest)
  return reading
}

/** Whether milligrams say how strong a product of this form is, instead of how much of it there is. */
export function isSoldByStrength(form: ProductForm): boolean {
  return form === 'edible' || form === 'tincture' || form === 'topical' || form === 'other'
}

/** Puts what is known of a size into one label such as `5pk 2.5g` or `10pk 100mg`; null when nothing is. */
export function labelSize(size: Pick<SizeReading, 'measure' | 'units' | 'strength_mg'>): string | null {
  const parts: string[] = []
  if (size.units !== null && size.units > 1) parts.push(`${size.units}pk`)
  if (size.measure !== null) parts.push(size.measure)
  if (size.strength_mg !== null) parts.push(`${size.strength_mg}mg`)
  return parts.join(' ') || null
}

/** Writes milligrams as a pack shows them: `3.5g`, `0.5g`. */
export function formatGrams(milligrams: number): string {
  return `${String(milligrams / 1000)}g`
}

function readFraction(reading: SizeReading, form: ProductForm): void {
  const match = FRACTION.exec(reading.rest)
  if (!match) return
  const word = match[3]?.toLowerCase() ?? ''
  const parts = Number(
    match[1] ?? match[2] ?? (word.startsWith('half') ? 2 : word.startsWith('quarter') ? 4 : 8),
  )
  const ounce = form === 'flower' || form === 'pre_roll' ? TRADE_OUNCE_MG : OUNCE_MG
  reading.milligrams = Math.round(ounce / parts)
  reading.measure = ounce === TRADE_OUNCE_MG ? formatGrams(reading.milligrams) : `1/${parts}oz`
  reading.rest = reading.rest.replace(match[0], ' ')
}

function readMultiple(reading: SizeReading, form: ProductForm): void {
  const match = MULTIPLE.exec(reading.rest)
  if (!match) return
  const [all, count = '', each = '', unit = ''] = match
  const total = toMilligrams(Number(count) * toNumber(each), unit, form)
  if (total > MOST_MILLIGRAMS || total <= 0) return
  reading.units = Number(count)
  if (isSoldByStrength(form) && /^mg$/i.test(unit)) reading.strength_mg = total
  else {
    reading.milligrams = total
    reading.measure = formatGrams(total)
  }
  reading.rest = reading.rest.replace(all, ' ')
}

function readPacks(reading: SizeReading): void {
  for (const match of [...reading.rest.matchAll(PACK)]) {
    const units = Number(match[1] ?? match[2])
    if (units === 0 || (reading.units !== null && reading.units !== units)) continue
    reading.units = units
    reading.rest = reading.rest.replace(match[0], ' ')
  }
}

function readWeights(reading: SizeReading, form: ProductForm): void {
  const searched = reading.rest.replace(CANNABINOID_AMOUNT, found => '_'.repeat(found.length))
  for (const [all, amount = '', written = ''] of [...searched.matchAll(WEIGHT)]) {
    const unit = normaliseUnit(written)
    const value = toNumber(amount)
    if (unit === 'mg' && isSoldByStrength(form)) {
      if (reading.strength_mg !== null && reading.strength_mg !== value) continue
      reading.strength_mg = value
    } else if (unit === 'ml' || unit === 'l' || unit === 'fl oz') {
      reading.measure ??= `${value}${unit}`
    } else {
      const milligrams = toMilligrams(value, unit, form)
      if (milligrams <= 0 || milligrams > MOST_MILLIGRAMS) {
        reading.notes.push(`"${all}" is no believable pack size and was left in the name.`)
        continue
      }
      if (reading.milligrams !== null && !isNear(reading.milligrams, milligrams)) continue
      reading.milligrams ??= milligrams
      reading.measure ??= unit === 'oz' && form !== 'flower' ? `${value}oz` : formatGrams(milligrams)
    }
    reading.rest = reading.rest.replace(all, ' ')
  }
}

/** Flower is often written without the unit ("Haze 3.5 -S"); only the eighth is sure enough to be read so. */
function readBareWeight(reading: SizeReading): void {
  if (reading.milligrams !== null || !/(?:^|\s)3[.,]5(?=\s*(?:$|[-–=]))/.test(reading.rest)) return
  reading.milligrams = 3500
  reading.measure = '3.5g'
  reading.rest = reading.rest.replace(/(^|\s)3[.,]5(?=\s*(?:$|[-–=]))/, '$1')
  reading.notes.push('"3.5" without a unit was read as 3.5g.')
}

function readClothes(reading: SizeReading): SizeReading {
  const match = /(?:^|[-–\s,/(])\(?((?:[2-5]?X{0,3}[SL])|M|small|medium|large|x-large|one size)\)?\s*$/i.exec(
    reading.rest,
  )
  const written = match?.[1]
  if (
    !match ||
    !written ||
    (match.index === 0 && /\p{L}{4}/u.test(reading.rest) && !isSizeWord(reading.rest))
  )
    return reading
  const words: Record<string, string> = {
    SMALL: 'S',
    MEDIUM: 'M',
    LARGE: 'L',
    'X-LARGE': 'XL',
    'ONE SIZE': 'One size',
    XXL: '2XL',
    XXXL: '3XL',
  }
  reading.measure = words[written.toUpperCase()] ?? written.toUpperCase()
  reading.rest = tidy(reading.rest.slice(0, match.index))
  return reading
}

function isSizeWord(text: string): boolean {
  return /^\(?(?:small|medium|large|x-large|one size)\)?$/i.test(text.trim())
}

/** Measures of hardware name the thing itself ("4" ashtray"), so they stay in the rest as well. */
function readHardware(reading: SizeReading): SizeReading {
  readPacks(reading)
  const inches = /(\d+(?:\.\d+)?)\s?(?:"|″|”|''|in\.?(?=\s|$)|inch(?:es)?\b)/i.exec(reading.rest)?.[1]
  const millimetres = /(\d+(?:\.\d+)?)\s?mm\b/i.exec(reading.rest)?.[1]
  const paper = /\b1\s1\/[24]\b|\bking[ -]?sized?(?: slim)?\b|\bshorty\b/i.exec(reading.rest)?.[0]
  const measure = inches
    ? `${inches}"`
    : millimetres
      ? `${millimetres}mm`
      : paper?.toLowerCase().replace(/king.?sized?/, 'king size')
  reading.measure = measure ?? null
  reading.rest = tidy(reading.rest)
  return reading
}

function normaliseUnit(unit: string): string {
  const plain = unit.toLowerCase().replace(/[.\s]/g, '')
  if (plain.startsWith('floz')) return 'fl oz'
  if (plain.startsWith('m') && plain !== 'ml') return 'mg'
  if (plain.startsWith('o')) return 'oz'
  return plain.startsWith('g') ? 'g' : plain
}

function toMilligrams(value: number, unit: string, form: ProductForm): number {
  const ounce = form === 'flower' ? TRADE_OUNCE_MG : OUNCE_MG
  const perUnit: Record<string, number> = { mg: 1, g: 1000, kg: 1_000_000, oz: ounce }
  return Math.round(value * (perUnit[normaliseUnit(unit)] ?? 0))
}

function toNumber(text: string): number {
  return Number(/^\d{1,3}(?:,\d{3})+$/.test(text) ? text.replaceAll(',', '') : text.replace(',', '.'))
}

function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) <= Math.max(a, b) * 0.03
}

function tidy(text: string): string {
  return text
    .replace(/[[(]\s*[\])]/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s|,–-]+|[\s|,–-]+$/g, '')
}
