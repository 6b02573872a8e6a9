// What the door does when things are not as usual: another brand, a wrong code, a server or a network in trouble.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { nightjar } from '../../server/src/demo/nightjar/brand.ts'
import { assertAccessible } from './accessibility.ts'
import { launchChromium } from './chromium.ts'
import { openDevice } from './device.ts'
import { openSite, type Site } from './site.ts'
import { confirmAge, seeHeading } from './steps.ts'

const SCRIPT_BYTES_MAX = 40_000
const UNKNOWN = '0000000000000000'

let site: Site
let browser: Browser
let code: string

before(async () => {
  ;[site, browser] = await Promise.all([openSite(), launchChromium()])
  await site.world.addBrand(nightjar)
  code = (await site.world.addCodes(1)).codes[0] as string
})
after(async () => {
  await browser.close()
  await site.close()
})

async function enter(origin: string, address: string) {
  const device = await openDevice(browser, origin)
  await device.page.goto(address)
  await confirmAge(device.page)
  return device
}

test('a code nobody printed is told apart from a fault, and another can be typed', async () => {
  const { page, complaints, context } = await enter(site.origin, `/s/${UNKNOWN}`)
  await seeHeading(page, 'We do not know this code')
  await assertAccessible(page, 'unknown code')
  await page.getByRole('link', { name: 'Enter another code' }).click()
  await seeHeading(page, 'Enter your code')
  assert.deepEqual(complaints, [])
  await context.close()
})

test('another brand looks its own way and knows nothing of this one', async () => {
  const own = await enter(site.origin, `/s/${code}`)
  await seeHeading(own.page, 'Ten dollar flower')
  const other = await enter(site.originOf('nightjar'), `/s/${code}`)
  await seeHeading(other.page, 'We do not know this code')

  const [here, there] = [await lookOf(own.page), await lookOf(other.page)]
  assert.deepEqual(there.attributes, {
    brand: 'nightjar',
    display: 'wide',
    shape: 'sharp',
    motif: 'bands',
    scheme: 'dark',
  })
  assert.equal(here.attributes.brand, 'acme')
  for (const part of ['display', 'shape', 'motif'] as const)
    assert.notEqual(here.attributes[part], there.attributes[part], part)
  for (const part of ['paper', 'accent', 'font'] as const) assert.notEqual(here[part], there[part], part)
  assert.match(there.title, /Nightjar/)

  const seen = await other.page.content()
  assert.doesNotMatch(seen, /acme|ten dollar flower/i)
  await assertAccessible(other.page, 'door of another brand')
  assert.deepEqual([...own.complaints, ...other.complaints], [])
  await Promise.all([own.context.close(), other.context.close()])
})

test('an error of the server shows the number to tell us, and trying again helps', async () => {
  const { page, context } = await enter(site.origin, `/s/${UNKNOWN}`)
  await seeHeading(page, 'We do not know this code')
  for (const status of [500, 503]) {
    const problem = { status, code: 'internal', title: 'Internal error', request_id: `request-${status}` }
    await page.route('**/api/codes/**', route =>
      route.fulfill({ status, contentType: 'application/problem+json', body: JSON.stringify(problem) }),
    )
    await page.goto(`/s/${code}`)
    await page.getByText(`request-${status}`).waitFor()
    await assertAccessible(page, `error ${status}`)
    await page.unroute('**/api/codes/**')
    await page.getByRole('button', { name: 'Try again' }).click()
    await seeHeading(page, 'Ten dollar flower')
  }
  await context.close()
})

test('without a network the page stays and says since when, and a code can still be typed', async () => {
  const { page, context } = await enter(site.origin, `/s/${code}`)
  await seeHeading(page, 'Ten dollar flower')
  const banner = page.getByText(/^You are offline since/)
  assert.equal(await banner.count(), 0)
  await context.setOffline(true)
  await banner.waitFor()
  await seeHeading(page, 'Ten dollar flower')
  await assertAccessible(page, 'offline')
  await context.setOffline(false)
  await banner.waitFor({ state: 'detached' })
  await context.close()
})

test(`the door loads less than ${SCRIPT_BYTES_MAX / 1_000} KB of script, packed`, async t => {
  const { page, context } = await enter(site.origin, `/s/${code}`)
  await seeHeading(page, 'Ten dollar flower')
  // With what is fetched ahead for the form that comes next.
  await page.waitForLoadState('networkidle')
  const scripts = await page.evaluate<string[]>(
    `performance.getEntriesByType('resource').map(({ name }) => name).filter(name => name.endsWith('.js'))`,
  )
  const sizes = await Promise.all(
    [...new Set(scripts)].map(async script => {
      const bytes = await (await fetch(script.replace('localhost', '127.0.0.1'))).arrayBuffer()
      return gzipSync(new Uint8Array(bytes), { level: 9 }).length
    }),
  )
  const total = sizes.reduce((sum, size) => sum + size, 0)
  t.diagnostic(`${total} bytes in ${sizes.length} files`)
  assert.ok(sizes.length >= 2, 'the scripts of the door were found')
  assert.ok(total < SCRIPT_BYTES_MAX, `${total} bytes`)
  await context.close()
})

interface Look {
  attributes: Record<'brand' | 'display' | 'shape' | 'motif' | 'scheme', string>
  paper: string
  accent: string
  font: string
  title: string
}

function lookOf(page: Page): Promise<Look> {
  return page.evaluate<Look>(`(() => {
    const root = getComputedStyle(document.documentElement)
    return {
      attributes: { ...document.documentElement.dataset },
      paper: root.getPropertyValue('--paper'),
      accent: root.getPropertyValue('--accent'),
      font: getComputedStyle(document.querySelector('h1')).fontFamily,
      title: document.title,
    }
  })()`)
}
