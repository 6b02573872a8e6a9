import { createCache } from '../../platform/cache.ts'
import type { Platform } from '../../platform/platform.ts'
import { createLadders } from '../../ranks/index.ts'
import { type Brands, type CustomerIoCredentials, readCustomerIoCredentials } from '../../tenancy/index.ts'
import type { Destination } from './deliver-batches.ts'
import type { Answer } from './judge-answer.ts'
import { createPostBatch, type PostBatch } from './post-batch.ts'

/** Replaced credentials are used after this, or as soon as those before are refused. */
const CREDENTIALS_TTL_MS = 5_000
const BRANDS_KEPT = 5_000

interface Way {
  credentials: CustomerIoCredentials
  post: PostBatch
}

const isRefused = (answer: Answer) =>
  answer.kind === 'refused' && (answer.status === 401 || answer.status === 403)

/** Where each brand's events go; undefined for a brand that has no Customer.io. */
export function createDestinations(platform: Platform, brands: Brands) {
  const ladders = createLadders(platform)
  const ways = createCache<number, { way: Way | undefined }>(
    { max: BRANDS_KEPT, ttlMs: CREDENTIALS_TTL_MS },
    async brandId => {
      const credentials = await readCustomerIoCredentials(platform, brandId)
      return { way: credentials && { credentials, post: createPostBatch(credentials) } }
    },
  )

  /** Posts by the credentials of the moment: a delivery may last longer than they do. */
  const postOf = (brandId: number, first: Way): PostBatch => {
    const current = async () => (await ways.get(brandId)).way ?? first
    return async operations => {
      const way = await current()
      const answer = await way.post(operations)
      if (!isRefused(answer)) return answer
      // They may just have been replaced over there and here: a refused request has done nothing, so it can go again.
      ways.forget(brandId)
      const other = await current()
      if (JSON.stringify(other.credentials) === JSON.stringify(way.credentials)) return answer
      return other.post(operations)
    }
  }

  return {
    async of(brandId: number): Promise<Destination | undefined> {
      const { way } = await ways.get(brandId)
      if (!way) return undefined
      const brand = await brands.byId(brandId)
      return { brand, ladder: await ladders.of(brand), post: postOf(brandId, way) }
    },
  }
}
