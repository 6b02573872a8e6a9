import { type DemoReward, reward } from '../demo-reward.ts'

const digital = { kind: 'digital' } as const

/** What Leaves buy, from small to large. */
export const rewards: DemoReward[] = [
  reward({
    name: 'Meadow seeds',
    description: 'A hand-stamped packet of twelve flowers that grow along our lane.',
    tags: ['garden'],
    ...{ cost: 400, stock: null, seed: 2101, motif: 'leaves' },
  }),
  reward({
    name: 'Farm stand voucher',
    description: 'Ten dollars at the stand by the gate, cider included.',
    tags: ['voucher'],
    ...digital,
    ...{ cost: 1_000, stock: 400, seed: 2102, motif: 'waves' },
  }),
  reward({
    name: 'Enamel fern pin',
    description: 'Five shades of green, fired twice, on a brass clasp.',
    tags: ['wear'],
    limit_per_member: { times: 3, period: 'year' },
    ...{ cost: 900, stock: 300, seed: 2103, motif: 'leaves' },
  }),
  reward({
    name: 'Canvas field bag',
    description: 'Waxed cotton, one deep pocket, and a loop for your trowel.',
    tags: ['wear', 'garden'],
    featured: true,
    ...{ cost: 1_800, stock: 180, seed: 2104, motif: 'grain' },
  }),
  reward({
    name: 'Stoneware mug',
    description: 'Thrown in Kingston, glazed the colour of moss after rain.',
    tags: ['table'],
    ...{ cost: 2_400, stock: 140, seed: 2105, motif: 'bands' },
  }),
  reward({
    name: 'Harvest walk for two',
    description: 'An afternoon in October with the people who grow it, and soup after.',
    tags: ['voucher', 'visit'],
    ...digital,
    featured: true,
    ...{ cost: 3_000, stock: 120, seed: 2106, motif: 'topography' },
  }),
  reward({
    name: 'Linen apron',
    description: 'Cross-backed, heavy, and better each year.',
    tags: ['table', 'wear'],
    ...{ cost: 3_600, stock: 80, seed: 2107, motif: 'grain' },
  }),
  reward({
    name: 'Wool blanket',
    description: 'From a mill that is older than the state of New York, nearly.',
    tags: ['home'],
    rank_key: 'silver',
    limit_per_member: { times: 1, period: 'year' },
    fulfilment_notes: 'Goes in the flat box, with cedar paper.',
    ...{ cost: 7_500, stock: 40, seed: 2108, motif: 'stars' },
  }),
  reward({
    name: 'Your name on a bed',
    description: 'A row in the Greenhouse carries your name for a season, and you get its first jar.',
    tags: ['visit'],
    rank_key: 'gold',
    ...{ cost: 12_000, stock: 12, seed: 2109, motif: 'leaves' },
  }),
]
