import type { Platform } from '../platform/platform.ts'
import { type MenuImport, type MenuOptions, parseMenu } from './menu-import.ts'
import { type UpsertCounts, upsertProducts } from './products.ts'

export interface ImportReport extends MenuImport {
  /** What the import did to the catalogue; null for a dry run. */
  written: UpsertCounts | null
}

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
  const products = menu.rows.flatMap(row => (row.outcome === 'product' && row.product ? [row.product] : []))
  const written = await platform.db.transaction(brandId, tx => upsertProducts(tx, products, platform.clock()))
  return { ...menu, written }
}
