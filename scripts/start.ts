import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { acquireLock, folderProblem } from '../server/src/platform/embedded-postgres/index.ts'
import { buildPwa, isPwaStale } from './pwa-build.ts'
import { openDatabase } from './start/open-database.ts'
import { type Options, readOptions, usage } from './start/options.ts'
import { assertPortsFree } from './start/ports.ts'
import { demoPrograms } from './start/programs.ts'
import { screen } from './start/screen.ts'
import { type Supervised, supervise } from './start/supervise.ts'
import { watchPwa } from './start/watch-pwa.ts'
import { dim, red, step } from './steps.mjs'

const drainMs = 10_000
const simulatorGraceMs = 3000
/** One Ctrl-C may arrive more than once, through npm and through the terminal; a later one means: now. */
const sameSignalMs = 1500

const began = performance.now() - process.uptime() * 1000
const stopAsked = new AbortController()
const cleanups: (() => Promise<void> | void)[] = []
const running: Supervised[] = []

process.chdir(dirname(import.meta.dirname))
// A terminal or pipe that went away is no reason to leave things running.
process.stdout.on('error', () => {})
listenForSignals()
try {
  const options = readOptions(process.argv.slice(2), process.env)
  if (options.help) console.log(usage)
  else await serve(options)
} catch (error) {
  if (!stopAsked.signal.aborted) {
    console.error(red((error as Error).message))
    process.exitCode = 1
  }
} finally {
  await cleanUp()
}

/** Starts everything in order and returns when asked to stop; throws when something cannot go on. */
async function serve(options: Options): Promise<void> {
  const lock = await lockFolder(options.dataDir)
  cleanups.push(lock.release)
  await assertPortsFree(options.port, options.simulatorPort)

  const database = await openDatabase(options, tell, () => {
    for (const program of running) program.restart()
  })
  cleanups.push(database.stop)
  stopAsked.signal.throwIfAborted()

  if (isPwaStale()) await step('Building the app', () => buildPwa(stopAsked.signal))
  if (options.watch) cleanups.push(watchPwa().stop)

  const around = { databaseUrl: database.url, databaseServes: database.serving, tell }
  const { simulator, server } = demoPrograms(options, around)
  await step('Server and Customer.io stand-in', () =>
    beforeStop(Promise.all([startProgram(simulator, simulatorGraceMs), startProgram(server, drainMs)])),
  )
  lock.announce(`http://localhost:${options.port}`)
  console.log(screen(options, began))
  await beforeStop(Promise.race([database.gaveUp, ...running.map(program => program.gaveUp)]))
}

function startProgram(program: Parameters<typeof supervise>[0], graceMs: number): Promise<void> {
  const supervised = supervise(program)
  running.push(supervised)
  cleanups.push(() => supervised.stop(graceMs))
  return supervised.ready
}

async function lockFolder(dataDir: string) {
  try {
    mkdirSync(dataDir, { recursive: true })
  } catch (error) {
    throw folderProblem(error, dataDir)
  }
  return acquireLock(join(dataDir, 'start.lock'))
}

function listenForSignals(): void {
  let firstAt = 0
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (!stopAsked.signal.aborted) {
        firstAt = Date.now()
        stopAsked.abort()
      } else if (Date.now() - firstAt > sameSignalMs) {
        for (const program of running) program.kill()
      }
    })
  }
}

/** Waits for the work, or until somebody asks to stop, which rejects. */
function beforeStop<T>(work: Promise<T>): Promise<T> {
  const stop = new Promise<never>((_, reject) => {
    const { signal } = stopAsked
    if (signal.aborted) reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason))
  })
  return Promise.race([work, stop])
}

async function cleanUp(): Promise<void> {
  if (cleanups.length <= 1) return cleanups[0]?.()
  await step('Stopping', async () => {
    for (const cleanup of cleanups.reverse()) await cleanup()
  })
}

function tell(line: string): void {
  console.log(dim(`${new Date().toISOString()} ${line}`))
}
