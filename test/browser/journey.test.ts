// The loop that the product is about, in a real browser against the real server: each test goes on where the one
// before it ended.
import assert from 'node:assert/strict'
import { after, afterEach, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { assertAccessible } from './accessibility.ts'
import { launchChromium } from './chromium.ts'
import { type Device, openDevice } from './device.ts'
import { openSite, type Site } from './site.ts'
import { confirmAge, fillClaim, seeFigure, seeHeading, typeCode } from './steps.ts'

const EMAIL = 'ada@example.com'

let site: Site
let browser: Browser
let phone: Device
let page: Page
let codes: string[]

before(async () => {
  ;[site, browser] = await Promise.all([openSite(), launchChromium()])
  const { world } = site
  await world.addAchievement(world.brand, 'third_time', { name: 'Third time' })
  codes = (await world.addCodes(3)).codes
  phone = await openDevice(browser, site.origin)
  page = phone.page
})
after(async () => {
  await browser.close()
  await site.close()
})
afterEach(async t => {
  if ('passed' in t && !t.passed) console.log(await phone.photograph(`journey: ${t.name}`))
})

const press = (name: string | RegExp) => page.getByRole('button', { name }).click()
const follow = (name: string | RegExp) => page.getByRole('link', { name }).click()
/** The navigation below, where the name of a place is all that a link says. */
const goTo = (name: string) => page.getByRole('navigation').getByRole('link', { name, exact: true }).click()

describe('from a pack in the hand to a wallet that lives', { concurrency: 1 }, () => {
  test('the door asks for the age before it shows anything', async () => {
    await page.goto(`/s/${codes[0]}`)
    await seeHeading(page, 'Before you come in')
    assert.equal(await page.getByText(/flower/i).count(), 0)
    await assertAccessible(page, 'age gate')
    await confirmAge(page)
  })

  test('then it says that the pack is genuine and what it gives', async () => {
    await seeHeading(page, 'Ten dollar flower')
    await page.getByText('Genuine').waitFor()
    await assertAccessible(page, 'door')
    await follow('Claim 100 points')
  })

  test('the claim form says what is missing, and takes what is right', async () => {
    await seeHeading(page, 'Make it yours')
    await press(/^Claim/)
    await page.getByText('Please fill this in.').first().waitFor()
    await assertAccessible(page, 'claim form with errors')
    await fillClaim(page, EMAIL)
    assert.equal(await page.getByText(/need a look/).count(), 0)
    await assertAccessible(page, 'claim form')
    await press(/^Claim/)
  })

  test('the code from the mail is typed on the receipt, and the points are there', async () => {
    await seeHeading(page, 'Check your mail')
    await assertAccessible(page, 'receipt')
    const [mail] = await site.mails(EMAIL, 1)
    await page.getByLabel('6-digit code').pressSequentially(mail?.codes[0] as string)
    await seeFigure(page, '\\+?100')
    await assertAccessible(page, 'result of the first scan')
    await follow('Done')
  })

  test('home shows the balance', async () => {
    await seeFigure(page, '100')
    await page.getByText('Scan a second pack: it counts double').waitFor()
    await assertAccessible(page, 'home')
  })

  test('a second code, typed by hand, counts double', async () => {
    await goTo('Scan')
    await seeHeading(page, 'Enter your code')
    await assertAccessible(page, 'scan')
    await typeCode(page, codes[1] as string)
    await seeHeading(page, 'Ten dollar flower')
    await press(/^Add/)
    await seeFigure(page, '\\+?200')
    await page.getByText('×2 for your second scan').waitFor()
    await assertAccessible(page, 'result of the second scan')
    await follow('Done')
    await seeFigure(page, '300')
  })

  test('a mailed link signs in elsewhere, and what is scanned there moves the number here', async () => {
    await page.evaluate('window.isStillTheSamePage = true')
    const tablet = await openDevice(browser, site.origin)
    await tablet.page.goto('/sign-in')
    await seeHeading(tablet.page, 'Sign in')
    await assertAccessible(tablet.page, 'sign in')
    await tablet.page.getByLabel('E-mail').fill(EMAIL)
    await tablet.page.getByRole('button', { name: 'Send me a code' }).click()
    await seeHeading(tablet.page, 'Check your mail')
    await assertAccessible(tablet.page, 'sign in, sent')

    const mailApp = await openDevice(browser, site.origin)
    const [mail] = await site.mails(EMAIL, 2)
    await mailApp.page.goto(mail?.links.find(link => link.includes('/auth/link')) as string)
    await seeFigure(mailApp.page, '300')
    assert.equal(new URL(mailApp.page.url()).search, '')
    await mailApp.page.goto(`/s/${codes[2]}`)
    await mailApp.page.getByRole('button', { name: /^Add/ }).click()
    await mailApp.page.getByText('Achievement unlocked', { exact: true }).waitFor()
    await assertAccessible(mailApp.page, 'result with an achievement')

    await seeFigure(page, '650')
    assert.equal(await page.evaluate('window.isStillTheSamePage'), true)
    assert.deepEqual([...tablet.complaints, ...mailApp.complaints], [])
    await Promise.all([tablet.context.close(), mailApp.context.close()])
  })

  test('an insight from Customer.io changes the cards, and the card says why it is there', async () => {
    await site.insightsOf(3)
    const card = page.getByRole('article').filter({ hasText: 'Good to see you again' })
    assert.equal(await card.count(), 0)
    await site.predict({ churn_probability: 0.95, next_best_action: 'come_back' })
    await card.getByText('Why am I seeing this?').click()
    await card.getByText('Because we would miss you').waitFor()
    assert.equal(await page.evaluate('window.isStillTheSamePage'), true)
    await assertAccessible(page, 'home with a reason open')
  })

  test('history lists it all, newest first, with the balance after it', async () => {
    await goTo('History')
    await seeHeading(page, 'History')
    const rows = await page.getByRole('main').getByRole('listitem').allInnerTexts()
    const balances = rows.map(row => /Balance (\d+)/.exec(row)?.[1]).filter(balance => balance !== undefined)
    assert.deepEqual(balances, ['650', '300', '100'])
    await assertAccessible(page, 'history')
  })

  test('after signing out the history is closed', async () => {
    await page.goto('/profile')
    await seeHeading(page, 'Profile')
    await assertAccessible(page, 'profile')
    await press('Sign out')
    await page.getByRole('link', { name: 'Sign in' }).waitFor()
    await assertAccessible(page, 'welcome')
    await page.goto('/history')
    await seeHeading(page, 'Sign in')
  })

  test('all along the browser had nothing to complain about', () => assert.deepEqual(phone.complaints, []))
})
