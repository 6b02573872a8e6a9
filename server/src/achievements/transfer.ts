import type { Tx } from '../platform/db/database.ts'
import { type FieldError, invalid, Problem } from '../platform/errors.ts'
import type { AchievementDefinition } from './definition.ts'
import { type Published, type Publisher, publishAll } from './publish.ts'
import { listAchievements } from './queries.ts'
import { ACHIEVEMENTS_MAX, findFaults } from './validate.ts'

const FORMAT = 'synergy.achievements'
const VERSION = 1

interface Item {
  key: string
  definition: AchievementDefinition
}

/** A brand's achievements as a file that another brand, or another installation, can take in. */
export interface AchievementsDocument {
  format: typeof FORMAT
  version: number
  achievements: Item[]
}

export async function exportAchievements(tx: Tx): Promise<AchievementsDocument> {
  const all = await listAchievements(tx)
  return {
    format: FORMAT,
    version: VERSION,
    achievements: all.map(({ key, definition }) => ({ key, definition })),
  }
}

export interface ImportReport {
  /** By key. */
  created: string[]
  updated: string[]
  unchanged: string[]
  warnings: FieldError[]
  published: Published[]
}

/**
 * Publishes what a document holds, all of it or nothing; what it does not name stays as it is. Throws a 400 Problem
 * that names each bad place, such as `achievements.3.definition.criteria.value`.
 */
export async function importAchievements(
  tx: Tx,
  document: unknown,
  publisher: Publisher,
): Promise<ImportReport> {
  const { items, warnings } = readDocument(document)
  const published = await publishAll(tx, items, publisher)
  const keysOf = (wanted: (one: Published) => boolean) => published.filter(wanted).map(({ key }) => key)
  return {
    created: keysOf(({ before }) => before === null),
    updated: keysOf(({ before, changed }) => before !== null && changed),
    unchanged: keysOf(({ changed }) => !changed),
    warnings,
    published,
  }
}

const ERRORS_SHOWN = 100

function readDocument(document: unknown): { items: Item[]; warnings: FieldError[] } {
  const items = readItems(document)
  const findings = items.map((item, i) => {
    const place = `achievements.${i}`
    return findFaults(item.key, item.definition, `${place}.definition`, `${place}.key`)
  })
  const errors = [...findings.flatMap(found => found.errors), ...duplicates(items)]
  if (errors.length > 0) throw invalid(errors.slice(0, ERRORS_SHOWN))
  return { items, warnings: findings.flatMap(found => found.warnings) }
}

/** The envelope is read before what is in it: a newer one may hold anything. */
function readItems(document: unknown): Item[] {
  const { format, version, achievements, ...others } = (document ?? {}) as Record<string, unknown>
  if (format !== FORMAT) throw invalid([{ field: 'format', message: `must be ${FORMAT}` }])
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1)
    throw invalid([{ field: 'version', message: 'must be a whole number from 1' }])
  if (version > VERSION) {
    throw new Problem(400, 'import_too_new', 'This file was made by a newer version', {
      detail: `It has the format version ${version}; up to ${VERSION} can be read here. Nothing was changed.`,
    })
  }
  const [unknown] = Object.keys(others)
  if (unknown !== undefined) throw invalid([{ field: unknown, message: 'is not a known field' }])
  if (!Array.isArray(achievements)) throw invalid([{ field: 'achievements', message: 'must be a list' }])
  if (achievements.length > ACHIEVEMENTS_MAX)
    throw invalid([{ field: 'achievements', message: `must be at most ${ACHIEVEMENTS_MAX}` }])
  return achievements.map(readItem)
}

function readItem(item: unknown, i: number): Item {
  const { key, definition, ...others } = (item ?? {}) as Record<string, unknown>
  const [unknown] = Object.keys(others)
  if (unknown !== undefined)
    throw invalid([{ field: `achievements.${i}.${unknown}`, message: 'is not a known field' }])
  return { key: typeof key === 'string' ? key : '', definition: definition as AchievementDefinition }
}

function duplicates(items: Item[]): FieldError[] {
  const first = new Map<string, number>()
  return items.flatMap(({ key }, i) => {
    const earlier = first.get(key)
    if (earlier === undefined) first.set(key, i)
    return earlier === undefined
      ? []
      : [{ field: `achievements.${i}.key`, message: `is the same as achievements.${earlier}.key` }]
  })
}
