import Type, { type Static } from 'typebox'
import type { FieldError } from '../platform/errors.ts'
import { fieldErrors } from '../platform/field-errors.ts'
import { DEFAULT_ENGAGEMENT, EngagementRules } from './engagement-rules.ts'
import { DEFAULT_MARKETS, Markets, marketErrors } from './markets.ts'
import { DEFAULT_PERSONALIZATION, PersonalizationRules } from './personalization-rules.ts'
import { ProfileField, profileFieldErrors } from './profile-fields.ts'
import { DEFAULT_REFERRALS, ReferralRules } from './referral-rules.ts'

const Colour = Type.String({ pattern: '^#[0-9a-f]{6}$' })
const Palette = Type.Object(
  { ink: Colour, paper: Colour, accent: Colour, on_accent: Colour },
  { additionalProperties: false },
)

/** How a brand looks: typed tokens only, so that a theme can never carry markup or script. */
export const Theme = Type.Object(
  {
    light: Palette,
    dark: Palette,
    display: Type.Enum(['serif', 'sans', 'wide']),
    shape: Type.Enum(['soft', 'sharp']),
    motif: Type.Enum(['leaves', 'topography', 'grain', 'stars', 'bands', 'waves']),
    scheme: Type.Enum(['auto', 'dark']),
  },
  { additionalProperties: false },
)
export type Theme = Static<typeof Theme>

export const Gift = Type.Object(
  { name: Type.String({ maxLength: 120 }), description: Type.String({ maxLength: 400 }) },
  { additionalProperties: false },
)

/** When points end, counted in months of the brand's calendar; members are told `notice_days` before. */
export const Expiry = Type.Union([
  Type.Object({ policy: Type.Literal('none') }, { additionalProperties: false }),
  Type.Object(
    {
      policy: Type.Enum(['after_earning', 'inactivity']),
      months: Type.Integer({ minimum: 1, maximum: 120 }),
      notice_days: Type.Integer({ minimum: 0, maximum: 90 }),
    },
    { additionalProperties: false },
  ),
])
export type Expiry = Static<typeof Expiry>

/** The most that scans of a member, or of a member and one product, earn in a period. */
export const Cap = Type.Object(
  {
    per: Type.Enum(['member', 'product']),
    period: Type.Enum(['day', 'week', 'month', 'all_time']),
    points: Type.Integer({ minimum: 1, maximum: 1_000_000_000 }),
  },
  { additionalProperties: false },
)
export type Cap = Static<typeof Cap>

/** Which scans' points wait: all for some hours, or those from the nth scan of a day on for a review. */
export const HoldRules = Type.Object(
  {
    settle_after_hours: Type.Integer({ minimum: 0, maximum: 2_160, description: '0: at once' }),
    review_from_scan_of_day: Type.Union([Type.Integer({ minimum: 2, maximum: 1_000 }), Type.Null()]),
  },
  { additionalProperties: false },
)
export type HoldRules = Static<typeof HoldRules>

const TextVersion = Type.Union([Type.String({ minLength: 1, maxLength: 40, pattern: '\\S' }), Type.Null()])

/** Which version of its texts a brand shows: kept with every consent that is given to them. */
export const ConsentTexts = Type.Object(
  { terms: TextVersion, marketing: TextVersion },
  { additionalProperties: false },
)
export type ConsentTexts = Static<typeof ConsentTexts>

export const Settings = Type.Object(
  {
    points_name: Type.Object(
      {
        one: Type.String({ minLength: 1, maxLength: 30 }),
        many: Type.String({ minLength: 1, maxLength: 30 }),
      },
      { additionalProperties: false },
    ),
    points_per_dollar: Type.Integer({ minimum: 0, maximum: 10_000 }),
    /** The most that all multipliers together may reach, in basis points (10,000 = x1). */
    multiplier_cap_basis_points: Type.Integer({ minimum: 10_000, maximum: 1_000_000 }),
    /** What the second scan is multiplied by, in basis points; 10,000 switches the streak off. */
    second_scan_basis_points: Type.Integer({ minimum: 10_000, maximum: 1_000_000 }),
    gift: Type.Union([Gift, Type.Null()]),
    age_limit: Type.Integer({ minimum: 18, maximum: 25 }),
    markets: Markets,
    theme: Theme,
    expiry: Expiry,
    caps: Type.Array(Cap, { maxItems: 8 }),
    holds: HoldRules,
    referrals: ReferralRules,
    personalization: PersonalizationRules,
    engagement: EngagementRules,
    /** What members are asked besides name, address and month of birth. */
    profile_fields: Type.Array(ProfileField, { maxItems: 20 }),
    consent_texts: ConsentTexts,
    /** The most points by which support may change a balance at once. */
    support_adjustment_limit: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
  },
  { additionalProperties: false },
)
export type Settings = Static<typeof Settings>

/** What a new brand starts with. */
export const DEFAULT_SETTINGS: Settings = {
  points_name: { one: 'point', many: 'points' },
  points_per_dollar: 10,
  multiplier_cap_basis_points: 100_000,
  second_scan_basis_points: 20_000,
  gift: { name: 'Welcome gift', description: 'A small thank-you, shipped to you.' },
  age_limit: 21,
  markets: DEFAULT_MARKETS,
  theme: {
    light: { ink: '#1c1f1d', paper: '#fafaf7', accent: '#2b6a4d', on_accent: '#ffffff' },
    dark: { ink: '#f1f2ee', paper: '#141614', accent: '#7cc7a2', on_accent: '#0c120f' },
    display: 'sans',
    shape: 'soft',
    motif: 'grain',
    scheme: 'auto',
  },
  expiry: { policy: 'none' },
  caps: [],
  holds: { settle_after_hours: 0, review_from_scan_of_day: null },
  referrals: DEFAULT_REFERRALS,
  personalization: DEFAULT_PERSONALIZATION,
  engagement: DEFAULT_ENGAGEMENT,
  profile_fields: [],
  consent_texts: { terms: null, marketing: null },
  support_adjustment_limit: 5_000,
}

/** Stored settings as they are read: what was not decided when they were stored is as it is for a new brand. */
export const settingsOf = (stored: unknown): Settings => ({ ...DEFAULT_SETTINGS, ...(stored as Settings) })

/** What is wrong with settings, by the name of the field below `settings`. */
export function settingsErrors(settings: unknown): FieldError[] {
  const errors = fieldErrors(Settings, settings, 'settings')
  if (errors.length > 0) return errors
  const { expiry, caps, markets, profile_fields } = settings as Settings
  return [
    ...noticeErrors(expiry),
    ...capErrors(caps),
    ...marketErrors(markets),
    ...profileFieldErrors(profile_fields),
  ]
}

const DAYS_OF_SHORTEST_MONTH = 28

function noticeErrors(expiry: Expiry): FieldError[] {
  if (expiry.policy === 'none' || expiry.notice_days < expiry.months * DAYS_OF_SHORTEST_MONTH) return []
  return [{ field: 'settings.expiry.notice_days', message: 'must be fewer days than points last' }]
}

function capErrors(caps: Cap[]): FieldError[] {
  return caps.flatMap(({ per, period }, i) => {
    const first = caps.findIndex(cap => cap.per === per && cap.period === period)
    return first === i
      ? []
      : [{ field: `settings.caps.${i}`, message: `is of the same kind as caps.${first}` }]
  })
}
