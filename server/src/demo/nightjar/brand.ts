import { achievement, type DemoBrand } from '../demo-brand.ts'

/** Nocturnal and graphic: near-black, one electric accent, bands. No domain of its own: nightjar.localhost finds it. */
export const nightjar: DemoBrand = {
  slug: 'nightjar',
  name: 'Nightjar',
  tagline: 'Made for after dark',
  timeZone: 'America/Los_Angeles',
  settings: {
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
  },
  ladder: {
    ranks: [
      { key: 'dusk', name: 'Dusk', threshold: 0, multiplier_basis_points: 10_000 },
      { key: 'nightfall', name: 'Nightfall', threshold: 4_000, multiplier_basis_points: 12_500 },
      { key: 'midnight', name: 'Midnight', threshold: 12_000, multiplier_basis_points: 15_000 },
      { key: 'small_hours', name: 'Small hours', threshold: 36_000, multiplier_basis_points: 20_000 },
    ],
    fall: null,
  },
  achievements: {
    third_spark: achievement({
      name: 'Third spark',
      description: 'Scan your third pack. Now it burns by itself.',
      metric: 'scans',
      atLeast: 3,
      points: 300,
      badge: 'spark',
      priority: 80,
      category: 'welcome',
      rarity: 'common',
    }),
    neon_sign: achievement({
      name: 'Neon sign',
      description: 'Scan three vaporizers of the Neon line.',
      metric: 'scans',
      atLeast: 3,
      forms: ['vaporizer'],
      points: 250,
      badge: 'neon',
      priority: 60,
      category: 'collection',
      rarity: 'uncommon',
    }),
    full_voltage: achievement({
      name: 'Full voltage',
      description: 'Earn 3,000 Sparks in all.',
      metric: 'points_earned',
      atLeast: 3_000,
      points: 200,
      badge: 'voltage',
      priority: 50,
      category: 'milestone',
      rarity: 'rare',
    }),
  },
}
