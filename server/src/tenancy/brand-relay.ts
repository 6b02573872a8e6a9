import type { MailRelay } from '../platform/mail-relay.ts'
import type { Platform } from '../platform/platform.ts'
import { type Alongside, readSealed, storeSealed } from './sealed-credentials.ts'

/** A brand's own SMTP relay, with the address that its mail comes from. */
export interface BrandRelay extends MailRelay {
  from: string
}

const SERVICE = 'smtp'

/** Stores the SMTP relay that a brand's mail goes through, sealed; replaces the one it had. */
export const storeBrandRelay = (
  platform: Platform,
  brandId: number,
  relay: BrandRelay,
  alongside?: Alongside,
): Promise<void> => storeSealed(platform, brandId, SERVICE, relay, alongside)

/** A brand's own SMTP relay, or undefined when it has none. */
export const readBrandRelay = (platform: Platform, brandId: number): Promise<BrandRelay | undefined> =>
  readSealed(platform, brandId, SERVICE)
