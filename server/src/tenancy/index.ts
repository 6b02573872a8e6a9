export { type Brand, type Brands, createBrands, readBrand } from './brand.ts'
export { type BrandRelay, readBrandRelay, storeBrandRelay } from './brand-relay.ts'
export { brandUrl } from './brand-url.ts'
export { type CreateBrandInput, createBrand, OUTBOX_LANES } from './create-brand.ts'
export {
  type CustomerIoCredentials,
  hasShortSecret,
  readCustomerIoCredentials,
  refuseDefaultSecrets,
  sealingKeyOf,
  storeCustomerIoCredentials,
} from './credentials.ts'
export { everyBrand } from './every-brand.ts'
export { allowsGift, type Market, marketOf } from './markets.ts'
export { SUGGESTION_KINDS, type SuggestionKind } from './personalization-rules.ts'
export { ProfileField } from './profile-fields.ts'
export type { ReferralRules } from './referral-rules.ts'
export { regionOf } from './regions.ts'
export { resealCredentials } from './sealed-credentials.ts'
export {
  Cap,
  type ConsentTexts,
  DEFAULT_SETTINGS,
  type Expiry,
  Gift,
  type HoldRules,
  Settings,
  Theme,
} from './settings.ts'
export {
  listSettings,
  publishSettings,
  readCurrentSettings,
  rollBackSettings,
  type SettingsVersion,
} from './settings-versions.ts'
export { lockPointers, movePointer, type Published, readPointers, requireVersion } from './version-pointer.ts'
