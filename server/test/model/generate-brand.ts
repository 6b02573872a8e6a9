import fc from 'fast-check'
import { anyAchievement } from './generate-achievement.ts'
import { anyCampaign } from './generate-campaign.ts'
import { anyProducts } from './generate-products.ts'
import { anyLadder, anySettings } from './generate-settings.ts'
import type { BrandPlan } from './plan.ts'

/** Zones on both sides of UTC, with the nights in which their clocks change. */
const ZONES: [zone: string, changes: string[]][] = [
  ['America/New_York', ['2027-03-14T01:30', '2027-11-07T00:30']],
  ['America/Los_Angeles', ['2027-03-13T23:30', '2027-11-06T23:30']],
  ['America/St_Johns', ['2027-03-14T01:45', '2027-11-07T00:15']],
  ['Europe/Berlin', ['2027-03-28T01:30', '2027-10-31T01:30']],
  ['Asia/Tokyo', ['2027-03-31T23:50']],
  ['Pacific/Auckland', ['2027-04-04T01:30', '2027-09-26T01:30']],
  ['America/Santiago', ['2027-04-03T23:30', '2027-09-04T23:30']],
]
const MONTH_ENDS = [
  '2027-01-31T23:40',
  '2028-01-30T22:30',
  '2028-02-29T12:00',
  '2027-04-30T23:55',
  '2027-12-31T23:30',
]
const PLAIN_DAYS = ['2027-05-12T10:00', '2027-06-19T21:15', '2028-08-06T15:00', '2027-10-04T08:20']

export const anyWhen = fc.constantFrom(...ZONES).chain(([zone, changes]) =>
  fc.record({
    zone: fc.constant(zone),
    start: fc.oneof(fc.constantFrom(...MONTH_ENDS), fc.constantFrom(...changes), {
      weight: 3,
      arbitrary: fc.constantFrom(...PLAIN_DAYS),
    }),
  }),
)

/** A brand with its rules, members and packs. */
export const anyBrand: fc.Arbitrary<BrandPlan> = fc
  .tuple(anyWhen, anyLadder)
  .chain(([{ zone, start }, ladder]) =>
    fc.record({
      zone: fc.constant(zone),
      start: fc.constant(start),
      ladder: fc.constant(ladder),
      settings: anySettings,
      achievements: fc.array(anyAchievement(start), { maxLength: 12, size: 'max' }),
      campaigns: fc.array(anyCampaign(start, ladder), { maxLength: 4, size: 'max' }),
      products: anyProducts(3),
      members: fc.array(
        fc.record({ consent: fc.boolean(), birthMonth: fc.constantFrom(null, 1, 3, 5, 11) }),
        { minLength: 1, maxLength: 3 },
      ),
      batches: fc.array(
        fc.record({
          product: fc.nat(2),
          codes: fc.integer({ min: 3, max: 7 }),
          active: fc.constantFrom(true, true, true, false),
        }),
        { minLength: 2, maxLength: 3 },
      ),
      rewards: fc.constant([]),
    }),
  )
