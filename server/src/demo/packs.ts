import { type ProductView, productView } from '../catalogue/index.ts'
import type { Platform } from '../platform/platform.ts'
import { codeHmacs, createCodes, voidBatch } from '../scanning/index.ts'
import type { Settings } from '../tenancy/index.ts'
import { openPrivateFile } from './private-file.ts'
import { readProducts } from './read-products.ts'

type PackState = 'ready' | 'claimed' | 'inactive' | 'void'

interface KnownCode {
  hmac: string
  state: PackState
  product: Parameters<typeof productView>[0]
}

export interface Pack {
  code: string
  state: PackState
  product: ProductView
}

/** The packs of the demo, as they would lie on a shop's counter. */
export interface Packs {
  /** Whether packs of this brand were made on this machine before. */
  exist(slug: string): boolean
  /** The packs of a brand in the order in which they were made. */
  list(brand: { id: number; slug: string }, settings: Pick<Settings, 'points_per_dollar'>): Promise<Pack[]>
  /** Makes more packs where fewer than four can still be claimed, and the two that never can, where they are missing. */
  refill(brand: { id: number; slug: string }): Promise<void>
}

const FIRST_PACKS = 12
const MORE_PACKS = 8
const READY_MIN = 4
/** Has no factor in common with 40 products: a walk meets every form early and every product once. */
const PRODUCT_STEP = 7

const KNOWN_CODES = `
  select encode(c.hmac, 'hex') as hmac, to_json(p) as product,
    case when c.claimed_by is not null then 'claimed'
      when c.voided_at is not null or b.state = 'void' then 'void'
      when b.state = 'generated' then 'inactive'
      else 'ready' end as state
  from codes c
  join batches b on b.brand_id = c.brand_id and b.id = c.batch_id
  join products p on p.brand_id = b.brand_id and p.id = b.product_id
  where c.brand_id = $1 and c.hmac = any($2::bytea[])`

/** The codes of a brand's packs in the order in which they were made. */
const fileOf = ({ config }: Platform, slug: string) =>
  openPrivateFile<string[]>(config.dataDir, `packs-${slug}`, [])

export function createPacks(platform: Platform): Packs {
  const refilling = new Map<string, Promise<void>>()

  return {
    exist: slug => fileOf(platform, slug).exists(),
    async list(brand, settings) {
      const known = await findKnown(platform, brand.id, await fileOf(platform, brand.slug).read())
      return known.map(({ code, state, product }) => ({
        code,
        state,
        product: productView(product, settings),
      }))
    },
    // Two pages that open at the same moment share one refill.
    refill(brand) {
      const running = refilling.get(brand.slug)
      if (running) return running
      const refill = refillPacks(platform, brand).finally(() => refilling.delete(brand.slug))
      refilling.set(brand.slug, refill)
      return refill
    },
  }
}

/** What the database knows of these codes; those of another database (the file outlived its own) are left out. */
async function findKnown(platform: Platform, brandId: number, codes: string[]) {
  const hmacs = codes.map(code => codeHmacs(platform.keys, code))
  const rows = await platform.db.transaction(brandId, tx =>
    tx.raw<KnownCode>(KNOWN_CODES, [brandId, hmacs.flat().map(hmac => Buffer.from(hmac, 'hex'))]),
  )
  const byHmac = new Map(rows.map(row => [row.hmac, row]))
  return codes.flatMap((code, i) => {
    const row = hmacs[i]?.map(hmac => byHmac.get(hmac)).find(found => found !== undefined)
    return row ? [{ ...row, code }] : []
  })
}

async function refillPacks(platform: Platform, { id, slug }: { id: number; slug: string }): Promise<void> {
  const file = fileOf(platform, slug)
  const known = await findKnown(platform, id, await file.read())
  const count = (state: PackState) => known.filter(pack => pack.state === state).length
  const wanted: PackState[] = []
  if (known.length === 0) wanted.push(...Array<PackState>(FIRST_PACKS).fill('ready'))
  else if (count('ready') < READY_MIN) wanted.push(...Array<PackState>(MORE_PACKS).fill('ready'))
  if (count('inactive') === 0) wanted.push('inactive')
  if (count('void') === 0) wanted.push('void')
  if (wanted.length === 0) return

  const products = await readProducts(slug)
  const codes = known.map(({ code }) => code)
  for (const state of wanted) {
    const { sku } = products[(codes.length * PRODUCT_STEP) % products.length] as { sku: string }
    codes.push(await makePack(platform, id, sku, state))
  }
  await file.write(codes)
}

async function makePack(platform: Platform, brandId: number, sku: string, state: PackState): Promise<string> {
  const { batchId, codes } = await createCodes(platform, brandId, {
    sku,
    count: 1,
    lotNumber: 'DEMO',
    activate: state !== 'inactive',
  })
  if (state === 'void') await voidBatch(platform, brandId, batchId, 'Recalled, to show what a void pack says')
  return codes[0] as string
}
