import type { Platform } from '../../platform/platform.ts'
import { createCodes } from '../../scanning/index.ts'

interface Lot {
  lotNumber: string
  codes: string[]
}

/** The packs that shops sell, printed as they are needed; their codes are in memory alone. */
export interface PackSupply {
  /** The code of the next pack of a product. */
  take(platform: Platform, sku: string): Promise<string>
  /** The lot that packs of this product come from now; some of it stays on sale, for people to find recalled. */
  recalled(sku: string): string | undefined
}

const LEFT_ON_SALE = 3

export function supplyPacks(brandId: number, packsPerBatch: number): PackSupply {
  const lots = new Map<string, Lot>()
  const printing = new Map<string, Promise<void>>()

  async function print(platform: Platform, sku: string) {
    const lotNumber = `${sku}-${platform.clock().toISOString().slice(0, 10)}`.slice(0, 60)
    const { codes } = await createCodes(platform, brandId, {
      sku,
      count: packsPerBatch,
      lotNumber,
      activate: true,
    })
    lots.set(sku, { lotNumber, codes })
  }

  return {
    async take(platform, sku) {
      for (;;) {
        const code = lots.get(sku)?.codes.pop()
        if (code) return code
        let batch = printing.get(sku)
        if (!batch) {
          batch = print(platform, sku).finally(() => printing.delete(sku))
          printing.set(sku, batch)
        }
        await batch
      }
    },
    recalled(sku) {
      const lot = lots.get(sku)
      lot?.codes.splice(LEFT_ON_SALE)
      return lot?.lotNumber
    },
  }
}
