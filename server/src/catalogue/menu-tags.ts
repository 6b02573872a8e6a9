import type { ProductForm } from './menu-product.ts'

const TAGS: [string, RegExp][] = [
  ['infused', /\binfused\b/i],
  ['live-resin', /\blive\s?resin\b/i],
  ['live-rosin', /\blive\s(?:hash\s)?rosin\b/i],
  ['hash-rosin', /\bhash\srosin\b/i],
  ['cured-resin', /\bcured\sresin\b/i],
  ['rso', /\brso\b/i],
  ['badder', /\bb[au]dder\b/i],
  ['kief', /\bkief\b/i],
  ['disposable', /\bdisposables?\b|\ball[\s-]in[\s-]one\b/i],
  ['cartridge', /\bcarts?\b|\bcartridges?\b/i],
  ['ready-to-roll', /\bready to roll\b/i],
  ['gummies', /\bgumm(?:y|ies)\b/i],
  ['chocolate', /\bchocolates?\b/i],
  ['cbd', /\bcbd\b/i],
  ['cbn', /\bcbn\b/i],
  ['cbg', /\bcbg\b/i],
  ['cbc', /\bcbc\b/i],
]

/** Popcorn is a bud here and a sweet elsewhere. */
const SMALL_BUDS = /\b(?:smalls|littles|popcorn)\b/i

/** Finds what else a name says that a rule could filter by, the ratio of cannabinoids (`10:1`) included. */
export function readTags(text: string, form: ProductForm): string[] {
  const tags = TAGS.filter(([, pattern]) => pattern.test(text)).map(([tag]) => tag)
  if (form === 'flower' && SMALL_BUDS.test(text)) tags.push('smalls')
  const ratio = /(?<![\d:])\d{1,2}:\d{1,2}(?::\d{1,2})?(?![\d:])/.exec(text)?.[0]
  return ratio ? [...tags, ratio] : tags
}
