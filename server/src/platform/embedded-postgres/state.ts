import { chownSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { EmbeddedPostgresError, folderProblem } from './errors.ts'

/** What a data folder remembers of its PostgreSQL; `cluster` only when it could not be kept inside the folder. */
export type State = { port: number; password: string; cluster?: string }

const nameInFolder = 'postgres.json'

/** The remembered state, or undefined in a folder that had no PostgreSQL yet. */
export function readState(folder: string): State | undefined {
  const file = join(folder, nameInFolder)
  let content: string
  try {
    content = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw folderProblem(error, folder)
  }
  try {
    const state = JSON.parse(content) as State
    if (Number.isInteger(state.port) && state.password) return state
  } catch {}
  throw new EmbeddedPostgresError(`${file} is damaged: restore it, or remove the folder to begin anew.`)
}

/** Remembers the state for the next start; the file holds a password, so only its owner may read it. */
export function writeState(folder: string, state: State): void {
  const file = join(folder, nameInFolder)
  writePrivately(`${file}.new`, `${JSON.stringify(state, null, 2)}\n`)
  renameSync(`${file}.new`, file)
}

/** Writes a file that only its owner can read, from its first moment on. */
export function writePrivately(file: string, content: string, owner?: { uid: number; gid: number }): void {
  writeFileSync(file, content, { mode: 0o600 })
  if (owner) chownSync(file, owner.uid, owner.gid)
}
