import { fromTemplate } from '../../achievements/index.ts'
import { achievement, type DemoBrand } from '../demo-brand.ts'

const SHOWER_DAYS = 30

/** Nightjar's achievements, in the order in which a member may meet them. */
export const achievements: DemoBrand['achievements'] = inDays => ({
  third_spark: fromTemplate('third_scan', {
    name: 'Third spark',
    description: 'Scan your third pack. Now it burns by itself.',
    rewards: { badge: 'spark' },
  }),
  neon_sign: achievement({
    name: 'Neon sign',
    description: 'Scan three vaporizers of the Neon line.',
    criteria: { metric: 'scans', product_filters: { product_form: ['vaporizer'] } },
    atLeast: 3,
    rewards: { points: 250, badge: 'neon' },
    priority: 60,
    category: 'collection',
    rarity: 'uncommon',
  }),
  night_shift: fromTemplate('monthly_regular', {
    name: 'Night shift',
    description: 'Four packs in one month. Clock in again next month.',
    rewards: { badge: 'clock' },
  }),
  meteor_shower: achievement({
    name: 'Meteor shower',
    description: 'Scan five packs before it has passed.',
    criteria: { metric: 'scans' },
    atLeast: 5,
    until: inDays(SHOWER_DAYS),
    rewards: { points: 250, badge: 'meteor' },
    priority: 55,
    category: 'season',
    rarity: 'uncommon',
  }),
  full_voltage: achievement({
    name: 'Full voltage',
    description: 'Earn 3,000 Sparks in all.',
    criteria: { metric: 'points_earned' },
    atLeast: 3_000,
    rewards: { points: 200, badge: 'voltage' },
    priority: 50,
    category: 'milestone',
    rarity: 'rare',
  }),
  feedback_loop: fromTemplate('big_month', {
    name: 'Feedback loop',
    description: 'Earn 2,500 Sparks in one month, and every scan counts double for three days.',
    criteria: { value: [2_500] },
    rewards: { multiplier: { basis_points: 20_000, days: 3 }, badge: 'loop' },
  }),
  guest_list: achievement({
    name: 'Guest list',
    description: 'Scan three different concentrates. Say your name at the door.',
    criteria: { metric: 'distinct_products', product_filters: { product_form: ['concentrate'] } },
    atLeast: 3,
    rewards: { points: 200, badge: 'rope', exclusive_access: 'the_guest_list' },
    priority: 45,
    category: 'collection',
    rarity: 'rare',
  }),
  residency: fromTemplate('four_week_streak', {
    name: 'Residency',
    description: 'At least one pack a week, four weeks in a row. They put your name on the poster.',
    rewards: { badge: 'poster' },
  }),
  full_set: fromTemplate('explorer', {
    name: 'Full set',
    description: 'Scan ten different products, no repeats.',
    rewards: { badge: 'record' },
  }),
  thirteenth_hour: achievement({
    name: 'Thirteenth hour',
    description: 'Your thirteenth pack. There is no such hour, and here you are.',
    criteria: { metric: 'scans' },
    atLeast: 13,
    hidden: true,
    rewards: { points: 666, badge: 'thirteen' },
    priority: 40,
    category: 'milestone',
    rarity: 'legendary',
  }),
})
