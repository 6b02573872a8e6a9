import type { ProductForm, Reading, StrainType } from './menu-product.ts'

const TYPE_LETTERS: Record<string, StrainType> = { i: 'indica', s: 'sativa', h: 'hybrid' }
const WORD_AT_END = /\s*(?:[-–—=/|]\s*(?:indica|sativa|hybrid)|[[(](?:indica|sativa|hybrid)[\])])\s*$/i
const LETTER_AT_END = /\s*[-–—=/]\s*[[(]?([ish])[\])]?\s*$|\s+[[(]([ish])[\])]\s*$/i
const NO_TYPE = /^(?:n\/?a|none|not[ _]applicable|unknown|other|-+|)$/i

/** Forms that a plant's strain says nothing about: there "-S" at the end is a size. */
export function hasStrain(form: ProductForm): boolean {
  return form !== 'accessory' && form !== 'apparel'
}

/** Takes the shop's strain letter ("-I", " -H", "=S") and stray marks off the end of a name. */
export function stripStrainLetter(name: string): string {
  return name
    .replace(LETTER_AT_END, '')
    .replace(/[\s=–—-]+$/, '')
    .trim()
}

/** Takes a strain type that is set apart at the end of a name off it, in whichever way it is written. */
export function stripStrainType(name: string): string {
  const bare = stripStrainLetter(name)
  return bare.replace(WORD_AT_END, '').trim() || bare
}

/** Tells the strain type from its column, else from the name; where they disagree the column is kept and said so. */
export function readStrainType(cells: string[], name: string, form: ProductForm): Reading<StrainType | null> {
  if (!hasStrain(form)) return { value: null }
  const inName = typeInName(name)
  const cell = cells.find(text => typeInWords(text) !== null)
  const inColumn = cell === undefined ? null : typeInWords(cell)
  if (inColumn && inName && inColumn !== inName) {
    return {
      value: inColumn,
      note: `The column says ${inColumn} and the name ${inName}; strain type ${inColumn} was kept.`,
    }
  }
  if (inColumn) return { value: inColumn, note: `Strain type ${inColumn}, from the column.` }
  if (inName) return { value: inName, note: `Strain type ${inName}, from the name.` }
  const unread = cells.find(text => !NO_TYPE.test(text.trim()))
  if (unread !== undefined && form !== 'other') {
    return { value: null, note: `"${unread.slice(0, 60)}" tells no strain type; it was left empty.` }
  }
  return { value: null, note: 'The line shows no strain type.' }
}

/** Whether a cell of a column called "strain" or "type" speaks of a strain type instead of a strain. */
export function isStrainType(cell: string): boolean {
  return (
    NO_TYPE.test(cell.trim()) ||
    /^(?:(?:indica|sativa|hybrid|cbd|dominant|dom|leaning|[ish])[\s/_-]*)+$/i.test(cell.trim())
  )
}

function typeInWords(cell: string): StrainType | null {
  const text = withoutAccents(cell.trim().toLowerCase())
  const letter = TYPE_LETTERS[text]
  if (letter) return letter
  const indica = /\bindica/.test(text)
  const sativa = /\bsativa/.test(text)
  if (/hybrid|hibrid|\bi\/s\b|\bs\/i\b/.test(text) || (indica && sativa)) return 'hybrid'
  if (indica) return 'indica'
  if (sativa) return 'sativa'
  return /^(?:high[ _-]?)?cbd(?:[ _-](?:dominant|only|rich))?$/.test(text) ? 'cbd' : null
}

function withoutAccents(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '')
}

function typeInName(name: string): StrainType | null {
  const letter = LETTER_AT_END.exec(name)
  const short = letter?.[1] ?? letter?.[2]
  if (short) return TYPE_LETTERS[short.toLowerCase()] ?? null
  const words = new Set(
    [...name.toLowerCase().matchAll(/\b(indica|sativa|hybrid)\b/g)].map(match => match[1]),
  )
  if (words.has('hybrid') || words.size === 2) return 'hybrid'
  if (words.has('indica')) return 'indica'
  if (words.has('sativa')) return 'sativa'
  return /\bcbd\b/i.test(name) && !/thc|\d:\d/i.test(name) ? 'cbd' : null
}

/** Words that tell how a strain was made into a product, and are no part of its name. */
const MAKING = [
  /\bpre[\s-]?rolls?\b|\bprerolls?\b|\bjoints?\b|\bblunts?\b|\binfused\b|\bdiamond(?=\s+infused)|\bcones?\b/gi,
  /\b(?:live|cured|hash|cold[\s-]cure)\b(?=\s+(?:hash|rosin|resin|b[au]dder|sugar|sauce|diamonds))|\b(?:rosin|resin)\b/gi,
  /\bb[au]dder\b|\bsugar\b$|\bsauce\b|\bshatter\b|\bkief\b|\bcrumble\b|\bwax\b|\bdiamonds\b|\b[rf]so\b|\bsyringe\b|\bdistillate\b/gi,
  /\bcartridges?\b|\bcarts?\b|\bdisposables?\b|\bvapes?(?:\s+pen)?\b|\ball[\s-]in[\s-]one\b|\bpods?\b|\b510\b/gi,
  /\blittles\b|\bsmalls\b|\bpopcorn\b|\bready to roll\b|\buntrimmed\b|\bground\b|\bflower\b/gi,
  // An amount that could not be believed is still no part of a strain.
  /\b\d[\d.,]*\s?m?g\b/gi,
]

/** Names the strain of a form that is one plant (flower, pre-roll, vaporizer, concentrate), from a name without sizes. */
export function readStrainName(
  cells: string[],
  name: string,
  form: ProductForm,
  maker: string | null,
): string | null {
  const cell = cells.find(text => !isStrainType(text))
  if (cell !== undefined && hasStrain(form)) return cell.slice(0, 120)
  if (!['flower', 'pre_roll', 'vaporizer', 'concentrate'].includes(form)) return null
  const bare = MAKING.reduce((text, words) => text.replace(words, ' '), stripStrainLetter(name))
  const plain = withoutMaker(bare.replace(/[[(][^\])]*[\])]/g, ' '), maker)
    .replace(/[\s|,–-]*\b(?:indica|sativa|hybrid)\s*$/i, '')
    .replace(/\s+/g, ' ')
    .replace(/^[\s|,–-]+|[\s|,–-]+$/g, '')
  return /\p{L}/u.test(plain) ? plain : null
}

function withoutMaker(name: string, maker: string | null): string {
  const text = name.trim()
  if (maker === null) return text
  const lower = text.toLowerCase()
  if (lower.startsWith(`${maker.toLowerCase()} `)) return text.slice(maker.length)
  return lower.endsWith(` ${maker.toLowerCase()}`) ? text.slice(0, -maker.length) : text
}
