import fc from 'fast-check'
import { anyAchievement } from './generate-achievement.ts'
import { anyBrand } from './generate-brand.ts'
import { anyCampaign } from './generate-campaign.ts'
import { anyCaps, anyExpiry, anyHolds, anyLadder } from './generate-settings.ts'
import { anySpendingPlan } from './generate-spending.ts'
import type { BrandPlan, CodeRef, LaneCommand, Phase, Plan, SerialCommand, Step } from './plan.ts'

const anyNumber = fc.nat(30)

export const anyCode: fc.Arbitrary<CodeRef> = fc.oneof(
  { weight: 12, arbitrary: anyNumber },
  fc.constantFrom('unknown' as const, 'foreign' as const),
)

const anyScan = fc.record({
  do: fc.constant('scan' as const),
  member: fc.nat(4),
  code: anyCode,
  late: fc.boolean(),
})

const anyJoin = fc.record({
  do: fc.constant('join' as const),
  person: fc.nat(4),
  code: anyCode,
  consent: fc.boolean(),
})

export const anyBatch = fc.record({
  do: fc.constant('batch' as const),
  batch: fc.nat(3),
  as: fc.constantFrom('activate' as const, 'activate' as const, 'void' as const),
})

const anyLaneCommand: fc.Arbitrary<LaneCommand> = fc.oneof(
  { weight: 18, arbitrary: anyScan },
  { weight: 1, arbitrary: anyJoin },
  { weight: 1, arbitrary: anyBatch },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('adjust' as const),
      member: fc.nat(4),
      points: fc.oneof(fc.constantFrom(-40, -150, -400, -900), fc.integer({ min: 1, max: 300 })),
      countsForRank: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('return' as const),
      code: anyNumber,
      leave: fc.constantFrom('reopen' as const, 'void' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('review' as const),
      hold: fc.nat(5),
      verdict: fc.constantFrom('released' as const, 'rejected' as const),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('again' as const),
      of: fc.nat(40),
      otherBody: fc.constantFrom(false, false, true),
    }),
  },
)

const anySerial = ({ start }: BrandPlan, ladder: BrandPlan['ladder']): fc.Arbitrary<SerialCommand> =>
  fc.oneof(
    fc.record({
      do: fc.constant('settings' as const),
      patch: fc
        .record(
          {
            points_per_dollar: fc.constantFrom(5, 10, 20),
            expiry: anyExpiry,
            caps: anyCaps,
            holds: anyHolds,
          },
          { requiredKeys: [] },
        )
        .filter(patch => Object.keys(patch).length > 0),
    }),
    fc.record({ do: fc.constant('ladder' as const), ladder: anyLadder }),
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant('publish' as const),
        achievement: fc.nat(13),
        definition: anyAchievement(start),
        backFill: fc.boolean(),
      }),
    },
    fc.record({
      do: fc.constant('rollback' as const),
      achievement: fc.nat(13),
      version: fc.integer({ min: 1, max: 2 }),
    }),
    fc.record({ do: fc.constant('campaign' as const), definition: anyCampaign(start, ladder) }),
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant('mark' as const),
        campaign: fc.nat(4),
        as: fc.constantFrom(
          'pause' as const,
          'resume' as const,
          'undo' as const,
          'undo' as const,
          'undo' as const,
        ),
      }),
    },
    { weight: 2, arbitrary: anyBatch },
    fc.record({ do: fc.constant('consent' as const), member: fc.nat(4), granted: fc.boolean() }),
  )

/** Where windows, periods, policies and multipliers of days end, and a day before and after. */
const DAYS = [1, 2, 6, 7, 8, 14, 28, 29, 30, 31, 33, 59, 61, 66, 89, 90, 92, 200]

export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    days: fc.constant(0),
    clock: fc.constantFrom('same' as const, 'last_minute' as const),
    minutes: fc.constantFrom(1, 15, 50, 300),
  }),
  {
    weight: 3,
    arbitrary: fc.record({
      days: fc.constantFrom(...DAYS),
      clock: fc.constantFrom(
        'same' as const,
        'same' as const,
        'first_moment' as const,
        'last_minute' as const,
      ),
      minutes: fc.constantFrom(0, 0, 0, 600),
    }),
  },
)

const anyPhase = (brand: BrandPlan): fc.Arbitrary<Phase> =>
  fc.record({
    step: anyStep,
    serial: fc.oneof(
      fc.constant<SerialCommand[]>([]),
      fc.array(anySerial(brand, brand.ladder), { minLength: 1, maxLength: 2 }),
    ),
    lanes: fc.array(fc.array(anyLaneCommand, { minLength: 1, maxLength: 5, size: 'max' }), {
      minLength: 2,
      maxLength: 4,
      size: 'max',
    }),
  })

/** A brand whose members earn. */
export const anyEarningPlan: fc.Arbitrary<Plan> = anyBrand.chain(brand =>
  fc.record({
    brand: fc.constant(brand),
    phases: fc.array(anyPhase(brand), { minLength: 2, maxLength: 5, size: 'max' }),
  }),
)

/** A brand, and what happens to it: each seed gives another one, and gives it again. */
export const anyPlan: fc.Arbitrary<Plan> = fc.oneof(anyEarningPlan, anySpendingPlan)
