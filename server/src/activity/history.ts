import Type, { type Static } from 'typebox'
import { sql, type Tx } from '../platform/db/database.ts'
import { Nullable, Uuid } from '../platform/http/schema.ts'
import { idTime } from '../platform/id.ts'

export const HistoryItem = Type.Object({
  id: Uuid,
  name: Type.String({ description: 'Which action it was, such as product_scanned' }),
  title: Type.String({ description: 'The same in plain words' }),
  occurred_at: Type.String(),
  points: Nullable(Type.Integer({ description: 'What it added to the balance, or took from it' })),
  balance_after: Nullable(Type.Integer()),
  product: Nullable(Type.Object({ name: Type.String(), sku: Type.String() })),
})
export type HistoryItem = Static<typeof HistoryItem>

/** What a logged action may carry for its member to see; each is left out where it does not apply. */
interface ActionData {
  points?: number
  balance_after?: number
  product?: { name: string; sku: string }
  gift?: string
  granted?: boolean
}

const TITLES: Record<string, (data: ActionData) => string> = {
  product_scanned: data => (data.gift ? 'First pack scanned, gift claimed' : 'Pack scanned'),
  gift_claimed: () => 'Welcome gift claimed',
  consent_changed: data => (data.granted ? 'Offers by mail switched on' : 'Offers by mail switched off'),
  signed_in: () => 'Signed in',
  signed_out: () => 'Signed out',
  email_confirmed: () => 'E-mail confirmed',
}

/** What an action is called in a member's history; one without words of its own is called by its name. */
export function actionTitle(name: string, data: ActionData): string {
  const words = name.replaceAll('_', ' ')
  return TITLES[name]?.(data) ?? words.charAt(0).toUpperCase() + words.slice(1)
}

/** A member's actions, newest first, `limit` of them from the one after the id `after`. */
export async function readHistory(
  tx: Tx,
  input: { memberId: string; after?: string | undefined; limit: number },
): Promise<HistoryItem[]> {
  let query = sql
    .selectFrom('actions')
    .select(['id', 'name', 'data'])
    .where('brand_id', '=', tx.brandId)
    .where('member_id', '=', input.memberId)
    .orderBy('id', 'desc')
    .limit(input.limit)
  if (input.after !== undefined) query = query.where('id', '<', input.after)
  const rows = await tx.many(query)
  return rows.map(row => historyItem(row.id, row.name, row.data as ActionData))
}

function historyItem(id: string, name: string, data: ActionData): HistoryItem {
  return {
    id,
    name,
    title: actionTitle(name, data),
    occurred_at: idTime(id).toISOString(),
    points: data.points ?? null,
    balance_after: data.balance_after ?? null,
    product: data.product ? { name: data.product.name, sku: data.product.sku } : null,
  }
}
