// One member brings another: each test goes on where the one before it ended.
import assert from 'node:assert/strict'
import { after, afterEach, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { assertAccessible, assertFits } from './accessibility.ts'
import { launchChromium } from './chromium.ts'
import { type Device, openDevice } from './device.ts'
import { openSite, type Site } from './site.ts'
import { confirmAge, fillClaim, seeHeading, signIn } from './steps.ts'

const FRIEND = 'noor@example.com'

let site: Site
let browser: Browser
let host: Device
let guest: Device
let page: Page
/** Where the host's link leads, without the origin: the tests' server stands on a port of its own. */
let invitation: string

before(async () => {
  ;[site, browser] = await Promise.all([openSite(), launchChromium()])
  host = await openDevice(browser, site.origin, { permissions: ['clipboard-read', 'clipboard-write'] })
  guest = await openDevice(browser, site.origin)
  page = host.page
  const { email } = await site.world.addMember({ email: 'robin@example.com' })
  await signIn(page, site, email)
})
after(async () => {
  await browser.close()
  await site.close()
})
afterEach(async t => {
  if (!('passed' in t) || t.passed) return
  console.log(await host.photograph(`friends, host: ${t.name}`))
  console.log(await guest.photograph(`friends, guest: ${t.name}`))
})

describe('one member brings another', { concurrency: 1 }, () => {
  test('the screen says what both get, how many may count, and that nobody has come yet', async () => {
    await page.goto('/profile')
    await page.getByRole('link', { name: /^Friends/ }).click()
    await seeHeading(page, 'Bring a friend')
    await page.getByText('500 points for you, 250 points for your friend.').waitFor()
    await page.getByText('0 of 10 this month').waitFor()
    await page.getByText(/^Nobody yet/).waitFor()
    await assertFits(page, 'friends, nobody yet')
  })

  test('the link is copied, and shown as a picture that a camera reads', async () => {
    await page.getByRole('button', { name: 'Copy the link' }).click()
    await page.getByText('Copied. Paste it to a friend.').waitFor()
    const link = new URL(await page.evaluate<string>('navigator.clipboard.readText()'))
    invitation = link.pathname + link.search
    assert.match(invitation, /^\/\?ref=[A-Z0-9]{8}$/)
    await page.getByText('Show as QR code').click()
    await page.getByRole('img', { name: 'Your link as a QR code' }).waitFor()
    await assertAccessible(page, 'friends with the picture')
  })

  test('where the device has a sheet for sharing, the message goes there', async () => {
    const told = page.waitForResponse('**/api/referrals/share')
    await page.addInitScript('navigator.share = async data => { window.shared = data }')
    await page.reload()
    await page.getByRole('button', { name: 'Share the link' }).click()
    assert.deepEqual(await (await told).json(), { channel: 'message' })
    const { text } = await page.evaluate<{ text: string }>('window.shared')
    assert.ok(text.includes(invitation), text)
  })

  test('a friend who follows the link is greeted, and the claim knows who sent them', async () => {
    await guest.page.goto(invitation)
    await confirmAge(guest.page)
    await seeHeading(guest.page, 'A friend sent you')
    await guest.page.getByText('Your first pack brings 250 points on top.').waitFor()
    await assertFits(guest.page, 'welcome of a friend')

    // Days later, with a pack: the camera opens a page of its own.
    const [code] = (await site.world.addCodes(1)).codes
    await guest.page.close()
    guest.page = await guest.context.newPage()
    await guest.page.goto(`/claim/${code}`)
    assert.equal(
      await guest.page.getByLabel('Your friend’s code').inputValue(),
      invitation.replace('/?ref=', ''),
    )
    await fillClaim(guest.page, FRIEND)
    await assertAccessible(guest.page, 'claim of a friend')
    await guest.page.getByRole('button', { name: /^Claim/ }).click()
    await seeHeading(guest.page, 'Check your mail')
  })

  test('the host sees the friend come and count, without touching the screen', async () => {
    await page.reload()
    const row = page.getByRole('listitem').filter({ hasText: 'Ada B.' })
    await row.getByText('On the way').waitFor()
    const [mail] = await site.mails(FRIEND, 1)
    await guest.page.getByLabel('6-digit code').pressSequentially(mail?.codes[0] as string)
    await row.getByText('Counted').waitFor()
    await row.getByText('+500').waitFor()
    await page.getByText('1 of 10 this month').waitFor()
    await assertFits(page, 'friends, one who counted')
  })

  test('all along the browsers had nothing to complain about', () =>
    assert.deepEqual([...host.complaints, ...guest.complaints], []))
})
