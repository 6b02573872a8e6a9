import { existsSync, readFileSync, statSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Config } from '../config.ts'
import { openKeys } from '../keys.ts'
import { type Check, fail, ok, skipped, warn } from './finding.ts'

const OLDEST_NODE = 24
const GIB = 1024 ** 3
const LITTLE_DISK_GIB = 2
const NO_DISK_GIB = 0.25

/** What can be seen without a database: the program, the folder, the keys. Nothing is made that is missing. */
export const machineChecks: Check<Config>[] = [
  { name: 'node', look: checkNode },
  { name: 'data folder', look: checkFolder },
  { name: 'keys', look: checkKeys },
  { name: 'secrets', look: checkSecrets },
  { name: 'disk', look: checkDisk },
]

export const keysFile = (config: Config) => join(config.dataDir, 'keys.json')

/** Whether there are keys: opening a ring that is missing would make one. */
export const hasKeys = (config: Config) => config.keys !== undefined || existsSync(keysFile(config))

function checkNode() {
  const major = Number.parseInt(process.versions.node, 10)
  if (major >= OLDEST_NODE) return ok(process.version)
  return fail(`${process.version} is too old`, `Use Node ${OLDEST_NODE} or newer.`)
}

function checkFolder({ dataDir, databaseUrl, keys }: Config) {
  if (databaseUrl && keys) return skipped('nothing is kept in a folder: DATABASE_URL and KEYS are set')
  if (!existsSync(dataDir)) {
    return fail(`${dataDir} does not exist`, 'Start the server once (`npm start`), or correct DATA_DIR.')
  }
  if (!statSync(dataDir).isDirectory()) return fail(`${dataDir} is a file`, 'Correct DATA_DIR.')
  return ok(dataDir)
}

function checkKeys(config: Config) {
  if (!hasKeys(config)) {
    return fail(
      `${keysFile(config)} does not exist`,
      'Restore it from the backup. Only for a new installation: `migrate` makes it.',
    )
  }
  const { ids, currentId } = openKeys(config.keys, config.dataDir)
  const count = ids.length === 1 ? '1 key' : `${ids.length} keys`
  if (config.keys) return ok(`${count} in KEYS, ${currentId} is current`)
  const mode = statSync(keysFile(config)).mode & 0o777
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    return fail(
      `${keysFile(config)} has mode 0${mode.toString(8)}: others can read every secret`,
      `chmod 600 ${keysFile(config)}`,
    )
  }
  return ok(`${count} in keys.json, ${currentId} is current`)
}

const WELL_KNOWN = new Set([
  '',
  'postgres',
  'password',
  'secret',
  'admin',
  'root',
  'test',
  'synergy',
  'changeme',
])
const SHORTEST_PASSWORD = 12

/** 32 random bytes are all printable once in 10^13 times: a key that reads as text was typed or copied. */
function isTyped(key: string) {
  return /^[\x20-\x7e]+$/.test(Buffer.from(key, 'base64').toString('latin1'))
}

function checkSecrets(config: Config) {
  const weak = [...weakKeys(config), ...weakPasswords(config)]
  if (weak.length === 0 && !hasKeys(config)) return skipped('there is no key ring')
  if (weak.length === 0) return ok('none is short, known or a default')
  const found = weak.join('; ')
  if (config.demo) return warn(`${found} (allowed in the demo)`, 'Never run it like this with real members.')
  return fail(
    found,
    'Make new ones: `openssl rand -base64 32`. Keep the old keys in the ring, below "current".',
  )
}

function weakKeys(config: Config): string[] {
  if (!hasKeys(config)) return []
  const text = config.keys ?? readFileSync(keysFile(config), 'utf8')
  const { keys } = JSON.parse(text) as { keys: Record<string, string> }
  return Object.entries(keys).flatMap(([id, key]) =>
    isTyped(key) ? `key ${id} is text, not random bytes` : [],
  )
}

function weakPasswords(config: Config): string[] {
  const urls = {
    DATABASE_URL: config.databaseUrl,
    DATABASE_DIRECT_URL: config.databaseDirectUrl,
    DATABASE_APP_URL: config.databaseAppUrl,
    DATABASE_JOBS_URL: config.databaseJobsUrl,
    REDIS_URL: config.redisUrl,
  }
  return Object.entries(urls).flatMap(([name, text]) => {
    if (!text) return []
    const { password, hostname } = new URL(text)
    // Nobody else reaches this machine's own services; a password is then the operating system's matter.
    if (password === '' && ['localhost', '127.0.0.1', '[::1]', ''].includes(hostname)) return []
    const plain = decodeURIComponent(password)
    if (WELL_KNOWN.has(plain.toLowerCase())) return `the password in ${name} is a well-known one`
    return plain.length < SHORTEST_PASSWORD ? `the password in ${name} is short` : []
  })
}

async function checkDisk({ dataDir }: Config) {
  const folder = existsSync(dataDir) ? dataDir : dirname(dataDir)
  if (!existsSync(folder)) return skipped(`${folder} does not exist`)
  const { bavail, bsize } = await statfs(folder)
  const free = (bavail * bsize) / GIB
  const found = `${free.toFixed(1)} GiB free at ${folder}`
  if (free < NO_DISK_GIB) return fail(found, 'Make room now: PostgreSQL stops when the disk is full.')
  if (free < LITTLE_DISK_GIB) return warn(found, 'Make room before it is full.')
  return ok(found)
}
