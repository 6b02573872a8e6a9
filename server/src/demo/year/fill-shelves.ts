import { readProducts } from '../read-products.ts'
import type { Shelves } from './plan-day.ts'

/** What a demo brand's shops have on their shelves: its whole catalogue, by product line. */
export async function fillShelves(slug: string): Promise<Shelves> {
  const shelves = new Map<string, string[]>()
  for (const { product_line, sku } of await readProducts(slug)) {
    const line = product_line ?? 'other'
    shelves.set(line, [...(shelves.get(line) ?? []), sku])
  }
  return shelves
}
