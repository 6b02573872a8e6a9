import type { MemberNumbers } from '../../activity/index.ts'
import { type SessionUse, usedAt } from '../../identity/index.ts'
import { toUlid } from '../../platform/id.ts'
import type { StoredReward } from '../../rewards/index.ts'
import { EVENTS } from './event-catalogue.ts'
import { eventContext } from './event-context.ts'
import { SCHEMA_VERSION } from './event-shapes.ts'
import { fitText } from './fit-text.ts'
import { type Removal, type Telling, withoutForbiddenKeys } from './operation.ts'
import {
  currentNumbers,
  type MemberRow,
  type SnapshotBrand,
  userSnapshot,
  VALUE_BYTES_MAX,
} from './snapshots.ts'
import { type ProductRow, productSnapshot, rewardSnapshot } from './things.ts'

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

/** What an event is about, as it is now. */
export interface About {
  member: MemberRow
  sessions?: readonly SessionUse[] | undefined
  product?: ProductRow | undefined
  reward?: StoredReward | undefined
}

const OWN_TEXT_BYTES_MAX = 500

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
  { member, sessions = [], product, reward }: About,
  brand: SnapshotBrand,
): Telling {
  const numbers: MemberNumbers & Record<string, unknown> = {
    ...currentNumbers(member, brand.ladder),
    ...row.numbers,
  }
  const isOwnDoing = EVENTS[row.name]?.by === 'member'
  const ownNumbers = Object.fromEntries(Object.entries(numbers).filter(([key]) => !IN_USER_SNAPSHOT.has(key)))
  return {
    type: 'person',
    action: 'event',
    identifiers: { id: member.id },
    name: row.name,
    id: toUlid(row.id),
    timestamp: unixSeconds(row.occurred_at),
    attributes: {
      ...withoutForbiddenKeys({ ...fitting(row.refs), ...ownNumbers }),
      schema_version: SCHEMA_VERSION,
      user_snapshot: userSnapshot(member, numbers, row.occurred_at, brand),
      ...(product ? { product_snapshot: productSnapshot(product, numbers.points_award) } : {}),
      ...(reward ? { reward_snapshot: rewardSnapshot(reward, numbers.points_cost) } : {}),
      event_context: eventContext(
        row.occurred_at,
        brand.timeZone,
        isOwnDoing ? usedAt(sessions, row.occurred_at) : undefined,
      ),
    },
  }
}

/** Names of things are as long as operators made them. */
const fitting = (refs: OutboxEvent['refs']) =>
  Object.fromEntries(
    Object.entries(refs ?? {}).map(([key, value]) => [
      key,
      typeof value === 'string' ? fitText(value, OWN_TEXT_BYTES_MAX) : value,
    ]),
  )

/** Who the person is, as of `at`: attributes that segments are made of. Only for members who consent. */
export function buildIdentify(member: MemberRow, brand: SnapshotBrand, at: Date): Telling {
  return {
    type: 'person',
    action: 'identify',
    identifiers: { id: member.id },
    timestamp: unixSeconds(at),
    attributes: {
      email: member.email,
      first_name: fittingName(member.first_name),
      last_name: fittingName(member.last_name),
      created_at: unixSeconds(member.created_at),
      referral_code: member.referral_code,
      unsubscribed: false,
      ...currentNumbers(member, brand.ladder),
    },
  }
}

const fittingName = (name: string | null) => (name === null ? null : fitText(name, VALUE_BYTES_MAX))

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
