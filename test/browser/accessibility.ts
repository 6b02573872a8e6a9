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
