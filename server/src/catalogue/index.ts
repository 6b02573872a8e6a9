export { type ImportReport, importProducts } from './import-products.ts'
export { ProductView, productView } from './product-view.ts'
export { findProductBySku, type ProductInput, upsertProducts } from './products.ts'
export { catalogueRoutes } from './routes.ts'
