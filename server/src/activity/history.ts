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
  entries: Type.Array(
    Type.Object({
      points: Type.Integer(),
      reason: Type.String({ description: 'Such as scan, campaign or repayment' }),
      balance_after: Type.Integer(),
    }),
    { description: 'The ledger entries that it made, in order' },
  ),
  held: Nullable(Type.Integer({ description: 'Points that are not in the balance yet' })),
  product: Nullable(Type.Object({ name: Type.String(), sku: Type.String() })),
  unlocked: Type.Array(Type.String(), {
    description: 'Names of the achievements that it unlocked, as they were called then',
  }),
})
export type HistoryItem = Static<typeof HistoryItem>

/** What a logged action may carry for its member to see; each is left out where it does not apply. */
interface ActionData {
  points?: number
  balance_after?: number
  entries?: { amount: number; reason: string }[]
  held?: number
  product?: { name: string; sku: string }
  achievement?: { name: string }
  /** Not there in what was logged before names were kept. */
  unlocked_names?: string[]
  gift?: string
  remembered?: boolean
  granted?: boolean
  order?: { name: string }
  as?: string
  award?: string
  dispute_id?: string
  reward?: { name: string }
}

const TITLES: Record<string, (data: ActionData) => string> = {
  product_scanned: ({ gift, remembered }) => {
    if (remembered) return 'Pack you scanned before is active now'
    return gift ? 'First pack scanned, gift claimed' : 'Pack scanned'
  },
  gift_claimed: () => 'Welcome gift claimed',
  consent_changed: data => (data.granted ? 'Offers by mail switched on' : 'Offers by mail switched off'),
  signed_in: () => 'Signed in',
  signed_out: () => 'Signed out',
  email_confirmed: () => 'E-mail confirmed',
  email_change_asked: () => 'Another e-mail asked for',
  email_changed: () => 'E-mail changed',
  email_change_cancelled: () => 'Change of the e-mail taken back',
  member_imported: () => 'Points brought along',
  points_adjusted: ({ points = 0 }) =>
    points < 0 ? 'Points taken off by support' : 'Points added by support',
  scan_reversed: ({ dispute_id }) =>
    dispute_id
      ? 'Pack is another member’s after a dispute, its points taken back'
      : 'Pack returned, its points taken back',
  product_recalled: ({ product }) => named('Recalled', product),
  dispute_opened: () => 'A code disputed',
  dispute_settled: ({ award }) =>
    award === 'refuse' ? 'Dispute of a code declined' : 'Dispute of a code settled for you',
  points_expired: () => 'Points expired',
  points_expiring: () => 'Points will expire soon',
  points_released: () => 'Points on hold are yours',
  points_rejected: () => 'Points on hold were declined',
  rank_fell: () => 'Rank went down after a quiet time',
  rank_will_fall: () => 'Rank will go down soon',
  achievement_unlocked: ({ achievement }) => named('Achievement unlocked', achievement),
  achievement_revoked: ({ achievement }) => named('Achievement taken back', achievement),
  campaign_undone: () => 'Points of an offer taken back',
  reward_redeemed: ({ reward }) => named('Reward redeemed', reward),
  order_shipped: ({ order }) => named('On its way', order),
  order_cancelled: ({ order }) => named('Order cancelled', order),
  wishlist_item_added: ({ reward }) => named('Wished for', reward),
  wishlist_item_removed: () => 'Taken off the wishlist',
  goal_set: ({ reward }) => named('New goal', reward),
  goal_removed: () => 'Goal given up',
  goal_completed: () => 'Goal reached',
  referral_initiated: () => 'Friends invited',
  referral_converted: ({ as }) =>
    as === 'friend' ? 'Welcome points for coming through a friend' : 'A friend joined through you',
}

const named = (title: string, thing: { name: string } | undefined) =>
  thing ? `${title}: ${thing.name}` : title

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

/** An action as its member reads it. */
export function historyItem(id: string, name: string, data: ActionData): HistoryItem {
  return {
    id,
    name,
    title: actionTitle(name, data),
    occurred_at: idTime(id).toISOString(),
    points: data.points ?? null,
    balance_after: data.balance_after ?? null,
    entries: entriesOf(data),
    held: data.held ?? null,
    product: data.product ? { name: data.product.name, sku: data.product.sku } : null,
    // What the title names already is not said twice.
    unlocked: (data.unlocked_names ?? []).filter(one => one !== data.achievement?.name),
  }
}

/** Each entry with the balance after it, reckoned back from the balance after the last. */
function entriesOf({ entries = [], balance_after: last = 0 }: ActionData): HistoryItem['entries'] {
  let balance = last
  return entries
    .toReversed()
    .map(({ amount, reason }) => {
      const entry = { points: amount, reason, balance_after: balance }
      balance -= amount
      return entry
    })
    .reverse()
}
