import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { openCluster, prepareFolder } from './cluster.ts'
import { superuserUrl } from './connection.ts'
import { acquireLock } from './folder-lock.ts'
import { ensureRunning, findPostmaster, stopPostmaster } from './postmaster.ts'
import { readState } from './state.ts'
import { endUse, noteUse } from './users.ts'

export type EmbeddedPostgresOptions = {
  dataDir: string
  onProgress?: (line: string) => void
  /** For command line tools: stop() leaves the server running while any living process still uses it. */
  borrow?: boolean
}

export type EmbeddedPostgres = {
  /** A superuser's address of the database `postgres`. */
  url: string
  port: number
  pid: number
  /** Made just now, started on files that were there, or found running. */
  origin: 'created' | 'started' | 'adopted'
  stop(): Promise<void>
}

const waitForOthersMs = 120_000

/** A PostgreSQL serving from a data folder; throws EmbeddedPostgresError with one sentence when that cannot be. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { onProgress = () => {}, borrow = false } = options
  const folder = prepareFolder(options.dataDir)
  return alone(folder, async () => {
    const cluster = await openCluster(folder, onProgress)
    const { pid, port, wasRunning } = await ensureRunning(cluster, onProgress)
    const use = noteUse(folder)
    const stop = () =>
      alone(folder, async () => {
        const isStillUsed = endUse(folder, use)
        if (!borrow || !isStillUsed) await stopPostmaster(cluster)
      })
    const origin = cluster.isNew ? 'created' : wasRunning ? 'adopted' : 'started'
    return { url: superuserUrl(port, cluster.state.password), port, pid, origin, stop: once(stop) }
  })
}

/** Removes a data folder's PostgreSQL with everything in it, wherever its files are; it is killed if it runs. */
export async function removeEmbeddedPostgres(dataDir: string): Promise<void> {
  if (!existsSync(dataDir)) return
  const folder = prepareFolder(dataDir)
  await alone(folder, async () => {
    const paths = [join(folder, 'postgres'), knownElsewhere(folder)].filter(path => path !== undefined)
    for (const path of paths) {
      const running = findPostmaster(path)
      if (running) process.kill(running.pid, 'SIGQUIT')
      rmSync(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
    }
    rmSync(join(folder, 'postgres.json'), { force: true })
  })
}

/** A damaged state file is one of the reasons to remove a cluster, so it is no reason not to. */
function knownElsewhere(folder: string): string | undefined {
  try {
    return readState(folder)?.cluster
  } catch {
    return undefined
  }
}

async function alone<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const lock = await acquireLock(join(folder, 'postgres.lock'), { waitMs: waitForOthersMs })
  try {
    return await work()
  } finally {
    lock.release()
  }
}

function once(work: () => Promise<void>): () => Promise<void> {
  let result: Promise<void> | undefined
  return () => (result ??= work())
}
