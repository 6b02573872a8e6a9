import { chmodSync, existsSync, lstatSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EmbeddedPostgresError } from './errors.ts'
import { canReach, type OsUser } from './os-user.ts'

/**
 * A folder of ours that the other account can reach, for what cannot stay below a private home.
 * Root gets one that survives a reboot; it throws EmbeddedPostgresError when there is none.
 */
export function reachableFolder(user: OsUser | undefined): string {
  const uid = process.getuid?.() ?? 0
  const lasting = user && existsSync('/var/lib') ? ['/var/lib/synergy-engine'] : []
  for (const folder of [...lasting, join(tmpdir(), `synergy-engine-${uid}`), `/tmp/synergy-engine-${uid}`]) {
    if (isOurs(folder, uid) && canReach(user, folder)) return folder
  }
  throw new EmbeddedPostgresError('There is no folder that the account PostgreSQL runs under can reach.')
}

/** In a folder that everybody may write to, somebody else could have made ours first. */
function isOurs(folder: string, uid: number): boolean {
  try {
    mkdirSync(folder, { recursive: true })
    const entry = lstatSync(folder)
    if (!entry.isDirectory() || (process.getuid && entry.uid !== uid)) return false
    chmodSync(folder, 0o755)
    return true
  } catch {
    return false
  }
}
