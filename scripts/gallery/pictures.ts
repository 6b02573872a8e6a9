import type { Browser } from 'playwright-core'
import { openDevice, PHONE } from '../../test/browser/device.ts'
import type { Camera } from './camera.ts'
import type { Demo } from './demo.ts'
import { type Walk, walkAsMember, walkAsVisitor, walkIntoMembership, walkThroughTrouble } from './walk.ts'
import { walkFromMails, walkThroughAccount, walkToTheEnd } from './walk-account.ts'
import { walkThroughRewards } from './walk-spending.ts'

export const forms = {
  phone: PHONE,
  desktop: { viewport: { width: 1280, height: 800 }, isMobile: false, hasTouch: false },
}
export type Form = keyof typeof forms

interface Occasion {
  browser: Browser
  demo: Demo
  camera: Camera
  form: Form
}

const SCHEMES = ['light', 'dark'] as const

/** Walks through a brand's app once and takes two pictures at every stop; `visit` is told each place of the routes. */
export async function pictureWalk(
  occasion: Occasion & { brand: string; visit: (at: string) => void },
): Promise<void> {
  const { browser, demo, camera, brand, form, visit } = occasion
  const { page, context } = await openDevice(browser, await demo.originOf(brand), forms[form])
  const walk: Walk = {
    page,
    demo,
    brand,
    async stop(name, at) {
      visit(at)
      for (const colorScheme of SCHEMES) {
        await page.emulateMedia({ colorScheme })
        await camera.take(page, `${brand}-${form}-${colorScheme}-${name}`)
      }
      await page.emulateMedia({ colorScheme: null })
    },
  }
  await walkAsVisitor(walk)
  await walkIntoMembership(walk)
  await walkAsMember(walk)
  await walkThroughRewards(walk)
  await walkThroughAccount(walk)
  await walkThroughTrouble(walk)
  await walkFromMails(walk)
  await walkToTheEnd(walk)
  await context.close()
}

/** The page that is opened beside the app, with what the walks left on it. */
export async function pictureDemo({ browser, demo, camera, form }: Occasion): Promise<void> {
  const { page, context } = await openDevice(browser, demo.url, forms[form])
  await page.goto('/demo')
  await page.locator('main[aria-busy="true"]').waitFor({ state: 'detached' })
  await page.locator('#event-list li, #simulator-away:not([hidden])').first().waitFor()
  await page.locator('#mail-list li, #simulator-away:not([hidden])').first().waitFor()
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme })
    await camera.take(page, `demo-${form}-${colorScheme}`)
  }
  await context.close()
}
