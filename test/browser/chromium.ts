import { type Browser, chromium } from 'playwright-core'

/** No sandbox, since continuous integration runs as root; and nothing that the browser does on its own account. */
const FLAGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

/** A headless Chromium, the one that CHROMIUM_PATH names; throws when the variable is not set. */
export function launchChromium(executablePath = process.env.CHROMIUM_PATH): Promise<Browser> {
  if (!executablePath) throw new Error('CHROMIUM_PATH is not set: run the tests with `npm test`')
  return chromium.launch({ executablePath, args: FLAGS })
}
