import { momentOf } from '../platform/calendar.ts'
import { type FieldError, invalid } from '../platform/errors.ts'
import type { Campaign } from './campaign.ts'
import type { CampaignDefinition } from './definition.ts'

const DAYS_MAX = 366
const NAMED_MAX = 5

/** What a definition is held against. */
export interface CampaignFacts {
  at: Date
  timeZone: string
  rankKeys: readonly string[]
  /** The brand's other campaigns that are not over. */
  others: readonly Pick<Campaign, 'name' | 'from' | 'until' | 'stacks'>[]
  /** Whether the brand has a product that the filters let through. */
  hasProduct: boolean
}

/**
 * Throws a 400 Problem that names each field of a request's `definition` that cannot be meant, beyond what its schema
 * refuses; answers warnings about what is allowed but may not be meant.
 */
export function validateCampaign(definition: CampaignDefinition, facts: CampaignFacts): FieldError[] {
  const errors = [
    ...timeErrors(definition, facts),
    ...rankErrors(definition, facts),
    ...budgetErrors(definition),
  ]
  if (errors.length > 0) throw invalid(errors.map(inBody))
  return warningsAbout(definition, facts).map(inBody)
}

const inBody = ({ field, message }: FieldError): FieldError => ({ field: `definition.${field}`, message })

function timeErrors(definition: CampaignDefinition, { at, timeZone }: CampaignFacts): FieldError[] {
  const unreadable = (['from', 'until'] as const).filter(field => !isWallClock(definition[field]))
  if (unreadable.length > 0) {
    return unreadable.map(field => ({ field, message: 'is not a day and time of the calendar' }))
  }
  const from = Temporal.PlainDateTime.from(definition.from)
  const until = Temporal.PlainDateTime.from(definition.until)
  const refuse = (message: string) => [{ field: 'until', message }]
  if (momentOf(definition.until, timeZone) <= momentOf(definition.from, timeZone)) {
    return refuse('must be later than from')
  }
  if (Temporal.PlainDateTime.compare(until, from.add({ days: DAYS_MAX })) > 0) {
    return refuse(`must be at most ${DAYS_MAX} days after from`)
  }
  return momentOf(definition.until, timeZone) <= at ? refuse('is in the past') : []
}

function isWallClock(local: string): boolean {
  try {
    Temporal.PlainDateTime.from(local)
    return true
  } catch {
    return false
  }
}

const rankErrors = (
  { when: { ranks = [] } }: CampaignDefinition,
  { rankKeys }: CampaignFacts,
): FieldError[] =>
  ranks.flatMap((key, i) =>
    rankKeys.includes(key)
      ? []
      : [{ field: `when.ranks.${i}`, message: `is no rank of the ladder: ${rankKeys.join(', ')}` }],
  )

/** A limit below one award would never let it happen. */
function budgetErrors(definition: CampaignDefinition): FieldError[] {
  const least = definition.effect.bonus_points ?? 1
  return (['budget_points', 'points_per_member'] as const)
    .filter(field => (definition[field] ?? least) < least)
    .map(field => ({ field, message: `must be at least ${least}, the points of one award` }))
}

function warningsAbout(definition: CampaignDefinition, facts: CampaignFacts): FieldError[] {
  const from = momentOf(definition.from, facts.timeZone)
  const until = momentOf(definition.until, facts.timeZone)
  const warnings: FieldError[] = []
  if (from < facts.at) {
    warnings.push({ field: 'from', message: 'is in the past: earlier scans get nothing' })
  }
  const beside = facts.others.filter(
    other => other.stacks === definition.stacks && other.from < until && from < other.until,
  )
  if (beside.length > 0) warnings.push({ field: 'stacks', message: overlap(definition.stacks, beside) })
  if (!facts.hasProduct) {
    warnings.push({ field: 'when.product_filters', message: 'no product matches now' })
  }
  return warnings
}

function overlap(stacks: boolean, beside: readonly { name: string }[]): string {
  const more = beside.length - NAMED_MAX
  const names = beside
    .slice(0, NAMED_MAX)
    .map(({ name }) => `“${name}”`)
    .join(', ')
  const all = more > 0 ? `${names} and ${more} more` : names
  return stacks
    ? `runs at the same time as ${all}: a scan may get all of them, combined`
    : `runs at the same time as ${all}: a scan gets only the one that gives most`
}
