import type { Tx } from '../platform/db/database.ts'
import { idTime } from '../platform/id.ts'

export interface LedgerStory {
  seq: number
  amount: number
  balance_after: number
  reason: string
  rule: unknown
}

export interface EventStory {
  id: string
  name: string
  state: 'waiting' | 'sent' | 'dead' | 'discarded'
  occurred_at: Date
  settled_at: Date | null
  /** Why it was not sent, as a stable word. */
  reason: string | null
}

/** What an action did: numbers, ids and states, and nothing personal. */
export interface ActionStory {
  id: string
  at: Date
  name: string
  member_id: string
  request_id: string | null
  client_op_id: string | null
  /** Points in all, where the action earned or cost any. */
  points: number | null
  rank: string | null
  unlocked: string[]
  gift_order_id: string | null
  ledger: LedgerStory[]
  events: EventStory[]
}

interface ActionRow {
  id: string
  name: string
  member_id: string
  request_id: string | null
  client_op_id: string | null
  data: { points?: number; rank?: string; unlocked?: string[]; gift?: string; events?: { id: string }[] }
}

const ACTION = 'select id, name, member_id, request_id, client_op_id, data from actions'

/** The actions with these ids, the oldest first. */
export async function explainActions(tx: Tx, ids: string[]): Promise<ActionStory[]> {
  if (ids.length === 0) return []
  const where = 'where brand_id = $1 and id = any($2::uuid[]) order by id'
  const rows = await tx.raw<ActionRow>(`${ACTION} ${where}`, [tx.brandId, ids])
  return tellAll(tx, rows)
}

/** A request's actions: their ids are of about its time, which its own id tells. */
export async function explainActionsOfRequest(tx: Tx, requestId: string, withinMs: number) {
  const at = idTime(requestId).getTime()
  const rows = await tx.raw<ActionRow>(
    `${ACTION} where brand_id = $1 and id >= (select uuid_floor($2)) and id < (select uuid_floor($3)) and request_id = $4 order by id`,
    [tx.brandId, new Date(Math.max(0, at - withinMs)), new Date(at + withinMs), requestId],
  )
  return tellAll(tx, rows)
}

async function tellAll(tx: Tx, rows: ActionRow[]): Promise<ActionStory[]> {
  const stories = []
  for (const row of rows) stories.push(await tell(tx, row))
  return stories
}

async function tell(tx: Tx, { data, ...row }: ActionRow): Promise<ActionStory> {
  // Picked one by one: what an action carries may grow, and not all of it may be shown.
  return {
    ...row,
    at: idTime(row.id),
    points: data.points ?? null,
    rank: data.rank ?? null,
    unlocked: data.unlocked ?? [],
    gift_order_id: data.gift ?? null,
    ledger: await tx.raw<LedgerStory>(
      `select seq, amount, balance_after, reason, rule from ledger_entries
       where brand_id = $1 and member_id = $2 and action_id = $3 order by seq`,
      [tx.brandId, row.member_id, row.id],
    ),
    events: await tx.raw<EventStory>(
      `select id, name, state, occurred_at, settled_at, detail->>'reason' as reason from outbox
       where brand_id = $1 and id = any($2::uuid[]) order by id`,
      [tx.brandId, (data.events ?? []).map(event => event.id)],
    ),
  }
}
