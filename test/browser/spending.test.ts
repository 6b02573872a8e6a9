// Spending in the browser: from the shelves to a voucher, a parcel, a wish and a goal. Each test goes on where the one
// before it ended.
import assert from 'node:assert/strict'
import { after, afterEach, before, describe, test } from 'node:test'
import pg from 'pg'
import type { Browser, Page } from 'playwright-core'
import { ledgerFaults } from '../../server/test/invariants.ts'
import { assertFits } from './accessibility.ts'
import { launchChromium } from './chromium.ts'
import { type Device, openDevice } from './device.ts'
import { openSite, type Site } from './site.ts'
import { openStall, type Stall } from './stall.ts'
import { seeHeading, signIn } from './steps.ts'

const EMAIL = 'robin@example.com'
const LONG_NAME = 'Heavyweight organic cotton pocket T-shirt'

let site: Site
let browser: Browser
let phone: Device
let page: Page
let stall: Stall
let member: { id: string; token: string }
const rewards: Record<'tin' | 'grinder' | 'shirt' | 'dinner' | 'tray' | 'ticket', string> = {} as never

before(async () => {
  ;[site, browser] = await Promise.all([openSite(), launchChromium()])
  stall = await openStall(site.world)
  rewards.tin = await stall.reward({ name: 'Stash tin', cost_points: 800, featured: true }, 40)
  rewards.grinder = await stall.reward({ name: 'Grinder', cost_points: 400 }, 3)
  rewards.shirt = await stall.reward({ name: LONG_NAME, cost_points: 3_000 })
  rewards.dinner = await stall.reward({ name: 'Harvest dinner', cost_points: 900, rank_key: 'gold' })
  rewards.tray = await stall.reward({ name: 'Rolling tray', cost_points: 300 }, 1)
  rewards.ticket = await stall.vouchers(['HERON-4F7K'], { name: 'Concert ticket', cost_points: 350 })
  const other = await stall.customer(300)
  await stall.redeem(other.token, rewards.tray, 300)
  member = await stall.customer(2_000, EMAIL)
  phone = await openDevice(browser, site.origin)
  page = phone.page
  await signIn(page, site, EMAIL)
})
after(async () => {
  await browser.close()
  await site.close()
})
afterEach(async t => {
  if ('passed' in t && !t.passed) console.log(await phone.photograph(`spending: ${t.name}`))
})

const press = (name: string | RegExp) => page.getByRole('button', { name }).click()
const follow = (name: string | RegExp) => page.getByRole('link', { name }).click()
const see = (text: string | RegExp) => page.getByText(text).first().waitFor()
const goTo = (name: string) => page.getByRole('navigation').getByRole('link', { name, exact: true }).click()
const cards = () => page.getByRole('region', { name: 'Rewards' }).getByRole('listitem').allInnerTexts()
/** What the browser says of a refusal that was meant. */
const forgive = (meant: RegExp) => {
  phone.complaints.splice(0, Number.POSITIVE_INFINITY, ...phone.complaints.filter(line => !meant.test(line)))
}
const balance = async () => {
  await page.goto('/rewards')
  const line = await page.getByText(/^You have [\d,]+/).textContent()
  return Number(line?.replace(/\D/g, ''))
}

