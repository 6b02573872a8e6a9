import { isDeepStrictEqual } from 'node:util'
import { sql, type Tx } from '../platform/db/database.ts'
import { notFound, Problem } from '../platform/errors.ts'
import { newId } from '../platform/id.ts'
import type { AchievementDefinition } from './definition.ts'
import { ACHIEVEMENTS_MAX, validateAchievement } from './validate.ts'

/** Who publishes, and when; nobody is the command line. */
export interface Publisher {
  at: Date
  by: string | null
  /** Says what would be done, and does nothing. */
  dryRun?: boolean
}

export interface Published {
  id: string
  key: string
  version: number
  /** False where it was so already. */
  changed: boolean
  before: Current | null
}

interface Current {
  version: number
  definition: AchievementDefinition
}

/**
 * Makes this the achievement's current definition, as a new version; what is current already changes nothing. Throws
 * a 400 Problem that names the bad field, 409 `version_conflict` when another version is current than expected, and
 * 409 `achievement_exists` where none was expected (0).
 */
export async function publishAchievement(
  tx: Tx,
  input: { key: string; definition: AchievementDefinition; expectedVersion?: number | undefined } & Publisher,
): Promise<Published & ReturnType<typeof validateAchievement>> {
  const { warnings } = validateAchievement(input.key, input.definition, 'definition')
  const stored = await lockAndRead(tx)
  expectVersion(stored.get(input.key)?.version ?? 0, input.expectedVersion)
  const [published] = await storeVersions(tx, stored, [input], input)
  return { ...(published as Published), warnings }
}

/** Publishes many at once, valid ones, each as `publishAchievement` does. */
export async function publishAll(
  tx: Tx,
  achievements: { key: string; definition: AchievementDefinition }[],
  publisher: Publisher,
): Promise<Published[]> {
  return storeVersions(tx, await lockAndRead(tx), achievements, publisher)
}

/**
 * Makes an earlier version current again. Throws a 404 Problem for one that there never was, and 409
 * `version_conflict` when another version is current than expected.
 */
export async function rollbackAchievement(
  tx: Tx,
  { key, version, expectedVersion }: { key: string; version: number; expectedVersion?: number | undefined },
): Promise<Published & { after: AchievementDefinition }> {
  const current = (await lockAndRead(tx)).get(key)
  if (!current) throw notFound('achievement')
  expectVersion(current.version, expectedVersion)
  const target = await tx.first(
    sql
      .selectFrom('achievement_versions')
      .select('definition')
      .where('brand_id', '=', tx.brandId)
      .where('achievement_id', '=', current.id)
      .where('version', '=', version),
  )
  if (!target) throw notFound('version of this achievement')
  const changed = current.version !== version
  if (changed) await setCurrent(tx, [{ id: current.id, version }])
  const before = { version: current.version, definition: current.definition }
  return { id: current.id, key, version, changed, before, after: target.definition as AchievementDefinition }
}

function expectVersion(current: number, expected: number | undefined) {
  if (expected === undefined || expected === current) return
  if (expected === 0) {
    throw new Problem(409, 'achievement_exists', 'There is an achievement with this key already', {
      errors: [{ field: 'key', message: `is taken; version ${current} is current` }],
    })
  }
  const message = current === 0 ? 'There is no such achievement yet.' : `Version ${current} is current.`
  throw new Problem(409, 'version_conflict', 'It was changed in the meantime', {
    detail: `${message} Nothing was changed.`,
    errors: [{ field: 'expected_version', message: `is ${current} now` }],
  })
}

interface Stored extends Current {
  id: string
  latestVersion: number
}

const READ = `
  select a.id, a.key, a.current_version as version, v.definition,
    (select max(n.version) from achievement_versions n
     where n.brand_id = a.brand_id and n.achievement_id = a.id) as "latestVersion"
  from achievements a
  join achievement_versions v on v.brand_id = a.brand_id and v.achievement_id = a.id and v.version = a.current_version
  where a.brand_id = $1`

/** What is current, by key. Until the transaction ends nobody else publishes for this brand. */
async function lockAndRead(tx: Tx): Promise<Map<string, Stored>> {
  await tx.raw(`select pg_advisory_xact_lock(hashtext('achievements'), $1)`, [tx.brandId])
  const rows = await tx.raw<Stored & { key: string }>(READ, [tx.brandId])
  return new Map(rows.map(({ key, ...row }) => [key, row]))
}

async function storeVersions(
  tx: Tx,
  stored: ReadonlyMap<string, Stored>,
  achievements: { key: string; definition: AchievementDefinition }[],
  { at, by, dryRun }: Publisher,
): Promise<Published[]> {
  const all = achievements.map(({ key, definition }) => ({
    definition,
    ...nextVersion(key, definition, stored.get(key), at),
  }))
  const changed = all.filter(next => next.changed)
  const made = changed.filter(({ before }) => before === null)
  if (stored.size + made.length > ACHIEVEMENTS_MAX) throw tooMany()
  const published = all.map(({ definition: _, ...one }) => one)
  if (dryRun) return published
  const made_by = { brand_id: tx.brandId, created_at: at, created_by: by }
  if (made.length > 0) {
    const rows = made.map(({ id, key }) => ({ ...made_by, id, key, current_version: 1 }))
    await tx.run(sql.insertInto('achievements').values(rows))
  }
  if (changed.length > 0) {
    const rows = changed.map(({ id, version, definition }) => ({
      ...made_by,
      achievement_id: id,
      version,
      definition: JSON.stringify(definition),
    }))
    await tx.run(sql.insertInto('achievement_versions').values(rows))
    await setCurrent(tx, changed)
  }
  return published
}

function nextVersion(
  key: string,
  definition: AchievementDefinition,
  current: Stored | undefined,
  at: Date,
): Published {
  if (!current) return { id: newId(at), key, version: 1, changed: true, before: null }
  const before = { version: current.version, definition: current.definition }
  const isSame = isDeepStrictEqual(JSON.parse(JSON.stringify(definition)), current.definition)
  const version = isSame ? current.version : current.latestVersion + 1
  return { id: current.id, key, version, changed: !isSame, before }
}

const SET_CURRENT = `
  update achievements a set current_version = r.version
  from jsonb_to_recordset($2::jsonb) as r(id uuid, version int)
  where a.brand_id = $1 and a.id = r.id`

const setCurrent = (tx: Tx, versions: { id: string; version: number }[]) =>
  tx.raw(SET_CURRENT, [tx.brandId, JSON.stringify(versions)])

const tooMany = () =>
  new Problem(409, 'too_many_achievements', `A brand has at most ${ACHIEVEMENTS_MAX} achievements`, {
    detail: 'Change one that is no longer needed instead. Nothing was changed.',
  })
