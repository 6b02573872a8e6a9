import { type FieldError, invalid } from '../platform/errors.ts'
import { fieldErrors } from '../platform/field-errors.ts'
import { RewardDefinition } from './definition.ts'

/** What a definition is held against. */
export interface RewardFacts {
  rankKeys: readonly string[]
  achievementKeys: readonly string[]
  /** What the brand's achievements give access to. */
  accessKeys: readonly string[]
  /** What kind it has been so far; undefined for a new one. */
  kind: RewardDefinition['kind'] | undefined
}

/** Throws a 400 Problem that names each field of a request's `definition` that cannot be meant. */
export function validateReward(definition: RewardDefinition, facts: RewardFacts): void {
  const shape = fieldErrors(RewardDefinition, definition)
  const errors = shape.length > 0 ? shape : RULES.flatMap(rule => rule(definition, facts))
  if (errors.length === 0) return
  throw invalid(errors.map(({ field, message }) => ({ field: `definition.${field}`, message })))
}

type Rule = (definition: RewardDefinition, facts: RewardFacts) => FieldError[]

const when = (isSo: boolean, field: string, message: string): FieldError[] =>
  isSo ? [{ field, message }] : []

const hasName: Rule = ({ name }) => when(name.trim() === '', 'name', 'must not be blank')

const tagsSaySomething: Rule = ({ tags }) =>
  tags.flatMap((tag, i) => when(tag.trim() === '', `tags.${i}`, 'must not be blank'))

const keepsItsKind: Rule = ({ kind: now }, { kind }) =>
  when(kind !== undefined && now !== kind, 'kind', `is ${kind} and stays so: make another reward instead`)

const namesRank: Rule = ({ rank_key }, { rankKeys }) =>
  when(
    rank_key !== undefined && !rankKeys.includes(rank_key),
    'rank_key',
    `is no rank of the ladder: ${rankKeys.join(', ')}`,
  )

const namesAchievement: Rule = ({ achievement_key }, { achievementKeys }) =>
  when(
    achievement_key !== undefined && !achievementKeys.includes(achievement_key),
    'achievement_key',
    'is no achievement of this brand',
  )

const namesAccess: Rule = ({ access_key }, { accessKeys }) =>
  when(
    access_key !== undefined && !accessKeys.includes(access_key),
    'access_key',
    'is given by no achievement as exclusive_access: nobody could ever have it',
  )

const TIMES = ['available_from', 'available_until'] as const

const timesAreReal: Rule = definition =>
  TIMES.flatMap(field => when(!isTime(definition[field]), field, 'is not a day and time of the calendar'))

const beginsBeforeItEnds: Rule = ({ available_from: from, available_until: until }) =>
  when(
    from !== undefined && until !== undefined && from >= until,
    'available_until',
    'must be later than available_from',
  )

function isTime(local: string | undefined): boolean {
  if (local === undefined) return true
  try {
    return Boolean(Temporal.PlainDateTime.from(local, { overflow: 'reject' }))
  } catch {
    return false
  }
}

const RULES: Rule[] = [
  hasName,
  tagsSaySomething,
  keepsItsKind,
  namesRank,
  namesAchievement,
  namesAccess,
  timesAreReal,
  beginsBeforeItEnds,
]
