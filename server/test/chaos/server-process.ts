import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const ENTRY = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
const BOOT_MS_MAX = 40_000
const STOP_MS_MAX = 15_000
const SAID_CHARACTERS_MAX = 8_000

export interface ServerProcess {
  pid: number
  port: number
  /** Resolves, when the process ends for whatever reason, with how it did. */
  ended: Promise<string>
  isRunning(): boolean
  /** kill -9, to the process and everything it started. */
  kill(): void
  /** SIGTERM; kill -9 to one that does not end within 15 s. */
  stop(): Promise<void>
  /** The end of what it wrote to its outputs. */
  said(): string
}

/** The server did not come up; `how` says how the process ended. */
export class NotServing extends Error {
  override name = 'NotServing'
  readonly how: string
  readonly said: string

  constructor(how: string, said: string) {
    super(`The server did not come up (${how}): ${said.trim()}`)
    this.how = how
    this.said = said
  }
}

/**
 * Starts a server process with these settings, after the module `preload` if there is one; resolves when it serves,
 * throws NotServing when it does not.
 */
export async function startServerProcess(
  settings: Record<string, string>,
  preload?: string,
): Promise<ServerProcess> {
  const child = spawn(process.execPath, [...(preload ? ['--import', preload] : []), ENTRY], {
    env: { PATH: process.env.PATH, HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'error', ...settings },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: process.platform !== 'win32',
  })
  let said = ''
  const listen = (chunk: Buffer) => {
    said = (said + chunk).slice(-SAID_CHARACTERS_MAX)
  }
  child.stdout?.on('data', listen)
  child.stderr?.on('data', listen)
  let how: string | undefined
  const ended = new Promise<string>(resolve => {
    const end = (reason: string) => {
      how = reason
      resolve(reason)
    }
    child.once('error', error => end(error.message))
    // Not `exit`: only now has all that it said arrived.
    child.once('close', (code, signal) => end(signal ?? `exit code ${code}`))
  })
  const kill = () => {
    if (child.pid === undefined || how !== undefined) return
    try {
      process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
  }
  const ready = new Promise<number>(resolve => {
    child.on('message', message => {
      const { ready, port } = message as { ready?: boolean; port?: number }
      if (ready) resolve(port as number)
    })
  })
  const waited = AbortSignal.timeout(BOOT_MS_MAX)
  const tooLate = new Promise<string>(resolve => {
    waited.addEventListener('abort', () => resolve(`not ready after ${BOOT_MS_MAX / 1_000} s`))
  })
  const outcome = await Promise.race([ready, ended, tooLate])
  if (typeof outcome === 'string') {
    kill()
    throw new NotServing(outcome, said)
  }
  return {
    pid: child.pid as number,
    port: outcome,
    ended,
    isRunning: () => how === undefined,
    kill,
    async stop() {
      if (how === undefined) child.kill('SIGTERM')
      await Promise.race([ended, sleep(STOP_MS_MAX, undefined, { ref: false })])
      kill()
      await ended
    },
    said: () => said,
  }
}
