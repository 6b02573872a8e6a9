import { execFile, spawn } from 'node:child_process'
import { closeSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { type Cluster, changePort, writeSettings } from './cluster.ts'
import { probe } from './connection.ts'
import { EmbeddedPostgresError, folderProblem } from './errors.ts'
import { findFreePort, isPortFree } from './free-port.ts'
import { openLogFile } from './log-file.ts'
import { commandLine, isAlive, processesIn } from './processes.ts'

const patienceMs = 60_000
const oldBackendsGraceMs = 2000

export type Running = { pid: number; port: number; wasRunning: boolean }

/** Makes sure the cluster's server serves: one that runs is kept, one that died is started again, whatever it left. */
export async function ensureRunning(cluster: Cluster, onProgress: (line: string) => void): Promise<Running> {
  const began = Date.now()
  let tellOnce = (line: string) => {
    onProgress(line)
    tellOnce = () => {}
  }
  for (;;) {
    const found = findPostmaster(cluster.path)
    if (found) {
      const answer = await probe(found.port, cluster.state.password)
      if (answer === 'ready') return { ...found, wasRunning: true }
      if (answer === 'other-password') throw wrongPassword(cluster, found.port)
      tellOnce('waiting for PostgreSQL, which is starting or stopping')
    } else {
      const outcome = await launch(cluster, tellOnce)
      if (typeof outcome === 'object') return { ...outcome, wasRunning: false }
      if (outcome === 'old-backends') {
        tellOnce('waiting for the last connections of a PostgreSQL that was killed')
        if (Date.now() - began > oldBackendsGraceMs) endOldBackends(cluster.path)
      }
      if (outcome === 'port-taken') changePort(cluster, await findFreePort())
    }
    if (Date.now() - began > patienceMs) throw notAnswering(cluster, found?.pid)
    await sleep(100)
  }
}

/** The server process that runs on these cluster files, or undefined; a stale pid file is removed. */
export function findPostmaster(path: string): { pid: number; port: number } | undefined {
  const file = join(path, 'postmaster.pid')
  let lines: string[]
  try {
    lines = readFileSync(file, 'utf8').split('\n')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw folderProblem(error, path)
  }
  const pid = Number(lines[0])
  if (!isAlive(pid)) return undefined
  const command = commandLine(pid)
  if (command?.includes(path) === false) {
    // The number now belongs to another program, which PostgreSQL itself would take for a running server.
    rmSync(file, { force: true })
    return undefined
  }
  return { pid, port: Number(lines[3] ?? 0) }
}

/** Stops the server: connections are cut, what was committed stays. */
export async function stopPostmaster({ path, binaries }: Cluster): Promise<void> {
  const found = findPostmaster(path)
  if (!found) return
  if (process.platform === 'win32') {
    await promisify(execFile)(binaries.pgCtl, ['stop', '-D', path, '-m', 'fast'])
    return
  }
  for (const [signal, waitMs] of [
    ['SIGINT', 20_000],
    ['SIGQUIT', 5000],
    ['SIGKILL', 5000],
  ] as const) {
    if (isAlive(found.pid)) process.kill(found.pid, signal)
    const deadline = Date.now() + waitMs
    while (isAlive(found.pid) && Date.now() < deadline) await sleep(20)
    if (!isAlive(found.pid)) return
  }
}

type LaunchOutcome = { pid: number; port: number } | 'old-backends' | 'port-taken' | 'already-running'

async function launch(cluster: Cluster, onProgress: (line: string) => void): Promise<LaunchOutcome> {
  const { port, password } = cluster.state
  if (!(await isPortFree(port))) return 'port-taken'
  writeSettings(cluster)
  const log = openLogFile(cluster.logFile)
  // In a session of its own, or the terminal's Ctrl-C would reach it before the programs that use it.
  const child = spawn(cluster.binaries.postgres, ['-D', cluster.path], {
    ...cluster.user,
    cwd: '/',
    detached: true,
    stdio: ['ignore', log.descriptor, log.descriptor],
    windowsHide: true,
  })
  closeSync(log.descriptor)
  child.unref()
  const ended = new Promise<'ended'>(resolve => {
    child.once('exit', () => resolve('ended'))
    child.once('error', () => resolve('ended'))
  })
  const began = Date.now()
  for (;;) {
    if ((await Promise.race([ended, sleep(30)])) === 'ended') return reasonOfEnd(cluster, log.readNew())
    if ((await probe(port, password)) === 'ready' && child.pid) return { pid: child.pid, port }
    if (Date.now() - began > 2000) onProgress('waiting for PostgreSQL to recover after a crash')
  }
}

function reasonOfEnd(cluster: Cluster, said: string): LaunchOutcome {
  if (/shared memory block .* still in use/.test(said)) return 'old-backends'
  if (/Address already in use|could not create any TCP\/IP sockets/.test(said)) return 'port-taken'
  if (/lock file ".*postmaster\.pid" already exists/.test(said)) return 'already-running'
  if (/No space left on device/.test(said)) {
    throw new EmbeddedPostgresError(`PostgreSQL cannot start: the disk of ${cluster.path} is full.`)
  }
  const line = said.match(/(?:FATAL|PANIC): .*/g)?.at(-1) ?? said.trim().split('\n').at(-1)
  throw new EmbeddedPostgresError(
    `PostgreSQL cannot start (${line || 'it said nothing'}); see ${cluster.logFile}.`,
  )
}

/** Without their postmaster they only hold the old memory; what they were doing was never committed. */
function endOldBackends(path: string): void {
  for (const pid of processesIn(path)) {
    if (/\bpostgres\b/.test(commandLine(pid) ?? '')) process.kill(pid, 'SIGQUIT')
  }
}

function wrongPassword(cluster: Cluster, port: number): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `The PostgreSQL on port ${port} refuses the password in ${join(cluster.folder, 'postgres.json')}: restore that file, or remove the folder.`,
  )
}

function notAnswering(cluster: Cluster, pid: number | undefined): EmbeddedPostgresError {
  const who = pid ? `PostgreSQL (pid ${pid})` : 'PostgreSQL'
  return new EmbeddedPostgresError(
    `${who} does not answer after ${patienceMs / 1000} s; see ${cluster.logFile}.`,
  )
}
