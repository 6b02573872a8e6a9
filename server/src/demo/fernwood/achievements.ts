import { fromTemplate } from '../../achievements/index.ts'
import { achievement, type DemoBrand } from '../demo-brand.ts'

const SEASON_DAYS = 45

/** Fernwood's achievements, in the order in which a member may meet them. */
export const achievements: DemoBrand['achievements'] = inDays => ({
  third_leaf: fromTemplate('third_scan', { name: 'Third leaf', rewards: { badge: 'leaf' } }),
  flower_press: achievement({
    name: 'Flower press',
    description: 'Scan three packs of flower from the Greenhouse.',
    criteria: { metric: 'scans', product_filters: { product_form: ['flower'] } },
    atLeast: 3,
    rewards: { points: 250, badge: 'flower' },
    priority: 60,
    category: 'collection',
    rarity: 'uncommon',
  }),
  garden_rounds: fromTemplate('monthly_regular', {
    name: 'Garden rounds',
    description: 'Scan four packs in one month. A garden wants looking at every month.',
    rewards: { badge: 'garden' },
  }),
  woodlot_season: achievement({
    name: 'Woodlot season',
    description: 'Scan three pre-rolls from the Woodlot before the season is over.',
    criteria: { metric: 'scans', product_filters: { product_line: ['Woodlot'] } },
    atLeast: 3,
    until: inDays(SEASON_DAYS),
    rewards: { points: 300, badge: 'acorn' },
    priority: 55,
    category: 'season',
    rarity: 'uncommon',
  }),
  first_harvest: achievement({
    name: 'First harvest',
    description: 'Earn 2,500 Leaves in all.',
    criteria: { metric: 'points_earned' },
    atLeast: 2_500,
    rewards: { points: 200, badge: 'harvest' },
    priority: 50,
    category: 'milestone',
    rarity: 'rare',
  }),
  long_light: fromTemplate('big_month', {
    name: 'Long light',
    description: 'Earn 2,000 Leaves in one month, and for seven days every scan counts one and a half times.',
    criteria: { value: [2_000] },
    rewards: { badge: 'sun' },
  }),
  apothecary_shelf: achievement({
    name: 'The back shelf',
    description: 'Scan three different things from the Apothecary. We keep some of it behind the counter.',
    criteria: { metric: 'distinct_products', product_filters: { product_line: ['Apothecary'] } },
    atLeast: 3,
    rewards: { points: 200, badge: 'mortar', exclusive_access: 'the_back_shelf' },
    priority: 45,
    category: 'collection',
    rarity: 'rare',
  }),
  steady_rain: fromTemplate('four_week_streak', {
    name: 'Steady rain',
    description: 'Scan at least one pack a week, four weeks in a row. It is how things grow.',
    rewards: { badge: 'rain' },
  }),
  field_guide: fromTemplate('explorer', {
    name: 'Field guide',
    description: 'Scan ten different products. That is ten pages filled.',
    rewards: { badge: 'compass' },
  }),
  ghost_pipe: achievement({
    name: 'Ghost pipe',
    description: 'Your seventh pack. It grows where nobody looks, and now you have seen it.',
    criteria: { metric: 'scans' },
    atLeast: 7,
    hidden: true,
    rewards: { points: 350, badge: 'ghost' },
    priority: 40,
    category: 'milestone',
    rarity: 'epic',
  }),
})
