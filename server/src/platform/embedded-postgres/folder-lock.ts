import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { folderProblem } from './errors.ts'
import { isAlive, processStart } from './processes.ts'

export type LockHolder = { pid: number; started: string; url?: string }
export type FolderLock = {
  /** Tells whoever meets the lock where its holder can be reached. */
  announce(url: string): void
  /** Gives the lock back; doing it twice is harmless. */
  release(): void
}

/** A live process holds the lock; `holder` says which one and, once it serves, where. */
export class LockHeldError extends Error {
  override name = 'LockHeldError'
  holder: LockHolder
  constructor(holder: LockHolder) {
    super(`already running (pid ${holder.pid}${holder.url ? `, at ${holder.url}` : ''})`)
    this.holder = holder
  }
}

/** Takes the lock file for this process, from a dead holder if need be; throws LockHeldError after `waitMs`. */
export async function acquireLock(file: string, { waitMs = 0 } = {}): Promise<FolderLock> {
  const self: LockHolder = { pid: process.pid, started: processStart(process.pid) }
  const deadline = Date.now() + waitMs
  for (;;) {
    if (placeLock(file, self)) break
    const found = readLock(file)
    if (!isHeld(found)) removeStale(file, found)
    else if (Date.now() >= deadline) throw new LockHeldError(JSON.parse(found) as LockHolder)
    else await sleep(50)
  }
  return {
    announce: url => replaceFile(file, JSON.stringify({ ...self, url })),
    release: () => {
      if (readHolder(readLock(file))?.pid === self.pid) rmSync(file, { force: true })
    },
  }
}

/** Linking a finished file makes the lock and its content appear as one step. */
function placeLock(file: string, self: LockHolder): boolean {
  const draft = `${file}.${process.pid}`
  try {
    writeFileSync(draft, JSON.stringify(self))
    linkSync(draft, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw folderProblem(error, dirname(file))
  } finally {
    rmSync(draft, { force: true })
  }
}

/** Two processes may find the same stale lock: whoever moves away a fresh one by mistake puts it back. */
function removeStale(file: string, stale: string): void {
  const aside = `${file}.stale.${process.pid}`
  try {
    renameSync(file, aside)
    if (readLock(aside) !== stale) linkSync(aside, file)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'ENOENT' && code !== 'EEXIST') throw error
  } finally {
    rmSync(aside, { force: true })
  }
}

function isHeld(content: string): boolean {
  const holder = readHolder(content)
  return holder !== undefined && isAlive(holder.pid) && processStart(holder.pid) === holder.started
}

function readHolder(content: string): LockHolder | undefined {
  try {
    const holder = JSON.parse(content) as LockHolder
    return Number.isInteger(holder.pid) && holder.pid > 0 ? holder : undefined
  } catch {
    return undefined
  }
}

function readLock(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw folderProblem(error, dirname(file))
  }
}

function replaceFile(file: string, content: string): void {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, content)
  renameSync(draft, file)
}
