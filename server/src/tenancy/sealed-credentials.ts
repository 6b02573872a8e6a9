import { sql, type Tx } from '../platform/db/database.ts'
import type { Platform } from '../platform/platform.ts'

const context = (brandId: number, service: string) => `brand_credentials/${brandId}/${service}`

/** What goes into the same transaction, such as the audit. */
export type Alongside = (tx: Tx) => Promise<void>

/** Stores what a brand signs in to a service with, sealed; replaces what it had. */
export async function storeSealed(
  platform: Platform,
  brandId: number,
  service: string,
  credentials: object,
  alongside?: Alongside,
): Promise<void> {
  const { keyId, sealed } = platform.keys.seal(JSON.stringify(credentials), context(brandId, service))
  const row = { key_id: keyId, sealed, updated_at: platform.clock() }
  await platform.db.transaction(brandId, async tx => {
    await tx.run(
      sql
        .insertInto('brand_credentials')
        .values({ brand_id: brandId, service, ...row })
        .onConflict(conflict => conflict.columns(['brand_id', 'service']).doUpdateSet(row)),
    )
    await alongside?.(tx)
  })
}

const select = (brandId: number) => sql.selectFrom('brand_credentials').where('brand_id', '=', brandId)

/** What a brand signs in to a service with, or undefined when it has nothing. */
export async function readSealed<Credentials>(
  platform: Platform,
  brandId: number,
  service: string,
): Promise<Credentials | undefined> {
  const row = await platform.db.transaction(brandId, tx =>
    tx.first(select(brandId).select(['key_id', 'sealed']).where('service', '=', service)),
  )
  if (!row) return undefined
  return JSON.parse(platform.keys.open({ keyId: row.key_id, sealed: row.sealed }, context(brandId, service)))
}

/** Which key of the ring sealed a brand's credentials for a service, or undefined when it has none. */
export async function sealingKey(platform: Platform, brandId: number, service: string) {
  const row = await platform.db.transaction(brandId, tx =>
    tx.first(select(brandId).select('key_id').where('service', '=', service)),
  )
  return row?.key_id
}

/**
 * Seals all credentials of a brand with the ring's current key. Answers the key that one of them had before, or
 * undefined when there was nothing to do; `alongside` is called only where there was.
 */
export async function resealCredentials(
  platform: Platform,
  brandId: number,
  alongside: (tx: Tx, before: string) => Promise<void>,
): Promise<string | undefined> {
  const { keys, clock } = platform
  return platform.db.transaction(brandId, async tx => {
    const rows = await tx.many(
      select(brandId)
        .select(['service', 'key_id', 'sealed'])
        .where('key_id', '!=', keys.currentId)
        .orderBy('service')
        .forUpdate(),
    )
    for (const { service, key_id, sealed } of rows) {
      const plain = keys.open({ keyId: key_id, sealed }, context(brandId, service))
      const again = keys.seal(plain, context(brandId, service))
      await tx.run(
        sql
          .updateTable('brand_credentials')
          .set({ key_id: again.keyId, sealed: again.sealed, updated_at: clock() })
          .where('brand_id', '=', brandId)
          .where('service', '=', service),
      )
    }
    const before = rows[0]?.key_id
    if (before !== undefined) await alongside(tx, before)
    return before
  })
}
