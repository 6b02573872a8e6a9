import type { Selectable } from 'kysely'
import { localTime } from '../../platform/clock.ts'
import type { DB } from '../../platform/db/types.generated.ts'
import type { Ladder } from '../../ranks/index.ts'
import { qualifyingPoints, rankOf } from '../../ranks/index.ts'

export type MemberRow = Selectable<DB['members']>
export type ProductRow = Selectable<DB['products']>

/** What of a brand the snapshots need. */
export interface SnapshotBrand {
  timeZone: string
  pointsName: string
  ladder: Ladder
}

const DAY_MS = 86_400_000
const DORMANT_DAYS = 30

const iso = (at: Date | null) => at?.toISOString() ?? null

/** Whole days from `then` to `at`; null when it never happened, never negative. */
function daysSince(then: Date | null, at: Date): number | null {
  return then === null ? null : Math.max(0, Math.floor((at.getTime() - then.getTime()) / DAY_MS))
}

/** A member's numbers as they are now, for events that were written without any. */
export function currentNumbers(member: MemberRow, ladder: Ladder): Record<string, unknown> {
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
  numbers: Record<string, unknown>,
  at: Date,
  brand: SnapshotBrand,
) {
  const daysSinceSession = daysSince(member.last_session_at, at)
  return {
    identity: {
      user_id: member.id,
      email: member.email,
      first_name: member.first_name,
      is_guest: member.state !== 'confirmed',
      created_at: iso(member.created_at),
    },
    economy: {
      points_balance: numbers.points_balance,
      lifetime_points: numbers.lifetime_points,
      points_spent_total: numbers.points_spent_total,
      currency_name: brand.pointsName,
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
      days_since_signup: daysSince(member.created_at, at),
      days_since_last_session: daysSinceSession,
      days_since_last_scan: daysSince(member.last_scan_at, at),
      days_since_last_redemption: daysSince(member.last_redemption_at, at),
      is_dormant: daysSinceSession !== null && daysSinceSession >= DORMANT_DAYS,
      is_power_user: null,
    },
    profile_data: { phone_number: null, ...customData(member.custom) },
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

/** The brand's own profile fields, told apart from ours by their names. */
const customData = (custom: unknown) =>
  Object.fromEntries(Object.entries(custom ?? {}).map(([key, value]) => [`custom_${key}`, value]))

/** The product as it is now; `msrp` in whole currency units, as marketers print it. */
export function productSnapshot(product: ProductRow, pointsAward: unknown) {
  const flags = (product.flags ?? {}) as Record<string, unknown>
  const flag = (name: string) => flags[name] === true
  return {
    identity: { product_id: product.id, sku: product.sku, product_name: product.name },
    economy: { points_award: pointsAward ?? null, points_cost: null, msrp: product.msrp_cents / 100 },
    taxonomy: {
      product_line: product.product_line,
      product_form: product.form,
      strain_name: product.strain_name,
      strain_type: product.strain_type,
      tags: product.tags,
    },
    attributes: {
      potency_thc_percent: product.potency_thc_percent,
      potency_cbd_percent: product.potency_cbd_percent,
      dominant_terpene: product.dominant_terpene,
    },
    merchandising: {
      is_featured: flag('is_featured'),
      is_new: flag('is_new'),
      is_limited: flag('is_limited'),
      is_digital: flag('is_digital'),
    },
  }
}

/** When it happened, in UTC and by the brand's clock. */
export function eventContext(at: Date, brand: SnapshotBrand) {
  const local = localTime(at, brand.timeZone)
  return {
    time: {
      timestamp_utc: at.toISOString(),
      timestamp_local: `${local.date}T${local.time}`,
      day_of_week_local: local.weekday,
      hour_of_day_local: local.hour,
      is_weekend: local.weekday === 'Saturday' || local.weekday === 'Sunday',
    },
  }
}
