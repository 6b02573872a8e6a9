import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import type { Config } from '../config.ts'
import { type Keys, openKeys } from '../keys.ts'
import { openPlatform, type Platform } from '../platform.ts'
import { roleUrls } from '../role-urls.ts'
import { reachDatabase } from './database.ts'
import { type DatabaseSubject, databaseChecks } from './database-checks.ts'
import { type Check, look, type NamedFinding, ok } from './finding.ts'
import { hasKeys, machineChecks } from './machine-checks.ts'
import { schemaChecks } from './schema-checks.ts'
import { checkRedis, serviceChecks } from './service-checks.ts'

const NO_DATABASE = 'the database cannot be reached'
const NO_KEYS = 'there is no usable key ring'
const NO_SCHEMA = 'the database is not ready, see above'

/**
 * Looks at an installation, from the machine up to its services, and tells each finding as it comes; what stands on
 * something broken is skipped. Nothing is made, migrated or mended. `more` are checks of what lies above the platform.
 */
export async function* examine(
  config: Config,
  parts: { clock: Clock; log: Logger; more: Check<Platform>[] },
): AsyncGenerator<NamedFinding> {
  yield* look(machineChecks, config, '')
  const keys = usableKeys(config)
  const reached = await reachDatabase(config)
  try {
    yield { name: 'database', ...reached.finding }
    const subject = keys && reached.database && subjectOf(config, keys, reached.database, parts.clock)
    const whyNot = reached.database ? NO_KEYS : NO_DATABASE
    let isReady = subject !== undefined
    for await (const finding of look(databaseChecks, subject, whyNot)) {
      if (finding.status === 'fail' && PREREQUISITES.has(finding.name)) isReady = false
      yield finding
    }
    const ready = isReady ? subject : undefined
    yield* look(schemaChecks, ready, subject ? NO_SCHEMA : whyNot)
    yield* look([{ name: 'redis', look: checkConfiguredRedis }], config, '')
    yield* lookAtServices(config, keys, ready, { ...parts, whyNot: subject ? NO_SCHEMA : whyNot })
  } finally {
    await reached.close()
  }
}

/** Without these, every later check would only repeat what they found. */
const PREREQUISITES = new Set(['logins', 'migrations'])

function usableKeys(config: Config): Keys | undefined {
  try {
    return hasKeys(config) ? openKeys(config.keys, config.dataDir) : undefined
  } catch {
    // Reported by the check of the keys.
    return undefined
  }
}

function subjectOf(
  config: Config,
  keys: Keys,
  database: Omit<DatabaseSubject, 'roles' | 'clock'>,
  clock: Clock,
): DatabaseSubject {
  const { url: databaseUrl, directUrl: databaseDirectUrl } = database
  return { ...database, roles: roleUrls(keys, { ...config, databaseUrl, databaseDirectUrl }), clock }
}

const checkConfiguredRedis = ({ redisUrl }: Config) =>
  redisUrl ? checkRedis(redisUrl) : ok('not configured: one process serves everything')

async function* lookAtServices(
  config: Config,
  keys: Keys | undefined,
  ready: DatabaseSubject | undefined,
  parts: { clock: Clock; log: Logger; more: Check<Platform>[]; whyNot: string },
) {
  const checks = [...serviceChecks, ...parts.more]
  if (!keys || !ready) return yield* look(checks, undefined, parts.whyNot)
  const quiet = { ...config, redisUrl: undefined }
  const platform = openPlatform(quiet, { keys, roles: ready.roles, clock: parts.clock, log: parts.log })
  try {
    yield* look(checks, platform, '')
  } finally {
    await platform.close()
  }
}
