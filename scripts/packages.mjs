// Plain JavaScript: it runs before anything is installed, on the oldest Node we accept.
import { createHash } from 'node:crypto'
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { run } from './run-program.mjs'
import { step } from './steps.mjs'

const lockFile = 'package-lock.json'
const stampFile = join('node_modules', '.synergy-lock-hash')

/** Installs what the lock file says, unless that is what node_modules holds; two at a time take turns. */
export async function ensurePackages() {
  if (isInstalled()) return
  await alone(async () => {
    if (isInstalled()) return
    await step('Installing packages (once; about a minute)', () => npmCi())
    writeFileSync(stampFile, hashOfLock())
  })
}

function isInstalled() {
  const hash = hashOfLock()
  if (readOr(stampFile, '').trim() === hash) return true
  if (!agreesWithLock()) return false
  writeFileSync(stampFile, hash)
  return true
}

/** Whether npm's own record of node_modules says what the lock file says; what is optional may be missing. */
function agreesWithLock() {
  const wanted = JSON.parse(readFileSync(lockFile, 'utf8')).packages
  const found = JSON.parse(readOr(join('node_modules', '.package-lock.json'), '{}')).packages
  if (!found) return false
  const same = Object.keys(wanted).every(path => {
    if (!path.includes('node_modules')) return true
    if (!found[path]) return wanted[path].optional === true
    return found[path].version === wanted[path].version && found[path].integrity === wanted[path].integrity
  })
  return same && Object.keys(found).every(path => wanted[path])
}

function npmCi() {
  const quiet = ['--no-audit', '--no-fund', '--no-progress', '--loglevel=error']
  const npm = process.env.npm_execpath
  if (npm) return run(process.execPath, [npm, 'ci', ...quiet])
  return run('npm', ['ci', ...quiet])
}

function hashOfLock() {
  return createHash('sha256').update(readFileSync(lockFile)).digest('hex')
}

/** Someone may run `npm start` and `npm test` at once in a fresh clone. @param {() => Promise<void>} work */
async function alone(work) {
  const file = join('.data', 'install.lock')
  mkdirSync('.data', { recursive: true })
  while (!claim(file)) await sleep(300)
  try {
    await work()
  } finally {
    rmSync(file, { force: true })
  }
}

/** @param {string} file */
function claim(file) {
  try {
    const descriptor = openSync(file, 'wx')
    writeSync(descriptor, String(process.pid))
    closeSync(descriptor)
    return true
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error
    const holder = Number(readOr(file, ''))
    if (holder && !isRunning(holder)) rmSync(file, { force: true })
    return false
  }
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM'
  }
}

/** @param {string} file @param {string} otherwise */
function readOr(file, otherwise) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return otherwise
  }
}
