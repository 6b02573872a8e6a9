import { createHash } from 'node:crypto'
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from './run-program.mjs'

/** What the built app is made of; the lock file stands for the packages. */
const sources = ['pwa/{src,public}/**/*', 'pwa/*.{ts,json,html}', 'client/**/*.ts', 'package-lock.json']
const stampFile = 'pwa/dist/.sources'

/** Whether the app people see was not built yet, or from other sources than these; decided by their content. */
export function isPwaStale(): boolean {
  return readOr(stampFile, '') !== hashOfSources()
}

/** Builds the app people see into pwa/dist; aborting ends the build. */
export async function buildPwa(signal?: AbortSignal): Promise<void> {
  const hash = hashOfSources()
  const npm = process.env.npm_execpath
  const build = ['run', 'build', '-w', 'pwa']
  const options = signal ? { signal } : {}
  await (npm ? run(process.execPath, [npm, ...build], options) : run('npm', build, options))
  writeFileSync(stampFile, hash)
}

function hashOfSources(): string {
  const hash = createHash('sha256')
  const names = globSync(sources, { exclude: ['**/node_modules/**', '**/dist/**', '**/*.test.ts'] })
  for (const name of names.sort()) hash.update(`${name}\n`).update(contentOf(name))
  return hash.digest('hex')
}

function contentOf(name: string): Buffer | string {
  try {
    return readFileSync(join(name))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EISDIR') return ''
    throw error
  }
}

function readOr(file: string, otherwise: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return otherwise
  }
}
