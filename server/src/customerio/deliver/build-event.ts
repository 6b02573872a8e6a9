import { toUlid } from '../../platform/id.ts'
import { type Removal, type Telling, withoutForbiddenKeys } from './operation.ts'
import {
  currentNumbers,
  eventContext,
  type MemberRow,
  type ProductRow,
  productSnapshot,
  type SnapshotBrand,
  userSnapshot,
} from './snapshots.ts'

/** An outbox row as delivery reads it. */
export interface OutboxEvent {
  id: string
  member_id: string
  lane: number
  name: string
  schema_version: number
  occurred_at: Date
  numbers: Record<string, unknown> | null
  refs: Record<string, unknown> | null
}

const IN_USER_SNAPSHOT = new Set([
  'points_balance',
  'lifetime_points',
  'points_spent_total',
  'rank_key',
  'rank_name',
  'rank_multiplier',
  'total_scans',
  'total_redemptions',
  'total_achievements_unlocked',
  'total_referrals_completed',
])

const unixSeconds = (at: Date) => Math.floor(at.getTime() / 1_000)

/** The event operation of an outbox row: numbers as they were when it happened, profile and product as they are. */
export function buildEvent(
  row: OutboxEvent,
  member: MemberRow,
  product: ProductRow | undefined,
  brand: SnapshotBrand,
): Telling {
  const numbers = { ...currentNumbers(member, brand.ladder), ...row.numbers }
  const ownNumbers = Object.fromEntries(Object.entries(numbers).filter(([key]) => !IN_USER_SNAPSHOT.has(key)))
  return {
    type: 'person',
    action: 'event',
    identifiers: { id: member.id },
    name: row.name,
    id: toUlid(row.id),
    timestamp: unixSeconds(row.occurred_at),
    attributes: {
      ...withoutForbiddenKeys({ ...row.refs, ...ownNumbers }),
      schema_version: row.schema_version,
      user_snapshot: userSnapshot(member, numbers, row.occurred_at, brand),
      ...(product ? { product_snapshot: productSnapshot(product, numbers.points_award) } : {}),
      event_context: eventContext(row.occurred_at, brand),
    },
  }
}

/** Who the person is, as of `at`: attributes that segments are made of. Only for members who consent. */
export function buildIdentify(member: MemberRow, brand: SnapshotBrand, at: Date): Telling {
  return {
    type: 'person',
    action: 'identify',
    identifiers: { id: member.id },
    timestamp: unixSeconds(at),
    attributes: {
      email: member.email,
      first_name: member.first_name,
      last_name: member.last_name,
      created_at: unixSeconds(member.created_at),
      referral_code: member.referral_code,
      unsubscribed: false,
      ...currentNumbers(member, brand.ladder),
    },
  }
}

/** The withdrawal of consent: one of the few things that leaves without it, so it says nothing about the person. */
export function buildWithdrawal(row: OutboxEvent): Telling {
  return {
    type: 'person',
    action: 'identify',
    identifiers: { id: row.member_id },
    timestamp: unixSeconds(row.occurred_at),
    attributes: { unsubscribed: true },
  }
}

/** The erasure of a person, by opaque id alone: what is known goes, and nothing about the id is taken in any more. */
export function buildErasure(row: OutboxEvent): [Removal, Removal] {
  const person = {
    type: 'person' as const,
    identifiers: { id: row.member_id },
    timestamp: unixSeconds(row.occurred_at),
  }
  return [
    { ...person, action: 'delete' },
    { ...person, action: 'suppress' },
  ]
}
