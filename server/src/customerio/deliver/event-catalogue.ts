import Type, { type TObject, type TProperties, type TSchema } from 'typebox'
import { Nullable, Uuid } from '../../platform/http/schema.ts'
import {
  EventContext,
  ProductSnapshot,
  RewardSnapshot,
  SCHEMA_VERSION,
  UserSnapshot,
} from './event-shapes.ts'

/** What there is to know about an event of one name. */
export interface EventKind {
  when: string
  /** Whose doing it is. What the programme or an operator does has no device. */
  by: 'member' | 'programme'
  product?: 'always' | 'sometimes'
  reward?: 'always' | 'sometimes'
  /** What it says besides the snapshots. */
  own: TProperties
}

const Text = Type.String()
const Points = Type.Integer()
const Day = Type.String({ description: 'The last day, by the brand’s clock' })

const reward = { reward_id: Uuid, reward_name: Text }
const act = { action_id: Uuid }

const card = (when: string): EventKind => ({
  when,
  by: 'member',
  product: 'sometimes',
  reward: 'sometimes',
  own: {
    kind: Text,
    subject: Type.String({ description: 'Such as an achievement’s key; empty where the kind says it all' }),
    surface: Text,
    variant: Text,
    insight_source: Text,
    product_id: Type.Optional(Uuid),
    reward_id: Type.Optional(Uuid),
  },
})

/** Every event that members' deeds and the programme's become at Customer.io. */
export const EVENTS: Record<string, EventKind> = {
  product_scanned: {
    when: 'A pack is claimed; also one that was remembered until its batch was activated',
    by: 'member',
    product: 'always',
    own: { ...act, product_id: Uuid, points_award: Points },
  },
  gift_claimed: {
    when: 'The first scan brings the welcome gift',
    by: 'member',
    product: 'always',
    own: { ...act, product_id: Uuid, order_id: Uuid },
  },
  reward_redeemed: {
    when: 'Points are spent on a reward',
    by: 'member',
    reward: 'always',
    own: { ...act, ...reward, order_id: Uuid, reward_kind: Text, points_cost: Points },
  },
  order_shipped: {
    when: 'A parcel leaves; a gift’s has no reward',
    by: 'programme',
    reward: 'sometimes',
    own: { ...act, order_id: Uuid, order_kind: Text, item_name: Text, reward_id: Nullable(Uuid) },
  },
  achievement_unlocked: {
    when: 'By whatever reaches it: a scan, a friend, a rule that was changed',
    by: 'programme',
    own: { ...act, achievement_key: Text, achievement_name: Text },
  },
  rank_changed: {
    when: 'Up with points, down with quiet or a return',
    by: 'programme',
    own: { ...act, from: Text, to: Text },
  },
  rank_falling: {
    when: 'Notice that a rank is going to fall',
    by: 'programme',
    own: { ...act, from: Text, to: Text, falls_on: Day },
  },
  points_expiring: {
    when: 'Notice that points are going to expire',
    by: 'programme',
    own: { ...act, points: Points, expires_on: Day },
  },
  wishlist_item_added: { when: 'A wish', by: 'member', reward: 'always', own: { ...act, ...reward } },
  wishlist_item_removed: {
    when: 'A wish taken back',
    by: 'member',
    reward: 'always',
    own: { ...act, reward_id: Uuid },
  },
  goal_set: {
    when: 'A reward becomes the one worked towards',
    by: 'member',
    reward: 'always',
    own: { ...act, ...reward, points_needed: Points },
  },
  goal_progressed: {
    when: 'Points bring a goal past a quarter of the way',
    by: 'programme',
    reward: 'always',
    own: { ...act, ...reward, points_needed: Points, percent: Type.Enum([25, 50, 75]) },
  },
  goal_completed: {
    when: 'Points are enough for it',
    by: 'programme',
    reward: 'always',
    own: { ...act, ...reward },
  },
  referral_initiated: { when: 'The link is shared', by: 'member', own: { ...act, channel: Text } },
  referral_converted: {
    when: 'A friend has scanned and confirmed; told of who invited',
    by: 'programme',
    own: { ...act, referral_id: Uuid, friend_id: Uuid, points_award: Points },
  },
  user_session_started: {
    when: 'The app was opened, by signing in or after half an hour and more',
    by: 'member',
    own: {},
  },
  user_session_ended: {
    when: 'The app was left',
    by: 'member',
    own: { duration_seconds: Type.Optional(Type.Integer({ minimum: 0 })) },
  },
  card_shown: card('A suggestion was seen, once a day each'),
  card_tapped: card('It was followed'),
  card_dismissed: card('It was sent away'),
  consent_changed: {
    when: 'Marketing is agreed to; a withdrawal is one attribute, unsubscribed, and nothing else',
    by: 'member',
    own: { granted: Type.Boolean() },
  },
  email_changed: { when: 'Another e-mail was confirmed', by: 'member', own: {} },
  insights_requested: {
    when: 'What is known of a member who is active has become stale: the brand’s campaign answers by webhook',
    by: 'programme',
    own: {},
  },
  product_recalled: {
    when: 'A pack of the member’s is called back',
    by: 'programme',
    product: 'always',
    own: { ...act, product_id: Uuid, recall_id: Uuid, batch_id: Uuid, serial: Type.Integer() },
  },
  dispute_opened: {
    when: 'A member says that a pack is theirs',
    by: 'member',
    own: { ...act, dispute_id: Uuid },
  },
  dispute_settled: {
    when: 'An operator has decided it',
    by: 'programme',
    own: { ...act, dispute_id: Uuid, award: Text },
  },
}

const isOptional = (need: EventKind['product']) => need === 'sometimes'

function snapshot<T extends TSchema>(name: string, need: EventKind['product'], schema: T): TProperties {
  if (!need) return {}
  return { [name]: isOptional(need) ? Type.Optional(schema) : schema }
}

/** The attributes of an event as they arrive, whole. */
export const attributesOf = ({ own, product, reward: bought }: EventKind): TObject =>
  Type.Object(
    {
      ...own,
      schema_version: Type.Literal(SCHEMA_VERSION),
      user_snapshot: UserSnapshot,
      ...snapshot('product_snapshot', product, ProductSnapshot),
      ...snapshot('reward_snapshot', bought, RewardSnapshot),
      event_context: EventContext,
    },
    { additionalProperties: false },
  )
