import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'

export interface Device {
  context: BrowserContext
  page: Page
  /** What the browser complained about: errors of scripts, failed requests, violations of the policy. */
  complaints: string[]
  /** The page as it is now, written to a file for whoever looks into a failure; answers where. */
  photograph(name: string): Promise<string>
}

export const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }

const PATIENCE_MS = 15_000
const PICTURES = join(import.meta.dirname, '../../test-results')

/** A phone that was never here before: no cookies, nothing stored. */
export async function openDevice(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = {},
): Promise<Device> {
  const context = await browser.newContext({ ...PHONE, baseURL: origin, ...options })
  context.setDefaultTimeout(PATIENCE_MS)
  const complaints: string[] = []
  context.on('console', message => {
    if (message.type() === 'error') complaints.push(`${message.text()} (${message.location().url})`)
  })
  context.on('weberror', error => complaints.push(String(error.error())))
  const page = await context.newPage()
  return {
    context,
    page,
    complaints,
    async photograph(name) {
      await mkdir(PICTURES, { recursive: true })
      const path = join(PICTURES, `${name}.png`)
      await page.screenshot({ path, fullPage: true })
      return path
    },
  }
}

/** Waits until nothing moves any more, so that colours and numbers are the final ones. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(`Promise.allSettled(
    document.getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity)
      .map(animation => animation.finished))`)
}
