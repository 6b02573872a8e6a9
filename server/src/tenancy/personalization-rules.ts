import Type, { type Static, type TInteger, type TOptional } from 'typebox'

/** Everything that members may be suggested. */
export const SUGGESTION_KINDS = [
  'first_scan',
  'second_scan',
  'scan_again',
  'come_back',
  'affinity_product',
  'almost_unlocked',
  'almost_promoted',
  'points_expiring',
  'rank_will_fall',
  'birthday',
  'campaign_running',
  'finish_goal',
  'redeem_reward',
  'invite_friends',
] as const
export type SuggestionKind = (typeof SUGGESTION_KINDS)[number]

const optional = <Name extends string>(names: readonly Name[], maximum: number) =>
  Object.fromEntries(
    names.map(name => [name, Type.Optional(Type.Integer({ minimum: 0, maximum }))]),
  ) as Record<Name, TOptional<TInteger>>

/** How a brand weighs what members see first; what is left out is as it is for a new brand. */
export const PersonalizationRules = Type.Object(
  {
    hold_out_percent: Type.Integer({
      minimum: 0,
      maximum: 50,
      description:
        'The share of members who see nothing personal, for ever, so that its effect can be measured',
    }),
    dismissed_days: Type.Integer({
      minimum: 1,
      maximum: 90,
      description: 'How long a suggestion stays away that was dismissed',
    }),
    values: Type.Object(optional(SUGGESTION_KINDS, 1_000), {
      additionalProperties: false,
      description: 'What each suggestion is worth by rule; 0 for never',
    }),
    achievement_weights: Type.Object(
      optional(['priority', 'nearness', 'churn', 'affinity', 'engagement'], 100),
      {
        additionalProperties: false,
        description: 'What moves achievements from where their priority puts them',
      },
    ),
  },
  { additionalProperties: false },
)
export type PersonalizationRules = Static<typeof PersonalizationRules>

export const DEFAULT_PERSONALIZATION: PersonalizationRules = {
  hold_out_percent: 10,
  dismissed_days: 14,
  values: {},
  achievement_weights: {},
}
