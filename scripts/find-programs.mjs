// Plain JavaScript: it also serves the script that runs before anything is installed.
import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const chromiumNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
const chromiumPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/**
 * A Chromium for the browser tests: CHROMIUM_PATH, one that is installed, or the one Playwright installed.
 * @returns {Promise<string | undefined>}
 */
export async function findChromium() {
  const chosen = process.env.CHROMIUM_PATH
  return (
    chosen || findOnPath(chromiumNames) || chromiumPlaces.find(existsSync) || (await chromiumOfPlaywright())
  )
}

/** A server that speaks Redis, or undefined. */
export function findRedisServer() {
  return findOnPath(['redis-server', 'valkey-server'])
}

async function chromiumOfPlaywright() {
  try {
    const { chromium } = await import('playwright-core')
    const path = chromium.executablePath()
    return existsSync(path) ? path : undefined
  } catch {
    return undefined
  }
}

/** @param {string[]} names */
function findOnPath(names) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  const ending = process.platform === 'win32' ? '.exe' : ''
  return names.flatMap(name => folders.map(folder => join(folder, name + ending))).find(isProgram)
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}
