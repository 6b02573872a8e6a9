import type { ProductFilters } from '../achievements/index.ts'
import { momentOf } from '../platform/calendar.ts'
import { type CampaignDefinition, WEEKDAYS } from './definition.ts'

export type Effect = { kind: 'multiplier'; basisPoints: number } | { kind: 'bonus'; points: number }

/** What a scan has to meet; null where anything will do. */
export interface Conditions {
  productFilters: ProductFilters | null
  ranks: ReadonlySet<string> | null
  /** 0 for Monday to 6. */
  weekdays: ReadonlySet<number> | null
  birthdayMonth: boolean
}

/** A campaign in its current version, ready for scans. */
export interface Campaign {
  id: string
  version: number
  name: string
  description: string
  from: Date
  /** Exclusive. */
  until: Date
  effect: Effect
  when: Conditions
  stacks: boolean
  priority: number
  budgetPoints: number | null
  firstN: number | null
  pointsPerMember: number | null
}

export interface CampaignRow {
  id: string
  version: number
  definition: CampaignDefinition
}

/** Campaigns as a brand's calendar and clock mean them, the oldest first. */
export const compileCampaigns = (rows: CampaignRow[], timeZone: string): Campaign[] =>
  rows.map(row => compile(row, timeZone)).sort(byAge)

function compile({ id, version, definition }: CampaignRow, timeZone: string): Campaign {
  const { when } = definition
  return {
    id,
    version,
    name: definition.name,
    description: definition.description,
    from: momentOf(definition.from, timeZone),
    until: momentOf(definition.until, timeZone),
    effect: effectOf(definition),
    when: {
      productFilters: when.product_filters ?? null,
      ranks: when.ranks ? new Set(when.ranks) : null,
      weekdays: when.weekdays ? new Set(when.weekdays.map(day => WEEKDAYS.indexOf(day))) : null,
      birthdayMonth: when.birthday_month === true,
    },
    stacks: definition.stacks,
    priority: definition.priority,
    budgetPoints: definition.budget_points ?? null,
    firstN: definition.first_n ?? null,
    pointsPerMember: definition.points_per_member ?? null,
  }
}

function effectOf({ effect }: CampaignDefinition): Effect {
  return effect.bonus_points === undefined
    ? { kind: 'multiplier', basisPoints: effect.multiplier_basis_points as number }
    : { kind: 'bonus', points: effect.bonus_points }
}

/** The older one first: ids ascend with the time they were made. */
export const byAge = (a: { id: string }, b: { id: string }): number =>
  a.id < b.id ? -1 : a.id > b.id ? 1 : 0

/** Whether its time has come and is not over. */
export const isRunning = ({ from, until }: Pick<Campaign, 'from' | 'until'>, at: Date): boolean =>
  from <= at && at < until

/** Whether all members share a limit, so that a scan has to lock its usage before it is decided. */
export const isLimited = ({ budgetPoints, firstN }: Campaign): boolean =>
  budgetPoints !== null || firstN !== null

/** The member's counter, of all time, of what a campaign gave them. */
export const campaignCounterKey = (id: string): string => `campaign;${id}`

export type CampaignState = 'scheduled' | 'running' | 'paused' | 'ended' | 'undone'

/** What an operator sees it do at this moment. */
export function stateOf(
  { from, until }: Pick<Campaign, 'from' | 'until'>,
  marks: { paused_at: Date | null; undone_at: Date | null },
  at: Date,
): CampaignState {
  if (marks.undone_at) return 'undone'
  if (until <= at) return 'ended'
  if (marks.paused_at) return 'paused'
  return from <= at ? 'running' : 'scheduled'
}
