import type { DemoBrand } from '../demo-brand.ts'
import { achievements } from './achievements.ts'
import { campaigns } from './campaigns.ts'
import { rewards } from './rewards.ts'

/** Nocturnal and graphic: near-black, one electric accent, bands. No domain of its own: nightjar.localhost finds it. */
export const nightjar: DemoBrand = {
  slug: 'nightjar',
  name: 'Nightjar',
  tagline: 'Made for after dark',
  timeZone: 'America/Los_Angeles',
  settings: {
    // With ranks, streaks and achievements on top this gives back 7 to 10 % of the price: docs/decisions/0037.
    points_per_dollar: 5,
    points_name: { one: 'Spark', many: 'Sparks' },
    gift: {
      name: 'Reflector pin',
      description: 'A matte black enamel pin that lights up in headlights, and in nothing else.',
    },
    theme: {
      light: { ink: '#0d0d12', paper: '#f3f2f5', accent: '#b8290a', on_accent: '#ffffff' },
      dark: { ink: '#f4f3f7', paper: '#0b0b10', accent: '#ff6a3d', on_accent: '#140602' },
      display: 'wide',
      shape: 'sharp',
      motif: 'bands',
      scheme: 'dark',
    },
    // Sparks glow for as long as somebody comes by.
    expiry: { policy: 'inactivity', months: 12, notice_days: 30 },
  },
  ladder: {
    ranks: [
      {
        key: 'dusk',
        name: 'Dusk',
        threshold: 0,
        multiplier_basis_points: 10_000,
        benefits: ['Word of every drop on the night it lands'],
      },
      {
        key: 'nightfall',
        name: 'Nightfall',
        threshold: 4_000,
        multiplier_basis_points: 12_500,
        benefits: ['Drops open an hour early', 'The sticker sheet of the season'],
        rewards: { points: 200 },
      },
      {
        key: 'midnight',
        name: 'Midnight',
        threshold: 12_000,
        multiplier_basis_points: 15_000,
        benefits: ['Drops open a day early', 'A plus-one at every listening night'],
        rewards: { points: 600 },
      },
      {
        key: 'small_hours',
        name: 'Small hours',
        threshold: 36_000,
        multiplier_basis_points: 20_000,
        benefits: ['All that Midnight has', 'The back door, and somebody who opens it'],
        rewards: { points: 1_800 },
      },
    ],
    fall: { after_months: 12, grace_days: 30, notice_days: 30 },
  },
  achievements,
  campaigns,
  rewards,
}
