import type { Platform } from '../platform/platform.ts'
import { type MenuImport, type MenuOptions, parseMenu } from './menu-import.ts'
import type { MenuProduct } from './menu-product.ts'
import { type ProductInput, type UpsertCounts, upsertProducts } from './products.ts'

export interface ImportReport extends MenuImport {
  /** What the import did to the catalogue; null for a dry run. */
  written: UpsertCounts | null
}

const toInput = (product: MenuProduct): ProductInput => ({
  sku: product.sku,
  name: product.name,
  product_line: product.product_line,
  form: product.form,
  strain_name: product.strain_name,
  strain_type: product.strain_type,
  size_label: product.size_label,
  msrp_cents: product.msrp_cents,
  potency_thc_percent: product.potency_thc_percent,
  potency_cbd_percent: product.potency_cbd_percent,
  tags: product.tags,
})

/**
 * Reads a menu and brings the catalogue up to it, in one transaction; a bad line stops nothing, the same file again
 * changes nothing. Throws MenuFormatError when the file is no menu.
 */
export async function importProducts(
  platform: Platform,
  brandId: number,
  file: Buffer,
  options: MenuOptions & { dryRun?: boolean },
): Promise<ImportReport> {
  const menu = parseMenu(file, options)
  if (options.dryRun) return { ...menu, written: null }
  const products = menu.rows.flatMap(row =>
    row.outcome === 'product' && row.product ? [toInput(row.product)] : [],
  )
  const written = await platform.db.transaction(brandId, tx => upsertProducts(tx, products, platform.clock()))
  return { ...menu, written }
}
