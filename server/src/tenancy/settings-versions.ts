import { isDeepStrictEqual } from 'node:util'
import { sql, type Tx } from '../platform/db/database.ts'
import { invalid, notFound } from '../platform/errors.ts'
import { type Settings, settingsErrors, settingsOf } from './settings.ts'
import { lockPointers, movePointer, type Published, readPointers, requireVersion } from './version-pointer.ts'

/** The settings that are current, with their version. */
export async function readCurrentSettings(tx: Tx): Promise<{ version: number; settings: Settings }> {
  const { settings_version: version } = await readPointers(tx)
  return { version, settings: await readSettings(tx, version) }
}

export interface SettingsVersion {
  version: number
  created_at: Date
  created_by: string | null
  settings: Settings
}

/**
 * Makes these settings the brand's: sections given replace the stored ones, the others stay. The same again changes
 * nothing. Throws a 400 Problem that names the field, a 409 one when another version is current than expected.
 */
export async function publishSettings(
  tx: Tx,
  input: { patch: Partial<Settings>; expectedVersion?: number | undefined; at: Date; by: string | null },
): Promise<Published<Settings>> {
  const { settings_version: current } = await lockPointers(tx)
  requireVersion(current, input.expectedVersion)
  const before = await readSettings(tx, current)
  const after = { ...before, ...input.patch }
  const errors = settingsErrors(after)
  if (errors.length > 0) throw invalid(errors)
  if (isDeepStrictEqual(before, after)) return { version: current, previous: current, before, after }
  const version = (await latestVersion(tx)) + 1
  await tx.run(
    sql.insertInto('brand_settings').values({
      brand_id: tx.brandId,
      version,
      settings: JSON.stringify(after),
      created_at: input.at,
      created_by: input.by,
    }),
  )
  await movePointer(tx, 'settings_version', version)
  return { version, previous: current, before, after }
}

/** Makes an earlier version of the settings the brand's again. Throws a 404 or 409 Problem. */
export async function rollBackSettings(
  tx: Tx,
  input: { version: number; expectedVersion?: number | undefined },
): Promise<Published<Settings>> {
  const { settings_version: current } = await lockPointers(tx)
  requireVersion(current, input.expectedVersion)
  const before = await readSettings(tx, current)
  const after = await readSettings(tx, input.version)
  await movePointer(tx, 'settings_version', input.version)
  return { version: input.version, previous: current, before, after }
}

/** The versions of a brand's settings, newest first; at most `limit` from the one before `before`. */
export async function listSettings(
  tx: Tx,
  input: { before?: number | undefined; limit: number },
): Promise<SettingsVersion[]> {
  let query = sql
    .selectFrom('brand_settings')
    .select(['version', 'created_at', 'created_by', 'settings'])
    .where('brand_id', '=', tx.brandId)
    .orderBy('version', 'desc')
    .limit(input.limit)
  if (input.before !== undefined) query = query.where('version', '<', input.before)
  const rows = await tx.many(query)
  return rows.map(row => ({ ...row, settings: settingsOf(row.settings) }))
}

async function readSettings(tx: Tx, version: number): Promise<Settings> {
  const row = await tx.first(
    sql
      .selectFrom('brand_settings')
      .select('settings')
      .where('brand_id', '=', tx.brandId)
      .where('version', '=', version),
  )
  if (!row) throw notFound('version')
  return settingsOf(row.settings)
}

/** After a rollback the newest version is not the current one. */
async function latestVersion(tx: Tx): Promise<number> {
  const row = await tx.first(
    sql
      .selectFrom('brand_settings')
      .select(eb => eb.fn.max('version').as('version'))
      .where('brand_id', '=', tx.brandId),
  )
  return row?.version ?? 0
}
