import type { WriteFragment } from '../platform/db/write-fragment.ts'
import { OUTBOX_LANES } from '../tenancy/index.ts'

export interface ActionRow {
  brand_id: number
  id: string
  member_id: string
  name: string
  request_id: string | null
  client_op_id: string | null
  data: object
}

export const insertActions: WriteFragment<ActionRow> = {
  name: 'actions',
  sql: rows => `
    insert into actions (brand_id, id, member_id, name, request_id, client_op_id, data)
    select * from jsonb_to_recordset(${rows}) as r(brand_id int, id uuid, member_id uuid, name text, request_id uuid,
      client_op_id uuid, data jsonb)
    returning 1`,
}

/** A member's numbers at a moment, by the names that events give them. */
export interface MemberNumbers {
  points_balance: number
  lifetime_points: number
  points_spent_total: number
  rank_key: string
  rank_name: string
  rank_multiplier: number
  total_scans: number
  total_redemptions: number
  total_achievements_unlocked: number
  total_referrals_completed: number
}

/** Those at the moment of an event, with what it brought: told as they were, not as they are when it is sent. */
export interface EventNumbers extends MemberNumbers {
  [award: string]: number | string
}

/** Ids that are joined when the event is built for sending. Never personal data. */
export type EventRefs = Record<string, string | number | boolean | null>

export interface OutboxRow {
  brand_id: number
  id: string
  member_id: string
  lane: number
  name: string
  schema_version: number
  occurred_at: Date
  numbers: EventNumbers
  refs: EventRefs
}

export const insertOutbox: WriteFragment<OutboxRow> = {
  name: 'outbox',
  sql: rows => `
    insert into outbox (brand_id, id, member_id, lane, name, schema_version, occurred_at, numbers, refs)
    select * from jsonb_to_recordset(${rows}) as r(brand_id int, id uuid, member_id uuid, lane smallint, name text,
      schema_version smallint, occurred_at timestamptz, numbers jsonb, refs jsonb)
    returning 1`,
}

/** The lane of a person: a hash of the id's random end, so that one person's events are always in one lane. */
export function laneOf(memberId: string): number {
  return Number.parseInt(memberId.slice(-4), 16) % OUTBOX_LANES
}

export interface OperationRow {
  brand_id: number
  client_op_id: string
  member_id: string
  /** `\x` and hex: a bytea as JSON carries it. */
  request_hash: string
  action_id: string | null
  /** Text, not jsonb: the same operation again gets the same bytes. */
  answer: string
}

export const insertOperations: WriteFragment<OperationRow> = {
  name: 'operations',
  sql: rows => `
    insert into operations (brand_id, client_op_id, member_id, request_hash, action_id, answer)
    select * from jsonb_to_recordset(${rows}) as r(brand_id int, client_op_id uuid, member_id uuid,
      request_hash bytea, action_id uuid, answer text)
    returning 1`,
}
