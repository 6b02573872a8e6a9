import { sql, type Tx } from '../platform/db/database.ts'
import { type FieldError, invalid, Problem } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import { DEFAULT_SETTINGS, type Settings, settingsErrors } from './settings.ts'

export interface CreateBrandInput {
  slug: string
  name: string
  tagline?: string
  timeZone: string
  currencyCode?: string
  domains?: string[]
  settings?: Partial<Settings>
}

/** In how many lanes the events of a brand wait. */
export const OUTBOX_LANES = 16

function check(input: CreateBrandInput): Settings {
  const errors: FieldError[] = []
  if (!/^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/.test(input.slug)) {
    errors.push({ field: 'slug', message: 'Use 1 to 40 lower-case letters, digits and inner hyphens.' })
  }
  if (!input.name.trim() || input.name.length > 80) {
    errors.push({ field: 'name', message: 'Use 1 to 80 characters.' })
  }
  if (!Intl.supportedValuesOf('timeZone').includes(input.timeZone) && input.timeZone !== 'UTC') {
    errors.push({ field: 'time_zone', message: 'Use an IANA name, such as America/New_York.' })
  }
  if (!/^[A-Z]{3}$/.test(input.currencyCode ?? 'USD')) {
    errors.push({ field: 'currency_code', message: 'Use an ISO 4217 code, such as USD.' })
  }
  const settings = { ...DEFAULT_SETTINGS, ...input.settings }
  errors.push(...settingsErrors(settings))
  if (errors.length > 0) throw invalid(errors)
  return settings
}

/**
 * Makes a brand with its domains, settings and outbox lanes; `finish` adds what other capabilities give every brand,
 * in the same transaction. Answers its id. Throws a Problem when a field is bad or the slug is taken.
 */
export async function createBrand(
  platform: Platform,
  input: CreateBrandInput,
  finish: (tx: Tx) => Promise<void> = async () => {},
): Promise<number> {
  const settings = check(input)
  const at = platform.clock()
  const [next] = await platform.db.system<{ id: number }>("select nextval('brands_id_seq')::int id")
  const brandId = next?.id as number
  await platform.db.transaction(brandId, async tx => {
    await insertBrand(tx, input, at)
    await tx.run(
      sql.insertInto('brand_settings').values({
        brand_id: brandId,
        version: 1,
        settings: JSON.stringify(settings),
        created_at: at,
      }),
    )
    for (const host of input.domains ?? []) await insertDomain(tx, host.toLowerCase())
    const lanes = Array.from({ length: OUTBOX_LANES }, (_, lane) => ({ brand_id: brandId, lane }))
    await tx.run(sql.insertInto('outbox_lanes').values(lanes))
    await finish(tx)
  })
  return brandId
}

async function insertBrand(tx: Tx, input: CreateBrandInput, at: Date) {
  const made = await tx.first(
    sql
      .insertInto('brands')
      .values({
        id: tx.brandId,
        slug: input.slug,
        name: input.name.trim(),
        tagline: input.tagline ?? '',
        time_zone: input.timeZone,
        currency_code: input.currencyCode ?? 'USD',
        created_at: at,
      })
      .onConflict(conflict => conflict.column('slug').doNothing())
      .returning('id'),
  )
  if (!made) throw new Problem(409, 'slug_taken', `There is a brand called ${input.slug} already`)
}

async function insertDomain(tx: Tx, host: string) {
  const made = await tx.run(
    sql
      .insertInto('brand_domains')
      .values({ brand_id: tx.brandId, host })
      .onConflict(conflict => conflict.column('host').doNothing()),
  )
  if (made === 0) throw new Problem(409, 'domain_taken', `The domain ${host} belongs to another brand`)
}
