import { createHash } from 'node:crypto'
import type { ProductForm, StrainType } from './menu-product.ts'

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const HASH_CHARACTERS = 5
const WORDS_CHARACTERS = 20

export type Identity = {
  maker: string | null
  /** The name without its sizes and strain letter. */
  words: string
  size_label: string | null
  form: ProductForm
  /** Part of the identity, because "House pre-roll" is sold as indica and as sativa. */
  strain_type: StrainType | null
}

/**
 * Makes the SKU of a product that has none, such as `ELY-CEREAL-MILK-1.25G-7K3QX`: the same for the same maker,
 * name, size, form and strain type, whatever the price, the row order, the case or the accents.
 */
export function makeSku(identity: Identity): string {
  const hash = createHash('sha256').update(identityKey(identity)).digest()
  const parts = [
    slug(identity.maker ?? '')
      .replace(/^THE-/, '')
      .replaceAll('-', '')
      .slice(0, 3),
    shorten(slug(withoutMaker(sellingWords(identity), identity.maker))),
    // The measure of hardware stands in its name already.
    identity.form === 'accessory' ? '' : slug(identity.size_label ?? '').slice(0, 16),
    crockford(hash),
  ]
  return parts.filter(part => part !== '').join('-')
}

/** The normalised identity: two lines with the same key are the same product. */
export function identityKey({ maker, words, size_label, form, strain_type }: Identity): string {
  const name = fold(sellingWords({ words, form }))
  return JSON.stringify([fold(maker ?? ''), name, (size_label ?? '').toLowerCase(), form, strain_type])
}

/** Leaves out the words that repeat the form, since shops write them on one line and omit them on the next. */
function sellingWords({ words, form }: Pick<Identity, 'words' | 'form'>): string {
  const repeated: Partial<Record<ProductForm, RegExp>> = {
    pre_roll: /\bpre[\s-]?rolls?\b/gi,
    vaporizer: /\b(?:carts?|cartridges?)\b/gi,
    flower: /\bflower\b/gi,
    edible: /\bgummy\b/gi,
  }
  const pattern = repeated[form]
  const left = pattern ? words.replace(pattern, form === 'edible' ? 'gummies' : ' ') : words
  return fold(left) === '' ? words : left
}

function withoutMaker(words: string, maker: string | null): string {
  const repeats = maker !== null && words.toLowerCase().startsWith(`${maker.toLowerCase()} `)
  return repeats ? words.slice(maker.length) : words
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’`]/g, '')
    .replace(/&/g, ' and ')
    .replace(/[^\p{L}\p{N}.:/%#]+|\.(?!\d)/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

function slug(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}'’]/gu, '')
    .toUpperCase()
    .replace(/[^A-Z0-9.]+/g, '-')
    .replace(/\.(?!\d)|(?<!\d)\./g, '')
    .replace(/^-+|-+$/g, '')
}

function shorten(text: string): string {
  if (text.length <= WORDS_CHARACTERS) return text
  const cut = text.slice(0, WORDS_CHARACTERS + 1)
  const end = cut.lastIndexOf('-')
  return cut.slice(0, end > 0 ? end : WORDS_CHARACTERS)
}

function crockford(hash: Buffer): string {
  return Array.from(hash.subarray(0, HASH_CHARACTERS), byte => ALPHABET[byte & 31]).join('')
}
