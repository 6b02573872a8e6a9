import Type, { type Static } from 'typebox'

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

export const Settings = Type.Object(
  {
    points_name: Type.Object({
      one: Type.String({ minLength: 1, maxLength: 30 }),
      many: Type.String({ minLength: 1, maxLength: 30 }),
    }),
    points_per_dollar: Type.Integer({ minimum: 0, maximum: 10_000 }),
    /** The most that all multipliers together may reach, in basis points (10,000 = x1). */
    multiplier_cap_basis_points: Type.Integer({ minimum: 10_000, maximum: 1_000_000 }),
    /** What the second scan is multiplied by, in basis points; 10,000 switches the streak off. */
    second_scan_basis_points: Type.Integer({ minimum: 10_000, maximum: 1_000_000 }),
    gift: Type.Union([Gift, Type.Null()]),
    age_limit: Type.Integer({ minimum: 18, maximum: 25 }),
    theme: Theme,
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
  theme: {
    light: { ink: '#1c1f1d', paper: '#fafaf7', accent: '#2b6a4d', on_accent: '#ffffff' },
    dark: { ink: '#f1f2ee', paper: '#141614', accent: '#7cc7a2', on_accent: '#0c120f' },
    display: 'sans',
    shape: 'soft',
    motif: 'grain',
    scheme: 'auto',
  },
}
