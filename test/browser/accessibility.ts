import assert from 'node:assert/strict'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { settle } from './device.ts'

const GRAVE = ['serious', 'critical']

/** Fails when axe finds something serious on this screen, in light or in dark. */
export async function assertAccessible(page: Page, screen: string): Promise<void> {
  const found: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await settle(page)
    // There are no frames of other origins here, and the newer mode opens a page for each audit.
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
    for (const { id, impact, help, nodes } of violations) {
      if (!GRAVE.includes(impact ?? '')) continue
      const places = nodes.map(({ html, failureSummary }) => `    ${html}\n    ${failureSummary}`)
      found.push(`${screen}, ${colorScheme}: ${id}: ${help}\n${places.join('\n')}`)
    }
  }
  await page.emulateMedia({ colorScheme: null })
  assert.deepEqual(found, [])
}

const NARROW = { width: 320, height: 640 }

/**
 * The same, and fails where a line leaves the screen of the smallest phone, also when its reader has doubled the size
 * of all text.
 */
export async function assertFits(page: Page, screen: string): Promise<void> {
  await assertAccessible(page, screen)
  const usual = page.viewportSize() ?? NARROW
  await page.setViewportSize(NARROW)
  for (const size of ['', '200%']) {
    await page.evaluate(`document.documentElement.style.fontSize = '${size}'`)
    const width = await page.evaluate<number>('document.documentElement.scrollWidth')
    assert.equal(width, NARROW.width, `${screen} at ${NARROW.width} px, text ${size || 'as usual'}`)
  }
  await page.evaluate(`document.documentElement.style.fontSize = ''`)
  await page.setViewportSize(usual)
}
