import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isAlive } from './processes.ts'

/** Notes that this process uses the folder's PostgreSQL, so that a borrower does not stop it under others. */
export function noteUse(folder: string): void {
  mkdirSync(join(folder, 'postgres.users'), { recursive: true })
  writeFileSync(join(folder, 'postgres.users', String(process.pid)), '')
}

/** Ends this process's use; true when another living process still uses it. */
export function endUse(folder: string): boolean {
  const users = join(folder, 'postgres.users')
  rmSync(join(users, String(process.pid)), { force: true })
  const others = readdirSync(users).map(Number)
  for (const pid of others.filter(pid => !isAlive(pid))) rmSync(join(users, String(pid)), { force: true })
  return others.some(isAlive)
}
