import { insertEvent } from '../activity/index.ts'
import { sql, type Tx } from '../platform/db/database.ts'

/**
 * Has Customer.io delete and suppress a member, by opaque id. From the commit on nothing else of the member is sent,
 * whatever waits: delivery looks at who was erased when it builds a batch, and keeps each member's order.
 */
export const tellErasure = (tx: Tx, memberId: string, at: Date): Promise<void> =>
  insertEvent(tx, { memberId, name: 'member_erased', at, numbers: {}, refs: {} })

const BLANK_BODIES = `
  update insight_webhooks set raw = '', state = 'ignored', note = 'it named a member who was erased'
  where brand_id = $1 and state in ('received', 'quarantined')
    and (position($2 in lower(convert_from(raw, 'LATIN1'))) > 0
      or position($3 in lower(convert_from(raw, 'LATIN1'))) > 0)`

/** Of what Customer.io refused its words go too: they may quote what was refused. */
const FORGET_TOLD = `
  with dead as (
    update outbox set detail = detail - 'message' where brand_id = $1 and member_id = $2 and state = 'dead')
  delete from outbox_people where brand_id = $1 and member_id = $2`

/** Takes away what was predicted and told about a member, and the bodies of webhooks that name the member. */
export async function eraseInsights(tx: Tx, memberId: string, email: string | null): Promise<void> {
  await tx.run(
    sql.deleteFrom('insights').where('brand_id', '=', tx.brandId).where('member_id', '=', memberId),
  )
  await tx.raw(FORGET_TOLD, [tx.brandId, memberId])
  await tx.raw(BLANK_BODIES, [tx.brandId, memberId.toLowerCase(), email ?? memberId])
}
