import type { Command } from 'commander'
import { sql } from '../platform/db/database.ts'
import type { Platform } from '../platform/platform.ts'
import { brandUrl } from '../tenancy/index.ts'
import { listBrandKeys } from './find-brand.ts'
import { commonOptions, withPlatform } from './open-platform.ts'
import { layOut } from './table.ts'
import { columns, say, sayJson } from './terminal.ts'

export function addBrandsList(brands: Command) {
  brands
    .command('list')
    .description('list the brands')
    .addHelpText('after', '\nExample: npm run -s synergy -- brands list --json')
    .action(async (_options: object, command: Command) => {
      const all = await withPlatform(command, readBrands)
      if (commonOptions(command).json) return sayJson({ brands: all })
      if (all.length === 0) return say('There is no brand yet; make one with `brands create`.')
      const rows = all.map(({ slug, name, products, time_zone, currency, url }) => {
        return [slug, name, String(products), time_zone, currency, url]
      })
      for (const line of layOut(COLUMNS, rows, columns())) say(line)
    })
}

const COLUMNS = [
  { title: 'slug' },
  { title: 'name', flexible: true },
  { title: 'products', align: 'right' as const },
  { title: 'time zone' },
  { title: '' },
  { title: 'address' },
]

async function readBrands(platform: Platform) {
  const all = []
  for (const { id, slug } of await listBrandKeys(platform)) {
    const brand = await platform.db.transaction(id, async tx => {
      const row = await tx.first(
        sql
          .selectFrom('brands')
          .select(eb => [
            'name',
            'time_zone',
            'currency_code',
            eb
              .selectFrom('products')
              .select(of => of.fn.countAll<number>().as('count'))
              .where('brand_id', '=', id)
              .as('products'),
          ])
          .where('id', '=', id),
      )
      return { ...row, url: await brandUrl(tx, id, platform.config.port) }
    })
    all.push({
      id,
      slug,
      name: brand.name ?? '',
      products: brand.products ?? 0,
      time_zone: brand.time_zone ?? '',
      currency: brand.currency_code ?? '',
      url: brand.url,
    })
  }
  return all
}
