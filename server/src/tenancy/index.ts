export { type Brand, type Brands, createBrands } from './brand.ts'
export { brandUrl } from './brand-url.ts'
export { type CreateBrandInput, createBrand } from './create-brand.ts'
export {
  type CustomerIoCredentials,
  hasShortSecret,
  readCustomerIoCredentials,
  refuseDefaultSecrets,
  storeCustomerIoCredentials,
} from './credentials.ts'
export { DEFAULT_SETTINGS, Gift, Settings, Theme } from './settings.ts'
