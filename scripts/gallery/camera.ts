import { mkdirSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { settle } from '../../test/browser/device.ts'
import { shrinkPng } from './shrink-png.ts'

export interface Camera {
  folder: string
  /** The names of the pictures taken so far. */
  taken: string[]
  /** Writes `{name}.png` when nothing moves any more; the whole page, or only what fits the window. */
  take(page: Page, name: string, options?: { windowOnly?: boolean }): Promise<void>
}

/** A camera that keeps its pictures in `folder`; `small` makes them fit for a page on the web. */
export function createCamera(folder: string, { small }: { small: boolean }): Camera {
  mkdirSync(folder, { recursive: true })
  const taken: string[] = []
  return {
    folder,
    taken,
    async take(page, name, { windowOnly = false } = {}) {
      const restore = windowOnly ? undefined : await openTall(page)
      await settle(page)
      const png = await page.screenshot()
      await writeFile(join(folder, `${name}.png`), small ? shrinkPng(png) : png)
      await restore?.()
      taken.push(name)
    },
  }
}

/**
 * Makes the window as tall as the page: a picture of a page taller than its window would show in its middle what is
 * fixed to the window's edge, and no picture that loads when it is scrolled to.
 */
async function openTall(page: Page): Promise<() => Promise<void>> {
  const size = page.viewportSize() as { width: number; height: number }
  const height = await page.evaluate<number>('document.documentElement.scrollHeight')
  if (height <= size.height) return async () => {}
  await page.setViewportSize({ ...size, height })
  await page.evaluate('Promise.allSettled([...document.images].map(image => image.decode()))')
  return () => page.setViewportSize(size)
}
