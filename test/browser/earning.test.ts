// What a member sees of earning, and what operators change about it meanwhile: each test goes on where the one before
// it ended.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, afterEach, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { assertAccessible } from './accessibility.ts'
import { launchChromium } from './chromium.ts'
import { type Device, openDevice } from './device.ts'
import { openSite, type Site } from './site.ts'
import { seeFigure, seeHeading } from './steps.ts'

const DAY_MS = 86_400_000
const NARROW = { width: 320, height: 640 }

const LADDER = {
  ranks: [
    { key: 'bronze', name: 'Bronze', threshold: 0, multiplier_basis_points: 10_000 },
    {
      key: 'silver',
      name: 'Silver',
      threshold: 500,
      multiplier_basis_points: 12_500,
      benefits: ['A seat at the harvest dinner'],
      rewards: { points: 60 },
    },
  ],
  fall: null,
}

let site: Site
let browser: Browser
let phone: Device
let page: Page
let member: { id: string; email: string }
let codes: string[]
let operate: (method: 'POST' | 'PUT', path: string, payload: object) => Promise<void>

before(async () => {
  ;[site, browser] = await Promise.all([openSite(), launchChromium()])
  const { world } = site
  const { headers } = await world.addOperator()
  operate = async (method, path, payload) => {
    const url = `/api/admin/${path}`
    const reply = await world.app.server.inject({ method, url, headers, payload })
    assert.ok(reply.statusCode < 300, reply.body)
  }
  member = await world.addMember({ email: 'robin@example.com' })
  codes = (await world.addCodes(5)).codes
  await operate('PUT', 'ladder', LADDER)
  await operate('PUT', 'settings', {
    settings: {
      expiry: { policy: 'after_earning', months: 1, notice_days: 7 },
      caps: [{ per: 'member', period: 'day', points: 500 }],
    },
  })
  await operate('POST', 'campaigns', {
    client_op_id: randomUUID(),
    definition: {
      name: 'Harvest week',
      description: 'All flower counts double.',
      from: wallClock(-1),
      until: wallClock(5),
      effect: { multiplier_basis_points: 20_000 },
      when: {},
      stacks: true,
      priority: 50,
    },
  })
  await world.addAchievement(world.brand, 'two_a_month', {
    name: 'Two a month',
    description: 'Scan two packs in a month',
    criteria: { metric: 'scans', operator: 'at_least', value: [2], timeframe: 'month' },
    repeat: { every: 'month' },
    rewards: { points: 40, multiplier: { basis_points: 15_000, days: 7 } },
  })
  phone = await openDevice(browser, site.origin)
  page = phone.page
})
after(async () => {
  await browser.close()
  await site.close()
})
afterEach(async t => {
  if ('passed' in t && !t.passed) console.log(await phone.photograph(`earning: ${t.name}`))
})

/** Midnight of the day that is so many days from now, as operators write it. */
const wallClock = (days: number) => `${new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10)}T00:00`

const see = (text: string | RegExp) => page.getByText(text).first().waitFor()
const statement = async () => {
  await page.goto('/points')
  await seeHeading(page, 'Your balance')
}
async function scan(code: number) {
  await page.goto(`/s/${codes[code]}`)
  await page.getByRole('button', { name: /^Add/ }).click()
  await page.getByRole('link', { name: 'Scan another' }).waitFor()
}

/** In both themes, and without a line that leaves the screen of the smallest phone. */
async function assertFit(screen: string) {
  await assertAccessible(page, screen)
  const usual = page.viewportSize() as typeof NARROW
  await page.setViewportSize(NARROW)
  const width = await page.evaluate<number>('document.documentElement.scrollWidth')
  assert.equal(width, NARROW.width, `${screen} at ${NARROW.width} px`)
  await page.setViewportSize(usual)
}

