import Type from 'typebox'
import { createCache } from '../../platform/cache.ts'
import { Problem } from '../../platform/errors.ts'
import type { Server } from '../../platform/http/server.ts'
import type { Platform } from '../../platform/platform.ts'
import { type Brands, readCustomerIoCredentials } from '../../tenancy/index.ts'
import { storeWebhook } from './store-webhook.ts'
import { uniqueKeyOf } from './unique-key.ts'
import { type Signed, verifySignature } from './verify-signature.ts'

const BODY_BYTES_MAX = 1024 * 1024
const KEYS_TTL_MS = 5_000

const REFUSALS: Record<Exclude<Signed['verdict'], 'signed'>, [title: string, detail: string]> = {
  bad_signature: [
    'The signature does not fit',
    'Check the signing key of this webhook, and that the body arrives unchanged.',
  ],
  signature_too_old: [
    'The signature is too old',
    'It is older than the 7 days in which a webhook is retried.',
  ],
  signature_too_far_ahead: [
    'The signature is ahead of its time',
    'Its timestamp is more than 10 minutes from now: a clock is wrong.',
  ],
}

/** Takes in what Customer.io posts: verified and stored at once, understood afterwards by a worker. */
export function customerioRoutes(
  server: Server,
  { platform, brands }: { platform: Platform; brands: Brands },
) {
  // Insights and reports are signed with keys of their own kind; either may come here.
  const signingKeys = createCache<number, string[]>({ max: 5_000, ttlMs: KEYS_TTL_MS }, async brandId => {
    const credentials = await readCustomerIoCredentials(platform, brandId)
    return [...(credentials?.webhook_signing_keys ?? []), ...(credentials?.reporting_signing_keys ?? [])]
  })

  server.register(async scope => {
    // The signature is over the bytes as they came; whether they can be read is not for the sender to be told.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: BODY_BYTES_MAX },
      (_request, body, done) => done(null, body),
    )
    scope.post(
      '/api/webhooks/customer-io/:brand',
      {
        bodyLimit: BODY_BYTES_MAX,
        schema: {
          tags: ['customer.io'],
          summary: 'Insights and reports from Customer.io',
          description: 'Signed: `X-CIO-Timestamp`, and `X-CIO-Signature` over the raw body.',
          params: Type.Object({ brand: Type.String({ maxLength: 40 }) }),
          response: { 200: Type.Object({}) },
        },
      },
      async request => {
        const brand = await brands.bySlug((request.params as { brand: string }).brand)
        const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
        const { 'x-cio-timestamp': timestamp, 'x-cio-signature': signature } = request.headers
        const at = platform.clock()
        const keys = await signingKeys.get(brand.id)
        const signed = verifySignature({ timestamp, signature, body: raw }, keys, at)
        if (signed.verdict !== 'signed') {
          const [title, detail] = REFUSALS[signed.verdict]
          platform.metrics.insights.inc({ outcome: signed.verdict })
          throw new Problem(401, signed.verdict, title, { detail })
        }
        const uniqueKey = uniqueKeyOf(request.headers, raw)
        await storeWebhook(platform, { brandId: brand.id, uniqueKey, raw, signedAt: signed.at, at })
        return {}
      },
    )
  })
}
