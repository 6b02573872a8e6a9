import { execFile } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import {
  appendFileSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Binaries, locateBinaries } from './binaries.ts'
import { EmbeddedPostgresError, folderProblem } from './errors.ts'
import { findFreePort } from './free-port.ts'
import { canReach, type OsUser, userForPostgres } from './os-user.ts'
import { reachableFolder } from './reachable-folder.ts'
import { settingsFile } from './settings.ts'
import { readState, type State, writePrivately, writeState } from './state.ts'

const majorVersion = '18'

export type Cluster = {
  /** The data folder it was asked for. */
  folder: string
  /** Where its files are: `<folder>/postgres`, or elsewhere when its account cannot reach that. */
  path: string
  state: State
  binaries: Binaries
  user: OsUser | undefined
  logFile: string
  isNew: boolean
}

/** Makes the data folder and returns its real path; throws EmbeddedPostgresError when it cannot be used. */
export function prepareFolder(dataDir: string): string {
  try {
    mkdirSync(join(dataDir, 'logs'), { recursive: true })
    return realpathSync(dataDir)
  } catch (error) {
    throw folderProblem(error, dataDir)
  }
}

/** The cluster of a data folder, made by initdb when there is none yet. */
export async function openCluster(folder: string, onProgress: (line: string) => void): Promise<Cluster> {
  const known = readState(folder)
  const existing = existingCluster(folder, known)
  const user = userForPostgres(existing)
  const binaries = await locateBinaries(user, onProgress)
  const rest = { folder, binaries, user, logFile: join(folder, 'logs/postgres.log') }
  if (existing && known) return { ...rest, path: existing, state: known, isNew: false }
  try {
    const { path, state } = await createCluster(folder, known, user, binaries, onProgress)
    return { ...rest, path, state, isNew: true }
  } catch (error) {
    throw folderProblem(error, folder)
  }
}

/** Remembers another port, for when the former one was taken by somebody else. */
export function changePort(cluster: Cluster, port: number): void {
  cluster.state = { ...cluster.state, port }
  writeState(cluster.folder, cluster.state)
}

/** Writes the settings for the next start, so that a new version's settings reach an old cluster. */
export function writeSettings({ path, state, binaries, user }: Cluster): void {
  try {
    writePrivately(
      join(path, 'synergy.conf'),
      settingsFile(state.port, binaries.hasStatementStatistics),
      user,
    )
  } catch (error) {
    throw folderProblem(error, path)
  }
}

/** Where the cluster of a data folder is, or undefined; throws when it cannot be used by this version. */
function existingCluster(folder: string, state: State | undefined): string | undefined {
  const path = state?.cluster ?? join(folder, 'postgres')
  let version: string
  try {
    version = readFileSync(join(path, 'PG_VERSION'), 'utf8').trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw folderProblem(error, path)
    if (!existsSync(path)) return undefined
    throw new EmbeddedPostgresError(
      `${path} holds no usable PostgreSQL data: restore it, or remove it to begin anew.`,
    )
  }
  if (version !== majorVersion) {
    throw new EmbeddedPostgresError(
      `${path} was made by PostgreSQL ${version}, this is ${majorVersion}: dump it with the old one, or remove it.`,
    )
  }
  if (!state) {
    throw new EmbeddedPostgresError(
      `${path} cannot be opened without its password in postgres.json: restore that file, or remove the folder.`,
    )
  }
  return path
}

async function createCluster(
  folder: string,
  known: State | undefined,
  user: OsUser | undefined,
  binaries: Binaries,
  onProgress: (line: string) => void,
): Promise<{ path: string; state: State }> {
  const elsewhere = canReach(user, folder) ? undefined : placeElsewhere(folder, user)
  const path = elsewhere ?? join(folder, 'postgres')
  const password = known?.password ?? randomBytes(24).toString('base64url')
  const state: State = {
    port: known?.port ?? (await findFreePort()),
    password,
    ...(elsewhere ? { cluster: elsewhere } : {}),
  }
  onProgress('creating the database')
  const draft = `${path}.draft`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o700 })
  if (user) chownSync(draft, user.uid, user.gid)
  await runInitdb(draft, password, user, binaries)
  appendFileSync(join(draft, 'postgresql.conf'), "\ninclude 'synergy.conf'\n")
  writeState(folder, state)
  renameSync(draft, path)
  return { path, state }
}

/** A place that is the same for the same data folder, so that removing and remaking that folder leaves no heap behind. */
function placeElsewhere(folder: string, user: OsUser | undefined): string {
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 16)
  const path = join(reachableFolder(user), `cluster-${name}`)
  if (existsSync(path)) {
    // The data folder that knew its password is gone; it is set aside rather than deleted.
    rmSync(`${path}.former`, { recursive: true, force: true })
    renameSync(path, `${path}.former`)
  }
  return path
}

async function runInitdb(
  draft: string,
  password: string,
  user: OsUser | undefined,
  binaries: Binaries,
): Promise<void> {
  const passwordFile = `${draft}.password`
  rmSync(passwordFile, { force: true })
  writePrivately(passwordFile, password, user)
  const choices = [
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // The locale that comes with PostgreSQL sorts the same on every machine.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--data-checksums',
    '--no-instructions',
  ]
  try {
    await promisify(execFile)(binaries.initdb, [`--pgdata=${draft}`, ...choices], { ...user, cwd: '/' })
  } catch (cause) {
    rmSync(draft, { recursive: true, force: true })
    throw initdbProblem(cause as Error & { stderr?: string }, draft)
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

function initdbProblem(cause: Error & { stderr?: string }, draft: string): EmbeddedPostgresError {
  const said = cause.stderr ?? cause.message
  if (/No space left/.test(said)) return new EmbeddedPostgresError(`The disk of ${draft} is full.`, { cause })
  const line =
    said.match(/^.*(?:FATAL|error|could not|EPERM|ENOENT).*$/m)?.[0] ?? said.trim().split('\n').at(-1)
  return new EmbeddedPostgresError(`PostgreSQL could not make its files in ${draft}: ${line}`, { cause })
}
