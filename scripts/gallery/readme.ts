import type { Browser } from 'playwright-core'
import { openDevice, PHONE } from '../../test/browser/device.ts'
import type { Camera } from './camera.ts'
import type { Demo } from './demo.ts'
import { goHome, scan, walkIntoMembership } from './walk.ts'

/** The four pictures that a reader of the README meets: what fits one window, so that they stand side by side. */
export async function pictureReadme(browser: Browser, demo: Demo, camera: Camera): Promise<void> {
  const brand = demo.brands[0] as string
  const { page, context } = await openDevice(browser, await demo.originOf(brand), {
    ...PHONE,
    deviceScaleFactor: 2,
    colorScheme: 'light',
  })
  const window = { windowOnly: true }
  const codes = await demo.codes(brand, 'ready')
  await page.goto(`/s/${codes[0]}`)
  await page.getByRole('button', { name: /or older$/ }).click()
  await page.getByRole('link', { name: /^Claim/ }).waitFor()
  await camera.take(page, 'door', window)
  await walkIntoMembership({
    page,
    demo,
    brand,
    async stop(name) {
      if (name === 'result-double') await camera.take(page, 'result', window)
    },
  })
  for (const code of codes.slice(3, 5)) await scan(page, code)
  await goHome(page)
  await camera.take(page, 'home', window)
  await context.close()
  await pictureDemoPage(browser, demo, camera)
}

async function pictureDemoPage(browser: Browser, demo: Demo, camera: Camera): Promise<void> {
  const { page, context } = await openDevice(browser, demo.url, {
    viewport: { width: 1280, height: 800 },
    isMobile: false,
    colorScheme: 'light',
  })
  await page.goto('/demo')
  await page.locator('#event-list li').first().waitFor()
  await page.waitForLoadState('networkidle')
  await camera.take(page, 'demo', { windowOnly: true })
  await context.close()
}
