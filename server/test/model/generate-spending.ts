import fc from 'fast-check'
import { anyAchievement } from './generate-achievement.ts'
import { anyWhen } from './generate-brand.ts'
import { anyCampaign } from './generate-campaign.ts'
import { anyDisputePhases } from './generate-disputes.ts'
import { anyProducts } from './generate-products.ts'
import { anyReward } from './generate-rewards.ts'
import { anyExpiry, anyLadder } from './generate-settings.ts'
import { anySpendingLane, anySpendingSerial } from './generate-spending-commands.ts'
import type { BrandPlan, Phase, Plan, SerialCommand, Step } from './plan.ts'
import type { AchievementDefinition, Settings } from './reference/configuration.ts'

const anySettings: fc.Arbitrary<Settings> = fc
  .record({
    expiry: anyExpiry,
    hours: fc.constantFrom(0, 0, 0, 24),
    enabled: fc.constantFrom(true, true, true, true, false),
    referrer: fc.constantFrom(0, 60, 500),
    friend: fc.constantFrom(0, 0, 35),
    cap: fc.constantFrom(1, 2, 10),
    perAddress: fc.constantFrom(1, 1, 100),
    doubtful: fc.constantFrom('review' as const, 'review' as const, 'reject' as const),
  })
  .map(({ expiry, hours, enabled, referrer, friend, cap, perAddress, doubtful }) => ({
    points_per_dollar: 10,
    multiplier_cap_basis_points: 100_000,
    second_scan_basis_points: 20_000,
    expiry,
    caps: [],
    holds: { settle_after_hours: hours, review_from_scan_of_day: null },
    referrals: {
      enabled,
      referrer_points: referrer,
      friend_points: friend,
      monthly_cap: cap,
      members_per_address: perAddress,
      members_per_device: 100,
      doubtful,
      message: 'Come and join me.',
    },
    markets: {
      default: { gifts_allowed: true, ships_to: true },
      list: [{ code: 'US-NV', legal_age: 21, gifts_allowed: true, ships_to: false }],
    },
    profile_fields: [{ key: 'size', label: 'Size', kind: 'choice', required: false, choices: ['S', 'M'] }],
  }))

/** One that is unlocked by what is not a scan. */
const anyDeedAchievement = (start: string): fc.Arbitrary<AchievementDefinition> =>
  fc
    .record({
      base: anyAchievement(start),
      metric: fc.constantFrom(
        'redemptions' as const,
        'wishlist_items' as const,
        'referrals_completed' as const,
      ),
      operator: fc.constantFrom('at_least' as const, 'at_least' as const, 'equals' as const),
      value: fc.constantFrom(1, 1, 2, 3),
      timeframe: fc.constantFrom('all_time' as const, '7d' as const, '30d' as const, 'month' as const),
    })
    .map(({ base, metric, operator, value, timeframe }) => {
      const { repeat, ...rest } = base
      const window = metric === 'wishlist_items' ? 'all_time' : timeframe
      return {
        ...rest,
        ...(repeat && window !== 'all_time' ? { repeat } : {}),
        criteria: { metric, operator, value: [value], timeframe: window },
      }
    })

const anyBrand: fc.Arbitrary<BrandPlan> = fc.tuple(anyWhen, anyLadder).chain(([{ zone, start }, ladder]) =>
  fc
    .array(fc.oneof(anyDeedAchievement(start), anyDeedAchievement(start), anyAchievement(start)), {
      maxLength: 4,
      size: 'max',
    })
    .chain(achievements =>
      fc.record({
        zone: fc.constant(zone),
        start: fc.constant(start),
        ladder: fc.constant(ladder),
        settings: anySettings,
        achievements: fc.constant(achievements),
        campaigns: fc.array(anyCampaign(start, ladder), { maxLength: 1, size: 'max' }),
        products: anyProducts(2),
        members: fc.array(fc.record({ consent: fc.boolean(), birthMonth: fc.constant(null) }), {
          minLength: 2,
          maxLength: 3,
        }),
        batches: fc.array(
          fc.record({
            product: fc.nat(1),
            codes: fc.integer({ min: 4, max: 8 }),
            active: fc.constantFrom(true, true, true, true, false),
            hasPins: fc.constantFrom(false, false, false, true),
          }),
          { minLength: 2, maxLength: 3 },
        ),
        rewards: fc.array(anyReward(start, ladder, achievements.length), { minLength: 1, maxLength: 3 }),
      }),
    ),
)

/** Within the days in which limits, holds of redemption and expiry end. */
const anyStep: fc.Arbitrary<Step> = fc.record({
  days: fc.constantFrom(0, 0, 1, 2, 3, 7, 8, 28, 31, 62),
  clock: fc.constantFrom('same' as const, 'same' as const, 'first_moment' as const, 'last_minute' as const),
  minutes: fc.constantFrom(0, 1, 61),
})

const anyPhase: fc.Arbitrary<Phase> = fc.record({
  step: anyStep,
  serial: fc.oneof(
    fc.constant<SerialCommand[]>([]),
    fc.array(anySpendingSerial, { minLength: 1, maxLength: 2 }),
  ),
  lanes: fc.array(fc.array(anySpendingLane, { minLength: 1, maxLength: 5, size: 'max' }), {
    minLength: 2,
    maxLength: 4,
    size: 'max',
  }),
})

/** Everybody has scanned before: who has nothing can spend nothing. */
const begin = ({ members, batches }: BrandPlan): Phase => ({
  step: { days: 0, clock: 'same', minutes: 5 },
  serial: batches.length > 2 ? [{ do: 'expiry', batch: 2, days: 2 }] : [],
  lanes: members.map((_, member) => [
    { do: 'adjust', member, points: 450, countsForRank: member === 0 },
    { do: 'scan', member, code: member, late: false, pin: batches[0]?.hasPins ? 'right' : 'none' },
  ]),
})

/** The jobs that wait are done, and an import is taken back where there was one. */
const END: Phase = {
  step: { days: 0, clock: 'same', minutes: 1 },
  serial: [{ do: 'undo_import', import: 0 }],
  lanes: [],
}

/** A brand whose members spend, wish, invite and leave. */
export const anySpendingPlan: fc.Arbitrary<Plan> = anyBrand.chain(brand =>
  fc
    .tuple(fc.array(anyPhase, { minLength: 1, maxLength: 4, size: 'max' }), anyDisputePhases)
    .map(([phases, disputes]) => ({ brand, phases: [begin(brand), ...phases, ...disputes, END] })),
)
