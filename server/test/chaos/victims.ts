import { execFileSync } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  type EmbeddedPostgres,
  isAlive,
  startEmbeddedPostgres,
} from '../../src/platform/embedded-postgres/index.ts'
import { TEST_KEYS } from '../keys.ts'
import { type PostgresProxy, startPostgresProxy } from './postgres-proxy.ts'
import { type ServerProcess, startServerProcess } from './server-process.ts'

export type Target =
  | 'the server'
  | 'the postmaster'
  | 'one backend'
  | 'all of PostgreSQL'
  | 'the server and PostgreSQL'
  | 'the connections'

const DATABASE = 'synergy'
const GONE_MS_MAX = 20_000

/** A PostgreSQL and a server process on it, made to be killed and brought back. */
export interface Victims {
  /** The superuser's address of the database, past the proxy. */
  adminUrl: string
  proxy: PostgresProxy
  serverPort(): number
  /** kill -9, now; `choose` picks one of several backends. */
  strike(target: Target, choose: (count: number) => number): void
  /** Starts again whatever does not run. Answers how the server ended if nobody killed it. */
  recover(): Promise<string | undefined>
  stop(): Promise<void>
}

/** The children of a process: what a kill of the parent alone leaves behind. */
function childrenOf(parent: number): { pid: number; command: string }[] {
  const listing = execFileSync('ps', ['-A', '-o', 'ppid=,pid=,args='], { encoding: 'utf8' })
  return listing.split('\n').flatMap(line => {
    const [ppid, pid, ...command] = line.trim().split(/\s+/)
    return Number(ppid) === parent ? [{ pid: Number(pid), command: command.join(' ') }] : []
  })
}

function killNow(pid: number) {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** A process that was killed while it waited for the disk is there a little longer. */
async function untilGone(pid: number) {
  const deadline = Date.now() + GONE_MS_MAX
  while (isAlive(pid)) {
    if (Date.now() > deadline)
      throw new Error(`process ${pid} is still there ${GONE_MS_MAX / 1_000} s after kill -9`)
    await sleep(10)
  }
}

/** Starts an embedded PostgreSQL in `dataDir`, the proxy before it and, behind that, a server in this role. */
export async function startVictims(options: {
  dataDir: string
  role: string
  preload?: string | undefined
  beforeServer(adminUrl: string): Promise<void>
}): Promise<Victims> {
  const { dataDir, role, preload } = options
  let postgres: EmbeddedPostgres = await startEmbeddedPostgres({ dataDir })
  const proxy = await startPostgresProxy(() => postgres.port)
  const databaseUrl = (port: number) => {
    const url = new URL(postgres.url)
    url.port = String(port)
    url.pathname = `/${DATABASE}`
    return url.href
  }
  const settings = () => ({
    ROLE: role,
    KEYS: TEST_KEYS,
    RATE_LIMITS: 'off',
    DATABASE_URL: databaseUrl(proxy.port),
  })
  await options.beforeServer(databaseUrl(postgres.port))
  let server: ServerProcess = await startServerProcess(settings(), preload)
  let wasServerKilled = false
  let wasPostgresKilled = false

  function killServer() {
    wasServerKilled = true
    server.kill()
  }
  function killBackends(which: (backends: number[]) => number[]) {
    const backends = childrenOf(postgres.pid).filter(({ command }) => command.includes(` ${DATABASE} `))
    for (const pid of which(backends.map(({ pid }) => pid))) killNow(pid)
  }
  function killPostmaster() {
    wasPostgresKilled = true
    killNow(postgres.pid)
  }
  function killPostgres() {
    const children = childrenOf(postgres.pid)
    killPostmaster()
    for (const { pid } of children) killNow(pid)
  }

  return {
    adminUrl: databaseUrl(postgres.port),
    proxy,
    serverPort: () => server.port,
    strike(target, choose) {
      if (target === 'the server') killServer()
      else if (target === 'the postmaster') killPostmaster()
      else if (target === 'one backend') killBackends(pids => pids.slice(choose(pids.length)).slice(0, 1))
      else if (target === 'all of PostgreSQL') killPostgres()
      else if (target === 'the connections') proxy.cut()
      else {
        killServer()
        killPostgres()
      }
    },
    async recover() {
      if (wasPostgresKilled) {
        await untilGone(postgres.pid)
        postgres = await startEmbeddedPostgres({ dataDir })
        wasPostgresKilled = false
      }
      if (wasServerKilled) await server.ended
      const endedByItself = !wasServerKilled && !server.isRunning()
      const how = endedByItself ? `${await server.ended}: ${server.said().trim()}` : undefined
      if (wasServerKilled || endedByItself) server = await startServerProcess(settings(), preload)
      wasServerKilled = false
      return how
    },
    async stop() {
      await server.stop()
      proxy.close()
      await postgres.stop()
    },
  }
}