describe('a member sees what is earned, and what became of it', { concurrency: 1 }, () => {
  test('home of a new member shows the campaign that runs', async () => {
    await page.goto('/sign-in')
    await page.getByLabel('E-mail').fill(member.email)
    await page.getByRole('button', { name: 'Send me a code' }).click()
    const [mail] = await site.mails(member.email, 1)
    await page.getByLabel('6-digit code').pressSequentially(mail?.codes[0] as string)
    await seeFigure(page, '0')
    const card = page.getByRole('article').filter({ hasText: 'Harvest week' })
    await card.getByText('2x points', { exact: true }).waitFor()
    await card.getByText(/^Until /).waitFor()
    assert.equal(await card.count(), 1, 'the campaign is named once')
    await assertFit('home with a campaign')
  })

  test('an empty statement and the way to the first achievement say what to do', async () => {
    await statement()
    await see('Nothing to spend yet')
    await assertFit('empty statement')
    await page.goto('/achievements')
    await seeHeading(page, 'Achievements')
    await see('0 of 2 this month')
    await see(/^Once a month\. Starts over on \w+ 1(, \d{4})?\.$/)
    await see('Gives 40 points, ×1.5 on every scan for 7 days')
    await assertFit('achievements')
  })

  test('a scan says which campaign added how much', async () => {
    await scan(0)
    await seeFigure(page, '\\+?200')
    await see('Harvest week added 100 points')
    await assertFit('result with a campaign')
  })

  test('the next one says which limit cut it, and what the achievement and the rank gave', async () => {
    await scan(1)
    await see('Your limit of 500 points a day is reached, so 100 points did not count.')
    await see('×1.5 on every scan for 7 days')
    await see('You are Silver now')
    await seeFigure(page, '\\+?400')
    await assertFit('result with a limit and an achievement')
  })

  test('the statement shows balance, expiry days and the multiplier; home tells the next of them', async () => {
    await page.getByRole('link', { name: 'Done' }).click()
    await see(/^600\spoints until /)
    await page.getByRole('link', { name: /^Your balance/ }).click()
    await seeHeading(page, 'Your balance')
    await seeFigure(page, '600')
    await see('×1.5 on every scan')
    await page
      .getByRole('listitem')
      .filter({ hasText: /^Until / })
      .getByText('600 points')
      .waitFor()
    await assertFit('statement')
  })

  test('history shows each entry of a scan in a line of its own', async () => {
    await page.getByRole('link', { name: 'All history' }).click()
    await seeHeading(page, 'History')
    const entries = page.getByRole('list', { name: 'What it was made of' }).first().getByRole('listitem')
    assert.deepEqual(await entries.allTextContents(), ['Pack+300', 'Achievement+40', 'New rank+60'])
    await assertFit('history with entries')
  })

  test('the ladder shows where one stands and what each rank gives', async () => {
    await page.goto('/')
    await page.getByRole('link', { name: /^Silver/ }).click()
    await seeHeading(page, 'You are Silver')
    const step = page.locator('[aria-current="step"]')
    for (const said of ['From 500 points', 'Every scan earns ×1.25', 'A seat at the harvest dinner']) {
      await step.getByText(said).waitFor()
    }
    await step.getByText('60 points when you first get here').waitFor()
    await assertFit('ranks')
  })

  test('an unlocked achievement says from when it can be unlocked again', async () => {
    await page.goto('/achievements')
    await see(/^You can unlock it again from \w+ 1(, \d{4})?\.$/)
    await assertFit('achievements, unlocked')
  })

  test('points on hold are on their way, with the day on which they arrive', async () => {
    const holds = { settle_after_hours: 240, review_from_scan_of_day: null }
    await operate('PUT', 'settings', { settings: { holds, caps: [] } })
    await scan(2)
    await see('points on their way')
    await see(/^They arrive on \w+ \d+(, \d{4})?\.$/)
    await assertFit('result on hold')
    await statement()
    await seeFigure(page, '600')
    await see(/^\d+\spoints on their way$/)
    await assertFit('statement with a hold')
  })

  test('what is owed is said in plain words, and paid off by the next scan', async () => {
    const operation = () => ({ client_op_id: randomUUID(), reason: 'for this test' })
    const holds = { settle_after_hours: 0, review_from_scan_of_day: null }
    await operate('PUT', 'settings', { settings: { holds } })
    await operate('POST', `members/${member.id}/adjustments`, {
      ...operation(),
      points: -550,
      counts_for_rank: false,
    })
    await operate('POST', 'returns', { ...operation(), code: codes[0], code_becomes: 'void' })
    await statement()
    await see(/^You owe \d+\spoints$/)
    await seeFigure(page, '0')
    await assertFit('statement with a debt')
    await scan(3)
    await see(/^\d+\spoints of these paid off what you owed\.$/)
    await assertFit('result that repays')
  })

  test('the month of birth is asked once, with the reason', async () => {
    await page.goto('/profile')
    await see('For a birthday extra')
    await assertFit('profile without a month')
    await page.getByLabel('Month of birth').selectOption('March')
    await page.getByRole('button', { name: 'Save month' }).click()
    await page.locator('p', { hasText: 'March' }).waitFor()
    assert.equal(await page.getByLabel('Month of birth').count(), 0)
    await assertFit('profile with a month')
  })

  test('all along the browser had nothing to complain about', () => assert.deepEqual(phone.complaints, []))

  test('an error of the statement shows the number to tell us, and trying again helps', async () => {
    const problem = { status: 500, code: 'internal', title: 'Internal error', request_id: 'request-500' }
    await page.route('**/api/points', route =>
      route.fulfill({ status: 500, contentType: 'application/problem+json', body: JSON.stringify(problem) }),
    )
    await page.goto('/points')
    await see('request-500')
    await page.unroute('**/api/points')
    await page.getByRole('button', { name: 'Try again' }).click()
    await seeHeading(page, 'Your balance')
  })

  test('without a network the statement stays, and it is said since when', async () => {
    await phone.context.setOffline(true)
    await see(/^You are offline since/)
    await seeHeading(page, 'Your balance')
    await phone.context.setOffline(false)
  })
})
