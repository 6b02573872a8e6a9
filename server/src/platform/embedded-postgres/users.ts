import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isAlive } from './processes.ts'

let usesByThisProcess = 0

/** Notes one more use of the folder's PostgreSQL by this process; the name returned ends it. */
export function noteUse(folder: string): string {
  const users = join(folder, 'postgres.users')
  mkdirSync(users, { recursive: true })
  const use = join(users, `${process.pid}.${++usesByThisProcess}`)
  writeFileSync(use, '')
  return use
}

/** Ends a use; true when a living process, this one included, still uses that PostgreSQL. */
export function endUse(folder: string, use: string): boolean {
  rmSync(use, { force: true })
  const users = join(folder, 'postgres.users')
  const others = readdirSync(users)
  const dead = others.filter(name => !isAlive(Number.parseInt(name, 10)))
  for (const name of dead) rmSync(join(users, name), { force: true })
  return others.length > dead.length
}