describe('a member spends points', { concurrency: 1 }, () => {
  test('the shelves say what each reward takes beside points', async () => {
    await goTo('Rewards')
    await seeHeading(page, 'Rewards')
    await see('You have 2,000')
    const card = (name: string) => page.getByRole('link').filter({ hasText: name })
    await card('Harvest dinner').getByText('Needs Gold').waitFor()
    await card('Rolling tray').getByText('Sold out').waitFor()
    await card('Grinder').getByText('3 left').waitFor()
    await card('Concert ticket').getByText('The last one').waitFor()
    await card(LONG_NAME)
      .getByText(/^1,000.points to go$/)
      .waitFor()
    await assertFits(page, 'rewards')
  })

  test('a word and a filter narrow them, and coming back finds them as they were left', async () => {
    await page.getByLabel('In reach').check()
    assert.equal((await cards()).length, 3)
    await page.getByLabel('Search rewards').fill('grind')
    await page.getByRole('status').filter({ hasText: 'One reward' }).waitFor({ state: 'attached' })
    await follow(/Grinder/)
    await seeHeading(page, 'Grinder')
    await follow('Back')
    await seeHeading(page, 'Rewards')
    assert.equal(await page.getByLabel('Search rewards').inputValue(), 'grind')
    assert.equal((await cards()).length, 1)
    await page.getByLabel('Search rewards').fill('nothing like it')
    await see('Nothing like that here')
    await assertFits(page, 'rewards, none found')
    await press('Show all rewards')
    await see('Harvest dinner')
  })

  test('a reward behind a rank says so and leads to the ranks; one that is gone says that', async () => {
    await follow(/Harvest dinner/)
    await see('It is for Gold and above.')
    assert.equal(await page.getByRole('link', { name: 'Redeem' }).count(), 0)
    await assertFits(page, 'reward behind a rank')
    await follow('See the ranks')
    await seeHeading(page, /^You are /)
    await page.goto(`/rewards/${member.id}`)
    await see('No longer available')
    forgive(/404/)
  })

  test('a voucher is there at once, and stays with its order', async () => {
    await page.goto(`/rewards/${rewards.ticket}`)
    await see('After it')
    await assertFits(page, 'reward')
    await follow('Redeem')
    await seeHeading(page, 'Redeem Concert ticket?')
    await assertFits(page, 'confirmation of a code')
    await press(/^Redeem for 350/)
    await seeHeading(page, 'It is yours')
    await see('HERON-4F7K')
    await see(/1,650/)
    await assertFits(page, 'voucher')
    await page.reload()
    await see('HERON-4F7K')
    await follow('See the order')
    await seeHeading(page, 'Concert ticket')
    await see('HERON-4F7K')
    await assertFits(page, 'order of a code')
    // Whoever goes back from there is not asked to redeem again.
    await page.goBack()
    await page.goBack()
    await seeHeading(page, 'Concert ticket')
    await see('All of them are taken')
    assert.equal(await balance(), 1_650)
  })

  test('where parcels may not go is said before the form; another address is added on the way', async () => {
    const list = [{ code: 'US-ID', legal_age: 21, gifts_allowed: false, ships_to: false }]
    const markets = { default: { gifts_allowed: true, ships_to: true }, list }
    await stall.operate('PUT', 'settings', { settings: { markets } })
    await page.goto(`/rewards/${rewards.grinder}/redeem`)
    await see('Where it goes')
    await assertFits(page, 'confirmation of a parcel')
    await page.getByLabel('Another address').check()
    await page.getByLabel('Which state does it go to?').selectOption('ID')
    await see(/may not send parcels to Idaho/)
    assert.equal(await page.getByLabel('Street and number').count(), 0)
    await assertFits(page, 'a state where no parcel may go')
    await press(/^Redeem for/)
    await see('Choose where it goes.')
    await page.getByLabel('Which state does it go to?').selectOption('VT')
    await press('Use this address')
    await see('Please fill this in.')
    await page.getByLabel('Street and number').fill('5 Elm St')
    await page.getByLabel('City').fill('Barre')
    await page.getByLabel('ZIP code').fill('05641')
    await assertFits(page, 'a new address')
    await press('Use this address')
    await page.getByRole('radio', { name: /5 Elm St/, checked: true }).waitFor()
  })

  test('a price that changed meanwhile is shown, and asked again', async () => {
    await stall.reprice(rewards.grinder, 450)
    await press(/^Redeem for 400/)
    await see(/It costs 450.points now, not 400.points/)
    await assertFits(page, 'another price')
    assert.equal(await page.getByRole('button', { name: /^Redeem for 400/ }).count(), 0)
    await press(/^Redeem for 450/)
    await seeHeading(page, 'It is yours')
    await assertFits(page, 'a parcel')
    await follow('See the order')
    await see('5 Elm St, Barre, VT 05641')
    forgive(/409/)
  })

  test('an order that nobody packs yet is cancelled, and its points are back', async () => {
    assert.equal(await balance(), 1_200)
    await follow('Orders')
    await seeHeading(page, 'Orders')
    await assertFits(page, 'orders')
    await follow(/^Grinder/)
    await press('Cancel this order')
    await see(/450.points come back to you at once/)
    await assertFits(page, 'cancelling')
    await press('Yes, cancel it')
    await see('Cancelled')
    assert.equal(await page.getByRole('button', { name: 'Cancel this order' }).count(), 0)
    await assertFits(page, 'cancelled order')
    assert.equal(await balance(), 1_650)
  })

  test('a wish becomes the goal, and the goal says how far it is', async () => {
    await page.goto('/wishlist')
    await see('Nothing wished for yet')
    await assertFits(page, 'empty wishlist')
    await page.goto('/goal')
    await see('Nothing to work towards yet')
    await assertFits(page, 'no goal')
    await page.goto(`/rewards/${rewards.shirt}`)
    const heart = page.getByRole('button', { name: 'Add to wishlist' })
    await heart.click()
    await page.getByRole('button', { name: 'Add to wishlist', pressed: true }).waitFor()
    await page.goto('/wishlist')
    await see(/^1,350.points to go/)
    await assertFits(page, 'wishlist')
    await press(`Take ${LONG_NAME} off the wishlist`)
    await see('Nothing wished for yet')
    await press('Put it back')
    await follow(LONG_NAME)
    await press('Make it my goal')
    await page.getByRole('progressbar', { name: `55% of the way to ${LONG_NAME}` }).waitFor()
    await assertFits(page, 'goal')
    await page.goBack()
    await follow('This is your goal')
    await see(/^1,350.points to go$/)
    await goTo('Home')
    await page.getByRole('link', { name: new RegExp(LONG_NAME) }).waitFor()
  })

  test('a goal that is reached is celebrated without a reload, and suggests the next', async () => {
    await stall.give(member.id, 1_300)
    const stream = page.waitForResponse('**/api/stream')
    await page.goto('/goal')
    await see(/^50.points to go$/)
    await stream
    await stall.scan(member.token)
    await seeHeading(page, 'You got there')
    await see(`${LONG_NAME} is yours to redeem.`)
    await assertFits(page, 'goal reached')
    await follow('Redeem it')
    await seeHeading(page, LONG_NAME)
    await page.getByRole('link', { name: 'Redeem' }).waitFor()
  })

  test('without a network what was seen stays open, and redeeming says why not', async () => {
    await follow('Back')
    await goTo('Rewards')
    await see('Stash tin')
    await phone.context.setOffline(true)
    await follow(/Stash tin/)
    await seeHeading(page, 'Stash tin')
    await see(/Redeeming needs a connection/)
    assert.equal(await page.getByRole('link', { name: 'Redeem' }).count(), 0)
    await assertFits(page, 'reward without a network')
    await phone.context.setOffline(false)
    await page.getByRole('link', { name: 'Redeem' }).waitFor()
    forgive(/ERR_INTERNET_DISCONNECTED/)
  })

  test('the keyboard alone redeems', async () => {
    await page.getByRole('link', { name: 'Redeem' }).focus()
    await page.keyboard.press('Enter')
    await seeHeading(page, 'Redeem Stash tin?')
    await page.getByRole('radio', { checked: true }).focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Tab')
    assert.match(await page.evaluate<string>('document.activeElement.textContent'), /^Redeem for 800/)
    await page.keyboard.press('Enter')
    await seeHeading(page, 'It is yours')
  })

  test('a parcel is followed from the order to the post', async () => {
    await follow('See the order')
    await seeHeading(page, 'Stash tin')
    const id = new URL(page.url()).pathname.split('/').at(-1) as string
    await stall.move(id, 'process')
    await stall.move(id, 'ship', { carrier: 'USPS', tracking_number: '9400 1118 9956' })
    await page.reload()
    await see('On its way')
    await see('9400 1118 9956')
    assert.equal(await page.getByRole('button', { name: 'Cancel this order' }).count(), 0)
    await assertFits(page, 'order on its way')
  })

  test('an answer that was lost is repaired by pressing again, and nothing is spent twice', async () => {
    const before = await balance()
    await page.goto(`/rewards/${rewards.grinder}/redeem`)
    await page.getByRole('radio', { checked: true }).waitFor()
    await page.route(
      '**/api/redemptions',
      async route => {
        await route.fetch()
        await route.abort()
      },
      { times: 1 },
    )
    await press(/^Redeem for 450/)
    await see('No connection')
    await page.reload()
    await page.getByRole('radio', { checked: true }).waitFor()
    await press(/^Redeem for 450/)
    await seeHeading(page, 'It is yours')
    assert.equal(await balance(), before - 450)
    forgive(/ERR_FAILED/)
  })

  test('all along the books are right, and the browser had nothing to complain about', async () => {
    const admin = new pg.Pool({ connectionString: site.world.adminUrl, max: 1 })
    assert.deepEqual(await ledgerFaults(admin), [])
    await admin.end()
    assert.deepEqual(phone.complaints, [])
  })
})
