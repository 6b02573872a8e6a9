import { createCache } from '../../platform/cache.ts'
import type { Platform } from '../../platform/platform.ts'
import { createLadders } from '../../ranks/index.ts'
import { type Brands, readCustomerIoCredentials } from '../../tenancy/index.ts'
import type { Destination } from './deliver-batches.ts'
import { createPostBatch, type PostBatch } from './post-batch.ts'

/** Replaced credentials are used after this. */
const CREDENTIALS_TTL_MS = 5_000
const BRANDS_KEPT = 5_000

/** Where each brand's events go; undefined for a brand that has no Customer.io. */
export function createDestinations(platform: Platform, brands: Brands) {
  const ladders = createLadders(platform)
  const posts = createCache<number, { post: PostBatch | undefined }>(
    { max: BRANDS_KEPT, ttlMs: CREDENTIALS_TTL_MS },
    async brandId => {
      const credentials = await readCustomerIoCredentials(platform, brandId)
      return { post: credentials && createPostBatch(credentials) }
    },
  )
  return {
    async of(brandId: number): Promise<Destination | undefined> {
      const { post } = await posts.get(brandId)
      if (!post) return undefined
      const brand = await brands.byId(brandId)
      return { brand, ladder: await ladders.of(brand), post }
    },
  }
}
