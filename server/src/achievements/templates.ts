import type { AchievementDefinition, Criteria } from './definition.ts'

/** An achievement that every brand may adopt and change. */
export interface AchievementTemplate {
  key: string
  definition: AchievementDefinition
}

type Draft = Pick<AchievementDefinition, 'name' | 'description' | 'rewards' | 'repeat'> & {
  criteria: Pick<Criteria, 'metric' | 'value'> & Partial<Criteria>
  visibility?: Partial<AchievementDefinition['visibility']>
  personalization: AchievementDefinition['personalization']
  metadata: AchievementDefinition['metadata']
}

const template = (key: string, draft: Draft): AchievementTemplate => ({
  key,
  definition: {
    ...draft,
    criteria: { operator: 'at_least', timeframe: 'all_time', ...draft.criteria },
    visibility: { active: true, show_progress: true, hidden: false, ...draft.visibility },
  },
})

/** The welcome streak's third step: every new brand has it. */
export const THIRD_SCAN = template('third_scan', {
  name: 'Third time’s the charm',
  description: 'Scan your third pack. From here on you are a regular.',
  criteria: { metric: 'scans', value: [3] },
  rewards: { points: 300, badge: 'third' },
  personalization: { priority: 80, churn_boost: 20 },
  metadata: { category: 'welcome', rarity: 'common' },
})

/** What works for most brands, in the order in which a member may meet it. Rewards are those of 10 points a dollar. */
export const TEMPLATES: readonly AchievementTemplate[] = [
  THIRD_SCAN,
  template('wish_maker', {
    name: 'Wish maker',
    description: 'Put three rewards on your wishlist, and we will tell you when you can have them.',
    criteria: { metric: 'wishlist_items', value: [3] },
    rewards: { points: 50, badge: 'wish' },
    personalization: { priority: 60 },
    metadata: { category: 'welcome', rarity: 'common' },
  }),
  template('first_reward', {
    name: 'Well earned',
    description: 'Redeem your first reward. You have worked for it.',
    criteria: { metric: 'redemptions', value: [1] },
    rewards: { points: 100, badge: 'ribbon' },
    personalization: { priority: 55, engagement_min: 0.1 },
    metadata: { category: 'rewards', rarity: 'common' },
  }),
  template('monthly_regular', {
    name: 'Regular of the month',
    description: 'Scan four packs in one month. Each month is a new chance.',
    criteria: { metric: 'scans', value: [4], timeframe: 'month' },
    repeat: { every: 'month' },
    rewards: { points: 200, badge: 'calendar' },
    personalization: { priority: 65, churn_boost: 30 },
    metadata: { category: 'habit', rarity: 'uncommon' },
  }),
  template('four_week_streak', {
    name: 'Four weeks running',
    description: 'Scan at least one pack a week, four weeks in a row.',
    criteria: { metric: 'streak_weeks', value: [4] },
    rewards: { points: 400, badge: 'streak' },
    personalization: { priority: 60, churn_boost: 10 },
    metadata: { category: 'habit', rarity: 'uncommon' },
  }),
  template('half_a_year', {
    name: 'Half a year of weeks',
    description: 'Scan at least one pack a week for 26 weeks in a row. Few have the patience.',
    criteria: { metric: 'streak_weeks', value: [26] },
    rewards: { points: 3_000, badge: 'seasons', exclusive_access: 'inner_circle' },
    personalization: { priority: 30, engagement_min: 0.5 },
    metadata: { category: 'habit', rarity: 'epic' },
  }),
  template('explorer', {
    name: 'Explorer',
    description: 'Scan ten different products. There is more to find than you think.',
    criteria: { metric: 'distinct_products', value: [10] },
    rewards: { points: 500, badge: 'compass' },
    personalization: { priority: 55 },
    metadata: { category: 'collection', rarity: 'rare' },
  }),
  template('sweet_tooth', {
    name: 'Sweet tooth',
    description: 'Scan five different edibles.',
    criteria: {
      metric: 'distinct_products',
      value: [5],
      product_filters: { product_form: ['edible'] },
    },
    rewards: { points: 250, badge: 'sweet' },
    personalization: { priority: 45, affinity_min: 0.1 },
    metadata: { category: 'collection', rarity: 'uncommon' },
  }),
  template('flower_collector', {
    name: 'Pressed flowers',
    description: 'Scan five different flowers.',
    criteria: {
      metric: 'distinct_products',
      value: [5],
      product_filters: { product_form: ['flower'] },
    },
    rewards: { points: 250, badge: 'flower' },
    personalization: { priority: 45, affinity_min: 0.1 },
    metadata: { category: 'collection', rarity: 'uncommon' },
  }),
  template('bring_a_friend', {
    name: 'Bring a friend',
    description: 'A friend joins with your code and scans a first pack.',
    criteria: { metric: 'referrals_completed', value: [1] },
    rewards: { points: 500, badge: 'friends' },
    personalization: { priority: 50, engagement_min: 0.2 },
    metadata: { category: 'friends', rarity: 'uncommon' },
  }),
  template('full_table', {
    name: 'A full table',
    description: 'Five friends have joined with your code. Pull up another chair.',
    criteria: { metric: 'referrals_completed', value: [5] },
    rewards: { points: 3_000, badge: 'table' },
    personalization: { priority: 25, engagement_min: 0.4 },
    metadata: { category: 'friends', rarity: 'epic' },
  }),
  template('big_month', {
    name: 'A big month',
    description:
      'Earn 5,000 in one month, and every scan of the next seven days counts one and a half times.',
    criteria: { metric: 'points_earned', value: [5_000], timeframe: 'month' },
    repeat: { every: 'month' },
    rewards: { points: 0, multiplier: { basis_points: 15_000, days: 7 }, badge: 'rocket' },
    personalization: { priority: 40, engagement_min: 0.3 },
    metadata: { category: 'milestone', rarity: 'rare' },
  }),
  template('back_in_the_swing', {
    name: 'Back in the swing',
    description: 'Two packs in one month: good to have you with us. Once a year.',
    criteria: { metric: 'scans', value: [2], timeframe: 'month' },
    repeat: { every: 'year' },
    rewards: { points: 150, badge: 'swing' },
    personalization: { priority: 20, churn_boost: 90 },
    metadata: { category: 'habit', rarity: 'common' },
  }),
  template('golden_pack', {
    name: 'The golden pack',
    description: 'Your fiftieth pack. We have been counting, too.',
    criteria: { metric: 'scans', operator: 'equals', value: [50] },
    rewards: { points: 2_500, badge: 'golden' },
    visibility: { hidden: true },
    personalization: { priority: 50 },
    metadata: { category: 'milestone', rarity: 'legendary' },
  }),
  template('achievement_hunter', {
    name: 'Achievement hunter',
    description: 'Unlock ten achievements. This one does not count, the next one does.',
    criteria: { metric: 'achievements_unlocked', value: [10] },
    rewards: { points: 1_000, badge: 'trophy' },
    personalization: { priority: 35, engagement_min: 0.3 },
    metadata: { category: 'milestone', rarity: 'legendary' },
  }),
]
