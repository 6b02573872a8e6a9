import Type, { type Static } from 'typebox'
import type { FieldError } from '../platform/errors.ts'
import { regionName, regionOf } from './regions.ts'

const Rules = {
  gifts_allowed: Type.Boolean(),
  ships_to: Type.Boolean({ description: 'Whether parcels may go there' }),
}

/** What the law of a state or country allows; elsewhere holds the default, with the brand's age limit. */
export const Markets = Type.Object(
  {
    default: Type.Object(Rules, { additionalProperties: false }),
    list: Type.Array(
      Type.Object(
        {
          code: Type.String({
            pattern: '^[A-Z]{2}(-[A-Z0-9]{1,3})?$',
            description: 'A country, or a state of it (ISO 3166): US, US-NY',
          }),
          legal_age: Type.Integer({ minimum: 18, maximum: 25 }),
          ...Rules,
        },
        { additionalProperties: false },
      ),
      { maxItems: 300 },
    ),
  },
  { additionalProperties: false },
)
export type Markets = Static<typeof Markets>

/** What holds where somebody lives. */
export interface Market {
  /** The state's code, such as US-NY, else the country's. */
  code: string
  name: string | null
  legal_age: number
  gifts_allowed: boolean
  ships_to: boolean
}

/** As much of a brand's settings as says what holds where. */
export interface MarketSettings {
  age_limit: number
  markets: Markets
}

/** Parcels may go everywhere, until a brand says otherwise. */
export const DEFAULT_MARKETS: Markets = { default: { gifts_allowed: true, ships_to: true }, list: [] }

/**
 * The market of an address: what is said of its state, else of its country, else the default. Undefined for a state
 * that there is not.
 */
export function marketOf(
  { age_limit, markets }: MarketSettings,
  { country, state }: { country: string; state: string },
): Market | undefined {
  const region = regionOf(country, state)
  if (region === undefined) return undefined
  const inState = `${country}-${region.toUpperCase()}`
  const rules = find(markets, inState) ?? find(markets, country)
  return {
    code: /^[A-Z]{2}-[A-Z0-9]{1,3}$/.test(inState) ? inState : country,
    name: regionName(country, region) ?? null,
    legal_age: rules?.legal_age ?? age_limit,
    gifts_allowed: (rules ?? markets.default).gifts_allowed,
    ships_to: (rules ?? markets.default).ships_to,
  }
}

/** A welcome gift is a parcel, so it needs both. */
export const allowsGift = ({ gifts_allowed, ships_to }: Market): boolean => gifts_allowed && ships_to

const find = ({ list }: Markets, wanted: string) => list.find(({ code }) => code === wanted)

/** What is wrong with the markets of a brand's settings beyond their schema. */
export function marketErrors({ list }: Markets): FieldError[] {
  return list.flatMap(({ code }, i): FieldError[] => {
    const field = `settings.markets.list.${i}.code`
    const [country, region] = code.split('-') as [string, string | undefined]
    if (region !== undefined && regionOf(country, region) === undefined) {
      return [{ field, message: `is no state of ${country}` }]
    }
    const first = list.findIndex(other => other.code === code)
    return first === i ? [] : [{ field, message: `is there already, as markets.list.${first}` }]
  })
}
