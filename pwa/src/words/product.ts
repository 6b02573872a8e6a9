import type { Product } from '../api/shapes.ts'
import { formatPercent } from './format.ts'
import { words } from './index.ts'

/** The facts of a product in the order in which a buyer asks for them; what is not known is left out. */
export function productFacts(product: Product): string[] {
  const { potency_thc_percent: thc, potency_cbd_percent: cbd } = product
  return [
    plain(product.form),
    plain(product.strain_type),
    product.size_label,
    thc === null ? null : words.door.thc(formatPercent(thc)),
    cbd === null ? null : words.door.cbd(formatPercent(cbd)),
    plain(product.dominant_terpene),
  ].filter(fact => fact !== null)
}

// "pre_roll" is a word of the wire.
function plain(word: string | null) {
  if (!word) return null
  const spaced = word.replace('pre_roll', 'pre-roll').replaceAll('_', ' ')
  return spaced.charAt(0).toUpperCase() + spaced.slice(1)
}
