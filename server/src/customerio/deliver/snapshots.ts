import type { Selectable } from 'kysely'
import type { MemberNumbers } from '../../activity/index.ts'
import type { DB } from '../../platform/db/types.generated.ts'
import type { Ladder } from '../../ranks/index.ts'
import { qualifyingPoints, rankOf } from '../../ranks/index.ts'
import type { Settings } from '../../tenancy/index.ts'
import type { UserSnapshot } from './event-shapes.ts'
import { fitText } from './fit-text.ts'

export type MemberRow = Selectable<DB['members']>

/** What of a brand the snapshots need. */
export interface SnapshotBrand {
  timeZone: string
  settings: Pick<Settings, 'points_name' | 'profile_fields' | 'engagement'>
  ladder: Ladder
  /** From how many lifetime points on a member is a power user; null: not measured yet. */
  powerThreshold: number | null
}

const DAY_MS = 86_400_000

/** Customer.io takes so much for the value of an attribute; with every field at its longest an event still fits. */
export const VALUE_BYTES_MAX = 1_000

const iso = (at: Date | null) => at?.toISOString() ?? null

/** Whole days from `then` to `at`, never negative: what happened after the event is not before it. */
const daysBetween = (then: Date, at: Date) =>
  Math.max(0, Math.floor((at.getTime() - then.getTime()) / DAY_MS))

const daysSince = (then: Date | null, at: Date) => (then === null ? null : daysBetween(then, at))

/** Whole days since the member was last seen: in the app, with a pack, or enrolling. */
const daysUnseen = ({ created_at, last_session_at, last_scan_at }: MemberRow, at: Date) =>
  Math.min(
    ...[created_at, last_session_at, last_scan_at]
      .filter(seen => seen !== null)
      .map(seen => daysBetween(seen, at)),
  )

/** A member's numbers as they are now, for events that were written without any. */
export function currentNumbers(member: MemberRow, ladder: Ladder): MemberNumbers {
  const rank = rankOf(ladder, member.rank_key, qualifyingPoints(member))
  return {
    points_balance: member.points_balance,
    lifetime_points: member.lifetime_points,
    points_spent_total: member.points_spent,
    rank_key: rank.key,
    rank_name: rank.name,
    rank_multiplier: rank.multiplier_basis_points / 10_000,
    total_scans: member.scan_count,
    total_redemptions: member.redemption_count,
    total_achievements_unlocked: member.achievement_count,
    total_referrals_completed: member.referral_count,
  }
}

/** The member: numbers as they were at the event, the profile as it is now. What is not known is null, not guessed. */
export function userSnapshot(
  member: MemberRow,
  numbers: MemberNumbers,
  at: Date,
  { settings, powerThreshold }: SnapshotBrand,
): UserSnapshot {
  return {
    identity: {
      user_id: member.id,
      // Who was erased has none, and nothing is built of them.
      email: member.email as string,
      first_name: member.first_name === null ? null : fitText(member.first_name, VALUE_BYTES_MAX),
      is_guest: member.state !== 'confirmed',
      created_at: member.created_at.toISOString(),
    },
    economy: {
      points_balance: numbers.points_balance,
      lifetime_points: numbers.lifetime_points,
      points_spent_total: numbers.points_spent_total,
      currency_name: settings.points_name.many,
    },
    status: {
      rank_key: numbers.rank_key,
      rank_name: numbers.rank_name,
      rank_multiplier: numbers.rank_multiplier,
    },
    engagement: {
      total_scans: numbers.total_scans,
      total_redemptions: numbers.total_redemptions,
      total_achievements_unlocked: numbers.total_achievements_unlocked,
      days_since_signup: daysBetween(member.created_at, at),
      days_since_last_session: daysSince(member.last_session_at, at),
      days_since_last_scan: daysSince(member.last_scan_at, at),
      days_since_last_redemption: daysSince(member.last_redemption_at, at),
      is_dormant: daysUnseen(member, at) >= settings.engagement.dormant_after_days,
      is_power_user: powerThreshold === null ? null : numbers.lifetime_points >= powerThreshold,
    },
    profile_data: { phone_number: null, ...customData(settings.profile_fields, member.custom) },
    compliance_and_contact: {
      is_age_verified: member.age_confirmed_at !== null,
      age_verified_at: iso(member.age_confirmed_at),
      has_marketing_consent: member.marketing_consent,
      marketing_consent_updated_at: iso(member.marketing_consent_at),
    },
    referral_data: {
      referral_code: member.referral_code,
      referred_by_user_id: member.referred_by,
      total_referrals_completed: numbers.total_referrals_completed,
    },
  }
}

/** The brand's own profile fields, told apart from ours by their names; what the brand no longer asks stays here. */
function customData(
  fields: Settings['profile_fields'],
  custom: unknown,
): Record<string, string | boolean | null> {
  const values = (custom ?? {}) as Record<string, string | boolean>
  return Object.fromEntries(
    fields.map(({ key }) => {
      const value = values[key] ?? null
      return [`custom_${key}`, typeof value === 'string' ? fitText(value, VALUE_BYTES_MAX) : value]
    }),
  )
}
