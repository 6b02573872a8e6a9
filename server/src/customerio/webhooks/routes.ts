import { createHash } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import Type from 'typebox'
import { createCache } from '../../platform/cache.ts'
import { Problem } from '../../platform/errors.ts'
import type { Server } from '../../platform/http/server.ts'
import type { Platform } from '../../platform/platform.ts'
import { type Brands, readCustomerIoCredentials } from '../../tenancy/index.ts'
import { storeWebhook } from './store-webhook.ts'
import { isSigned } from './verify-signature.ts'

const BODY_BYTES_MAX = 1024 * 1024
const KEYS_TTL_MS = 5_000

const badSignature = () =>
  new Problem(401, 'bad_signature', 'The signature does not fit', {
    detail: 'Check the signing key of this webhook, and that the body arrives unchanged.',
  })

/** What stays the same when Customer.io sends the same again: its key, else its delivery, else the body itself. */
function uniqueKeyOf(headers: IncomingHttpHeaders, body: Buffer): string {
  const hash = (kind: string, data: string | Buffer) =>
    `${kind}:${createHash('sha256').update(data).digest('hex')}`
  const { 'x-cio-idempotency-key': key, 'x-cio-delivery-id': delivery } = headers
  if (typeof key === 'string' && key !== '') return hash('key', key)
  if (typeof delivery === 'string' && delivery !== '') return hash('delivery', delivery)
  return hash('body', body)
}

/** Takes in what Customer.io posts: verified and stored at once, understood afterwards by a job. */
export function customerioRoutes(
  server: Server,
  { platform, brands }: { platform: Platform; brands: Brands },
) {
  const signingKeys = createCache<number, string[]>({ max: 5_000, ttlMs: KEYS_TTL_MS }, async brandId => {
    const credentials = await readCustomerIoCredentials(platform, brandId)
    return credentials?.webhook_signing_keys ?? []
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
        const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
        const { 'x-cio-timestamp': timestamp, 'x-cio-signature': signature } = request.headers
        const at = platform.clock()
        if (!isSigned({ timestamp, signature, body }, await signingKeys.get(brand.id), at))
          throw badSignature()
        await storeWebhook(platform, {
          brandId: brand.id,
          uniqueKey: uniqueKeyOf(request.headers, body),
          raw: body,
          at,
        })
        return {}
      },
    )
  })
}
