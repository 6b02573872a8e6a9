// Plain JavaScript: it runs right after the installation, on the oldest Node we accept.
import { existsSync } from 'node:fs'
import { findChromium, findRedisServer } from './find-programs.mjs'
import { run } from './run-program.mjs'
import { step } from './steps.mjs'

/**
 * Makes sure that the tests find Chromium and redis-server, installing them where that is welcome.
 * @returns {Promise<string | undefined>} one line that says what to install by hand, when that is needed
 */
export async function ensureTestPrograms() {
  let missing = await missingPrograms()
  if (missing.length > 0 && mayUseApt()) {
    await installByApt(missing)
    missing = await missingPrograms()
  }
  // Playwright downloads a browser into the home folder: fine on one's own machine, never in CI.
  if (missing.includes('chromium') && !process.env.CI && !isForbidden()) {
    await installChromiumByPlaywright()
    missing = await missingPrograms()
  }
  return missing.length > 0 ? advice(missing) : undefined
}

async function missingPrograms() {
  const redis = process.env.REDIS_TEST_URL || findRedisServer()
  const chromium = await findChromium()
  return [...(chromium ? [] : ['chromium']), ...(redis ? [] : ['redis-server'])]
}

function isForbidden() {
  return process.env.SYNERGY_NO_SYSTEM_PACKAGES === '1'
}

function mayUseApt() {
  return !isForbidden() && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
}

/** @param {string[]} names */
function installByApt(names) {
  const title = `Installing ${names.join(' and ')} for the tests (SYNERGY_NO_SYSTEM_PACKAGES=1 forbids it)`
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const waitForOthers = ['-o', 'DPkg::Lock::Timeout=300']
  return ifItFails(() =>
    step(title, async tell => {
      tell('apt-get update')
      await run('apt-get', ['update', '-qq'], { env })
      tell('apt-get install')
      await run('apt-get', [...waitForOthers, 'install', '-y', '-qq', '--no-install-recommends', ...names], {
        env,
      })
    }),
  )
}

function installChromiumByPlaywright() {
  const install = ['node_modules/playwright-core/cli.js', 'install', 'chromium']
  return ifItFails(() => step('Installing Chromium for the tests', () => run(process.execPath, install)))
}

/** A failed installation is told, and the advice that follows says what to do. @param {() => Promise<void>} work */
async function ifItFails(work) {
  try {
    await work()
  } catch (error) {
    console.error(/** @type {Error} */ (error).message)
  }
}

/** @param {string[]} names */
function advice(names) {
  const list = names.join(' ')
  const how =
    process.platform === 'darwin' ? `brew install ${list.replace('-server', '')}` : `apt-get install ${list}`
  return `The tests need ${names.join(' and ')}: install with "${how}", or set CHROMIUM_PATH and REDIS_TEST_URL.`
}
