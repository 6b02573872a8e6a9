import { type DemoReward, reward } from '../demo-reward.ts'

const digital = { kind: 'digital' } as const

/** What Sparks buy, from small to large. */
export const rewards: DemoReward[] = [
  reward({
    name: 'Sticker sheet',
    description: 'Nine, die-cut, and they survive the dishwasher.',
    tags: ['small'],
    ...{ cost: 350, stock: null, seed: 3101, motif: 'stars' },
  }),
  reward({
    name: 'Late coffee',
    description: 'Five dollars at any counter that is open after ten.',
    tags: ['voucher'],
    ...digital,
    ...{ cost: 500, stock: 400, seed: 3102, motif: 'waves' },
  }),
  reward({
    name: 'Bike light',
    description: 'Red at the back, white at the front, and ours all over.',
    tags: ['ride'],
    ...{ cost: 1_400, stock: 200, seed: 3103, motif: 'bands' },
  }),
  reward({
    name: 'Watch cap',
    description: 'Black. The reflective thread shows only in headlights.',
    tags: ['wear'],
    featured: true,
    ...{ cost: 2_000, stock: 160, seed: 3104, motif: 'grain' },
  }),
  reward({
    name: 'Listening night',
    description: 'Two seats, one record from start to end, nobody talks.',
    tags: ['voucher', 'visit'],
    ...digital,
    featured: true,
    ...{ cost: 2_600, stock: 120, seed: 3105, motif: 'waves' },
  }),
  reward({
    name: 'Sling',
    description: 'Recycled nylon, fits a phone, keys and what you came for.',
    tags: ['wear', 'ride'],
    ...{ cost: 3_800, stock: 90, seed: 3106, motif: 'topography' },
  }),
  reward({
    name: 'Night jacket',
    description: 'A shell with a quiet zip. It folds into its own pocket.',
    tags: ['wear'],
    rank_key: 'nightfall',
    limit_per_member: { times: 1, period: 'year' },
    ...{ cost: 8_500, stock: 35, seed: 3107, motif: 'stars' },
  }),
  reward({
    name: 'A track with your name',
    description: 'Our house producer makes ninety seconds about you. Nobody else gets it.',
    tags: ['visit'],
    rank_key: 'midnight',
    ...{ cost: 11_000, stock: 10, seed: 3108, motif: 'bands' },
  }),
]
