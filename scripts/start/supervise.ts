import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { openLogFile } from '../../server/src/platform/embedded-postgres/index.ts'
import { nextRestart } from './restart-policy.ts'

export type Program = {
  name: string
  /** What Node runs: options and the entry file. */
  command: string[]
  /** Asked at every start, because the database may have moved. */
  environment(): NodeJS.ProcessEnv
  /** Where its output goes; undefined for the terminal. */
  logFile: string | undefined
  /** A restart waits for this, so that a missing database is not counted as crashes of its users. */
  mayStart(): Promise<unknown>
  tell(line: string): void
}

export type Supervised = {
  /** Serving for the first time; rejects when the program ends before. */
  ready: Promise<void>
  /** Rejects when the program crashed too often to go on; never resolves. */
  gaveUp: Promise<never>
  /** Starts it anew without counting that as a crash. */
  restart(): void
  /** Asks it to end, makes it after `graceMs`. */
  stop(graceMs: number): Promise<void>
  /** Makes it end now. */
  kill(): void
}

/** Runs a program and starts it again whenever it ends, until it is stopped; it says over IPC when it serves. */
export function supervise(program: Program): Supervised {
  const ready = Promise.withResolvers<void>()
  const gaveUp = Promise.withResolvers<never>()
  for (const { promise } of [ready, gaveUp]) promise.catch(() => {})
  let current: Run | undefined
  let isStopping = false

  const keepRunning = async () => {
    let wasReady = false
    const crashes: number[] = []
    while (!isStopping) {
      current = startOnce(program, () => {
        wasReady = true
        ready.resolve()
      })
      const how = await current.ended
      if (isStopping || current.isWanted) continue
      const story = `The ${program.name} ended (${how}).${current.lastWords()}`
      if (!wasReady) return ready.reject(new Error(story))
      crashes.push(Date.now())
      const next = nextRestart(crashes, Date.now())
      if (next === 'give-up')
        return gaveUp.reject(new Error(`${story}\nIt crashed too often to be started again.`))
      program.tell(`The ${program.name} ended (${how}): starting it again.`)
      await sleep(next.delayMs)
      await program.mayStart()
    }
  }
  const finished = keepRunning()

  return {
    ready: ready.promise,
    gaveUp: gaveUp.promise,
    restart: () => {
      if (!current) return
      current.isWanted = true
      current.child.kill('SIGTERM')
    },
    stop: async graceMs => {
      isStopping = true
      const child = current?.child
      child?.kill('SIGTERM')
      const timer = setTimeout(() => killGroup(child), graceMs)
      await finished
      clearTimeout(timer)
    },
    kill: () => killGroup(current?.child),
  }
}

/** Everything the program started goes with it. */
function killGroup(child: ChildProcess | undefined): void {
  if (!child?.pid || child.exitCode !== null || child.signalCode !== null) return
  if (process.platform === 'win32') child.kill()
  else process.kill(-child.pid, 'SIGKILL')
}

type Run = { child: ChildProcess; ended: Promise<string>; isWanted: boolean; lastWords(): string }

function startOnce(program: Program, onReady: () => void): Run {
  const log = program.logFile ? openLogFile(program.logFile) : undefined
  const output = log?.descriptor ?? 'inherit'
  const child = spawn(process.execPath, program.command, {
    env: program.environment(),
    stdio: ['ignore', output, output, 'ipc'],
    // Ctrl-C on the terminal is for the supervisor alone, which ends its programs in order.
    detached: process.platform !== 'win32',
  })
  if (log) closeSync(log.descriptor)
  child.on('message', message => {
    if ((message as { ready?: boolean } | null)?.ready) onReady()
  })
  const ended = new Promise<string>(resolve => {
    child.once('error', error => resolve(error.message))
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`))
  })
  return { child, ended, isWanted: false, lastWords: () => lastLines(log?.readNew() ?? '', program.logFile) }
}

function lastLines(said: string, file: string | undefined): string {
  const lines = said.trim().split('\n').slice(-15).join('\n')
  return lines ? ` Its log, ${file}, ends with:\n${lines}` : ''
}
