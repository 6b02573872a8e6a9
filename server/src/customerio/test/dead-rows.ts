import type { World } from '../../../test/world.ts'

/** Ends waiting rows of a brand as if Customer.io had refused them; of those in `names`, or all. For tests. */
export async function refuse(
  { platform, brand }: World,
  reason: string,
  names?: string[],
  brandId = brand.id,
): Promise<void> {
  await platform.db.transaction(brandId, tx =>
    tx.raw(
      `update outbox set state = 'dead', settled_at = $2, detail = $3
       where brand_id = $1 and state = 'waiting' and ($4::text[] is null or name = any($4))`,
      [
        brandId,
        platform.clock(),
        JSON.stringify({ reason, field: 'name', message: `it was ${reason}` }),
        names ?? null,
      ],
    ),
  )
}
