import type { Tx } from '../../platform/db/database.ts'
import type { Planned } from './plan-batches.ts'

/** Whether an operation says something about a person, which needs consent; a withdrawal or an erasure does not. */
const tells = ({ operation, told }: Planned): boolean =>
  operation.action === 'event' || (operation.action === 'identify' && told !== null)

/**
 * Whether a batch may still leave. It was planned some requests ago: since then a person in it may have withdrawn
 * consent or been erased, or somebody may have paused the brand. Then what is left is planned anew.
 */
export async function mayStillLeave(tx: Tx, batch: Planned[]): Promise<boolean> {
  const ids = new Set(batch.filter(tells).map(({ operation }) => operation.identifiers.id))
  const [row] = await tx.raw<{ is_over: boolean }>(
    `select exists (select from outbox_pace where brand_id = $1 and paused_at is not null)
       or exists (select from members where brand_id = $1 and id = any($2::uuid[])
                  and (state = 'erased' or not marketing_consent)) as is_over`,
    [tx.brandId, [...ids]],
  )
  return row?.is_over === false
}
