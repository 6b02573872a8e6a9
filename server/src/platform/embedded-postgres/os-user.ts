import { readFileSync, type Stats, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { EmbeddedPostgresError } from './errors.ts'

export type OsUser = { uid: number; gid: number }

/** The account PostgreSQL runs under: PostgreSQL refuses root, so root lends it a powerless one; else undefined. */
export function userForPostgres(existingCluster?: string): OsUser | undefined {
  if (process.getuid?.() !== 0) return undefined
  if (existingCluster) {
    const { uid, gid } = statSync(existingCluster)
    if (uid !== 0) return { uid, gid }
  }
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n')
  for (const name of ['nobody', 'postgres', 'daemon']) {
    const [, , uid, gid] = accounts.find(line => line.startsWith(`${name}:`))?.split(':') ?? []
    if (uid && gid) return { uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 }
  }
  throw new EmbeddedPostgresError(
    'PostgreSQL does not run as root, and there is no account "nobody" to lend it.',
  )
}

/** Whether that account may read this path, and enter every folder on the way to it. */
export function canReach(user: OsUser | undefined, path: string): boolean {
  if (!user) return true
  const entry = statSync(path)
  const wanted = entry.isDirectory() ? 5 : 4
  if (!allows(entry, user, wanted)) return false
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (!allows(statSync(folder), user, 1)) return false
    if (folder === dirname(folder)) return true
  }
}

function allows(entry: Stats, user: OsUser, wanted: number): boolean {
  const shift = entry.uid === user.uid ? 6 : entry.gid === user.gid ? 3 : 0
  return ((entry.mode >> shift) & wanted) === wanted
}
