import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { launchChromium } from '../test/browser/chromium.ts'
import { findChromium } from './find-programs.mjs'
import { createCamera } from './gallery/camera.ts'
import { openDemo } from './gallery/demo.ts'
import { type Form, forms, pictureDemo, pictureWalk } from './gallery/pictures.ts'
import { pictureReadme } from './gallery/readme.ts'
import { dim, red, step } from './steps.mjs'

const usage = `npm run gallery                     pictures of every screen, in .cache/gallery
npm run gallery -- --out pictures   in another folder
npm run gallery -- --url http://localhost:3000   of a demo that runs already
npm run gallery -- --readme         the pictures of the README instead, in docs/pictures`

process.chdir(dirname(import.meta.dirname))
const { values } = parseArgs({
  options: {
    help: { type: 'boolean', short: 'h' },
    url: { type: 'string' },
    out: { type: 'string', default: '.cache/gallery' },
    readme: { type: 'boolean', default: false },
  },
})
if (values.help) console.log(usage)
else {
  try {
    await take(values)
  } catch (error) {
    console.error(red((error as Error).message))
    process.exitCode = 1
  }
}

async function take({ url, out, readme }: { url?: string | undefined; out: string; readme: boolean }) {
  const demo = await step('The demo', () => openDemo(url))
  const browser = await launchChromium(await findChromium())
  const camera = createCamera(resolve(readme ? 'docs/pictures' : out), { small: readme })
  try {
    if (readme) await step('Pictures for the README', () => pictureReadme(browser, demo, camera))
    else {
      const seen = new Set<string>()
      for (const form of Object.keys(forms) as Form[]) {
        for (const brand of demo.brands) {
          await step(`${brand}, ${form}`, () =>
            pictureWalk({ browser, demo, camera, brand, form, visit: at => seen.add(at) }),
          )
        }
        await step(`The demo's page, ${form}`, () => pictureDemo({ browser, demo, camera, form }))
      }
      tellMissing(seen)
    }
    console.log(dim(`${camera.taken.length} pictures in ${camera.folder}`))
  } finally {
    await browser.close()
    await demo.close()
  }
}

/** A screen that was added without a stop on the walk is told, or the gallery would quietly fall behind. */
function tellMissing(seen: Set<string>): void {
  const table = readFileSync('pwa/src/routes.ts', 'utf8')
  const missing = [...table.matchAll(/\bat: '([^']+)'/g)]
    .map(([, at]) => at as string)
    .filter(at => !seen.has(at))
  if (missing.length === 0) return
  console.error(red(`No picture of ${missing.join(', ')}: add a stop to scripts/gallery/walk.ts.`))
  process.exitCode = 1
}
