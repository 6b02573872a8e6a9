import { SetupError } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import { type Alongside, readSealed, sealingKey, storeSealed } from './sealed-credentials.ts'

export interface CustomerIoCredentials {
  site_id: string
  api_key: string
  app_api_key: string
  track_url: string
  app_url: string
  /** The current signing key and, while it is being rotated, the one before. */
  webhook_signing_keys: string[]
  /** The same of reporting webhooks, where they have keys of their own. */
  reporting_signing_keys?: string[]
  mail_from: string
}

const SERVICE = 'customer.io'

/** Stores a brand's Customer.io credentials, sealed; replaces those it had. */
export const storeCustomerIoCredentials = (
  platform: Platform,
  brandId: number,
  credentials: CustomerIoCredentials,
  alongside?: Alongside,
): Promise<void> => storeSealed(platform, brandId, SERVICE, credentials, alongside)

/** A brand's Customer.io credentials, or undefined when it has none. */
export const readCustomerIoCredentials = (
  platform: Platform,
  brandId: number,
): Promise<CustomerIoCredentials | undefined> => readSealed(platform, brandId, SERVICE)

/** Which key of the ring sealed a brand's Customer.io credentials, or undefined when it has none. */
export const sealingKeyOf = (platform: Platform, brandId: number): Promise<string | undefined> =>
  sealingKey(platform, brandId, SERVICE)

const SHORTEST_SECRET = 16

/** Whether one of the secrets is too short to be one of Customer.io's own, as those of the demo are. */
export const hasShortSecret = ({
  api_key,
  app_api_key,
  webhook_signing_keys,
  reporting_signing_keys = [],
}: CustomerIoCredentials): boolean =>
  [api_key, app_api_key, ...webhook_signing_keys, ...reporting_signing_keys].some(
    secret => secret.length < SHORTEST_SECRET,
  )

/**
 * Refuses to serve brands with secrets that anybody can guess: outside the demo a webhook signed with a default key
 * would be believed. Throws a SetupError that names the brands.
 */
export async function refuseDefaultSecrets(platform: Platform): Promise<void> {
  const brands = await platform.db.system<{ id: number; slug: string }>('select id, slug from list_brands()')
  const weak: string[] = []
  for (const { id, slug } of brands) {
    const credentials = await readCustomerIoCredentials(platform, id)
    if (credentials && hasShortSecret(credentials)) weak.push(slug)
  }
  if (weak.length > 0) {
    throw new SetupError(
      `The Customer.io secrets of ${weak.join(', ')} are short or the demo's. Enter real ones, or run the demo (SYNERGY_DEMO=1).`,
    )
  }
}
