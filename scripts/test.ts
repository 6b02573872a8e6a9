import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname, resolve } from 'node:path'
import { findChromium } from './find-programs.mjs'
import { buildPwa, isPwaStale } from './pwa-build.ts'
import { dim, red, step } from './steps.mjs'
import { runInGroup } from './test/group.ts'
import { startTestPostgres } from './test/postgres.ts'
import { startRedis } from './test/redis.ts'
import { selectTestFiles } from './test/select-files.ts'

const usage = `npm test                     every test
npm test -- scanning rewards  the files whose path contains one of the words
npm test -- scanning --test-name-pattern="a code is claimed once"   options of node --test are passed on`

const dataDir = resolve('.data/test')
const templateScript = 'server/test/prepare-template.ts'
const browserTests = 'test/browser/'
const slowestTestMs = 300_000

const cleanups: (() => Promise<void>)[] = []
const interrupted = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => interrupted.abort())

process.chdir(dirname(import.meta.dirname))
try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  console.error(red((error as Error).message))
  process.exitCode = 1
} finally {
  for (const cleanup of cleanups.reverse()) await cleanup()
}

async function main(args: string[]): Promise<number> {
  if (args.includes('--help')) {
    console.log(usage)
    return 0
  }
  const words = args.filter(arg => !arg.startsWith('-'))
  const options = args.filter(arg => arg.startsWith('-'))
  const files = selectTestFiles(words)
  if (files.length === 0) throw new Error(`No test file has ${words.join(' or ')} in its path.`)

  const env = await startServices()
  if (files.some(file => file.startsWith(browserTests)) && isPwaStale()) {
    await step('Building the app for the browser tests', () => buildPwa(interrupted.signal))
  }
  if (existsSync(templateScript)) {
    const code = await runInGroup([templateScript], env, interrupted.signal)
    if (code !== 0) return code
  }
  console.log(dim(`${files.length} test ${files.length === 1 ? 'file' : 'files'}`))
  return runInGroup(testCommand(options, files), env, interrupted.signal)
}

/** What the tests find in their environment: a database, a Redis, a browser. */
function startServices(): Promise<NodeJS.ProcessEnv> {
  return step('PostgreSQL and Redis for the tests', async tell => {
    const postgres = await startTestPostgres(dataDir, tell)
    cleanups.push(postgres.stop)
    const redis = await startRedis()
    cleanups.push(redis.stop)
    const chromium = await findChromium()
    return {
      ...process.env,
      TEST_DATABASE_URL: postgres.url,
      REDIS_TEST_URL: redis.url,
      ...(chromium ? { CHROMIUM_PATH: chromium } : {}),
    }
  })
}

function testCommand(options: string[], files: string[]): string[] {
  const concurrency = Math.min(2, availableParallelism())
  return [
    '--test',
    '--test-reporter=spec',
    `--test-concurrency=${concurrency}`,
    `--test-timeout=${slowestTestMs}`,
    // A failed test may leave a connection open; its file would otherwise never end.
    '--test-force-exit',
    ...options,
    ...files,
  ]
}
