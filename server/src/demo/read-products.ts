import { readFile } from 'node:fs/promises'
import type { ProductInput } from '../catalogue/index.ts'

type CatalogueLine = Omit<ProductInput, 'flags'> & {
  is_featured: boolean
  is_new: boolean
  is_limited: boolean
}

/** The catalogue of a demo brand, as the products' owner takes it. */
export async function readProducts(slug: string): Promise<ProductInput[]> {
  const text = await readFile(new URL(`./${slug}/products.json`, import.meta.url), 'utf8')
  return (JSON.parse(text) as CatalogueLine[]).map(({ is_featured, is_new, is_limited, ...product }) => ({
    ...product,
    flags: { is_featured, is_new, is_limited },
  }))
}
