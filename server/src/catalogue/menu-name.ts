import type { ProductForm } from './menu-product.ts'
import { readSize } from './menu-size.ts'
import { hasStrain, stripStrainLetter } from './menu-strain.ts'

const MOST_NAME_CHARACTERS = 200
const ENTITIES: Record<string, string> = {
  '&amp;': '&',
  '&quot;': '"',
  '&#39;': "'",
  '&apos;': "'",
  '&nbsp;': ' ',
}
const NO_MAKER = /^(?:n\/?a|none|null|unbranded|unknown|no brand|-+)$/i

/** Makes a cell presentable: one line, no control characters, no web entities, no quotes around the whole. */
export function cleanText(text: string): string {
  return (
    text
      .normalize('NFC')
      .replace(/&(?:amp|quot|#39|apos|nbsp);/g, entity => ENTITIES[entity] ?? entity)
      .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
      .trim()
      .replace(/^"([^"]*)"$|^“([^“”]*)”$/, '$1$2')
      // The quote of a field that was never closed, because the inches in it were not doubled.
      .replace(/^"(?=[^"]*\d"[^"]+$)/, '')
      .trim()
  )
}

/** Drops the quotes of a line whose quotes did not match, but keeps those that mean inches. */
export function dropStrayQuotes(text: string): string {
  return text.replace(/(?<!\d)"/g, '').trim()
}

/** Says why a text cannot be the name of a product, or nothing when it can. */
export function refuseName(name: string): string | null {
  if (name === '') return 'There is no name.'
  if (name.length > MOST_NAME_CHARACTERS) return `The name is longer than ${MOST_NAME_CHARACTERS} characters.`
  return /[\p{L}\p{N}]/u.test(name) ? null : 'The name holds no letter and no digit.'
}

export type NamedProduct = { name: string; maker: string | null; note?: string }

/** Takes a maker that stands before a bar ("Brand | Product 3.5g") out of the name, when no column names one. */
export function splitMaker(text: string, makerCell: string): NamedProduct {
  const maker = NO_MAKER.test(makerCell) || makerCell === '' ? null : makerCell
  const parts = text.split(/\s*\|\s*/).filter(part => part !== '')
  const first = parts[0]
  if (first === undefined || parts.length < 2) return { name: text, maker }
  if (maker !== null) {
    const repeats = first.toLowerCase() === maker.toLowerCase()
    return { name: repeats ? parts.slice(1).join(' | ') : text, maker }
  }
  const telling = parts.filter(part => !isOnlyDetail(part))
  if (telling.length < 2 || telling[0] !== first) return { name: text, maker }
  return {
    name: parts.slice(1).join(' | '),
    maker: first,
    note: `Maker ${first}, from the name before the bar.`,
  }
}

/** The name to show: as on the menu, without the strain letter that only the shop needs. */
export function displayName(name: string, form: ProductForm): string {
  return (hasStrain(form) && stripStrainLetter(name)) || name
}

function isOnlyDetail(part: string): boolean {
  const { rest } = readSize(part, 'edible')
  return (
    rest === '' || /^(?:indica|sativa|hybrid|flower|pre-?rolls?|cart(?:ridge)?s?|edibles?|[ish])$/i.test(rest)
  )
}
