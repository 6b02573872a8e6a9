import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { settle } from '../../test/browser/device.ts'

export interface Camera {
  folder: string
  /** The names of the pictures taken so far. */
  taken: string[]
  /** Writes `{name}.png` when nothing moves any more; the whole page, or only what fits the window. */
  take(page: Page, name: string, options?: { windowOnly?: boolean }): Promise<void>
}

export function createCamera(folder: string): Camera {
  mkdirSync(folder, { recursive: true })
  const taken: string[] = []
  return {
    folder,
    taken,
    async take(page, name, { windowOnly = false } = {}) {
      await settle(page)
      await page.screenshot({ path: join(folder, `${name}.png`), fullPage: !windowOnly })
      taken.push(name)
    },
  }
}
