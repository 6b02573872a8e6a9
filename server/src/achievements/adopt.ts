import type { Tx } from '../platform/db/database.ts'
import { notFound } from '../platform/errors.ts'
import type { AchievementDefinition } from './definition.ts'
import { type Publisher, publishAchievement } from './publish.ts'
import { TEMPLATES } from './templates.ts'

export interface Adoption extends Publisher {
  template: string
  /** Another key than the template's. */
  key?: string | undefined
  /** What is to be other than in the template: a JSON merge patch (RFC 7396), so null takes a field out. */
  overrides?: unknown
}

/**
 * A template's definition with these fields changed, not yet held against the rules. Throws a 404 Problem for an
 * unknown template.
 */
export function fromTemplate(template: string, overrides?: unknown): AchievementDefinition {
  const found = TEMPLATES.find(one => one.key === template)
  if (!found) throw notFound('template')
  return merge(found.definition, overrides) as AchievementDefinition
}

/**
 * Publishes a template as the brand's own new achievement. Throws a 404 Problem for an unknown template, 409
 * `achievement_exists` for a key that is taken, and a 400 Problem that names what the overrides made of it.
 */
export async function adoptTemplate(tx: Tx, { template, key = template, overrides, at, by }: Adoption) {
  const definition = fromTemplate(template, overrides)
  const input = { key, definition, expectedVersion: 0, at, by }
  return { definition, ...(await publishAchievement(tx, input)) }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function merge(into: unknown, patch: unknown): unknown {
  if (patch === undefined) return into
  if (!isObject(patch)) return patch
  const merged = new Map(Object.entries(isObject(into) ? into : {}))
  for (const [field, change] of Object.entries(patch)) {
    if (change === null) merged.delete(field)
    else merged.set(field, merge(merged.get(field), change))
  }
  return Object.fromEntries(merged)
}
