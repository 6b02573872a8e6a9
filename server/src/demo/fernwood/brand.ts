import type { DemoBrand } from '../demo-brand.ts'
import { achievements } from './achievements.ts'
import { campaigns } from './campaigns.ts'
import { rewards } from './rewards.ts'

/** Botanical and calm: cream paper, deep green, leaves. */
export const fernwood: DemoBrand = {
  slug: 'fernwood',
  name: 'Fernwood',
  tagline: 'Grown slowly, in the Hudson Valley',
  timeZone: 'America/New_York',
  domains: ['localhost', '127.0.0.1'],
  settings: {
    // With ranks, streaks and achievements on top this gives back 7 to 10 % of the price: docs/decisions/0037.
    points_per_dollar: 5,
    points_name: { one: 'Leaf', many: 'Leaves' },
    gift: {
      name: 'Pocket herbarium',
      description: 'A linen-bound notebook with twelve pressed leaves from our north field.',
    },
    theme: {
      light: { ink: '#1f2d24', paper: '#f6f1e4', accent: '#2a5a3f', on_accent: '#fbf8ee' },
      dark: { ink: '#ece6d6', paper: '#131a15', accent: '#a3cba6', on_accent: '#102016' },
      display: 'serif',
      shape: 'soft',
      motif: 'leaves',
      scheme: 'auto',
    },
    // A leaf lasts a year.
    expiry: { policy: 'after_earning', months: 12, notice_days: 30 },
  },
  ladder: {
    ranks: [
      {
        key: 'bronze',
        name: 'Bronze',
        threshold: 0,
        multiplier_basis_points: 10_000,
        benefits: ['Our field notes, by post, when the seasons change'],
      },
      {
        key: 'silver',
        name: 'Silver',
        threshold: 5_000,
        multiplier_basis_points: 12_500,
        benefits: ['First word of every small batch', 'A packet of meadow seeds each spring'],
        rewards: { points: 250 },
      },
      {
        key: 'gold',
        name: 'Gold',
        threshold: 15_000,
        multiplier_basis_points: 15_000,
        benefits: ['All that Silver has', 'A place on the harvest walk in October'],
        rewards: { points: 750 },
      },
      {
        key: 'platinum',
        name: 'Platinum',
        threshold: 40_000,
        multiplier_basis_points: 20_000,
        benefits: [
          'All that Gold has',
          'Supper at the long table in the Greenhouse, once a year',
          'A say in what we plant next spring',
        ],
        rewards: { points: 2_000 },
      },
    ],
    fall: { after_months: 12, grace_days: 30, notice_days: 30 },
  },
  achievements,
  campaigns,
  rewards,
}
