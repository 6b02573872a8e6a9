import { Problem } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import { type Brand, createBrands } from '../tenancy/index.ts'

const NAMED_AT_MOST = 10

export interface BrandKey {
  id: number
  slug: string
}

/** The id and slug of every brand of the installation, the oldest first. */
export const listBrandKeys = (platform: Platform) =>
  platform.db.system<BrandKey>('select id, slug from list_brands()')

/** The brand with this slug. Throws a 404 Problem that says which brands there are. */
export async function findBrand(platform: Platform, slug: string): Promise<Brand> {
  const all = await listBrandKeys(platform)
  const key = all.find(brand => brand.slug === slug)
  if (key) return createBrands(platform).byId(key.id)
  const names = all.slice(0, NAMED_AT_MOST).map(brand => brand.slug)
  const more = all.length > names.length ? ` and ${all.length - names.length} more` : ''
  throw new Problem(404, 'not_found', `There is no brand ${JSON.stringify(slug)}`, {
    detail: all.length === 0 ? 'Make one with `brands create`.' : `There are: ${names.join(', ')}${more}.`,
  })
}
