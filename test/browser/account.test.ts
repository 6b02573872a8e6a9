// What members do about themselves, up to the end of the membership: each test goes on where the one before it ended.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { after, afterEach, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { openSession } from '../../server/src/identity/index.ts'
import { assertAccessible, assertFits } from './accessibility.ts'
import { launchChromium } from './chromium.ts'
import { type Device, openDevice } from './device.ts'
import { openSite, type Site } from './site.ts'
import { seeHeading } from './steps.ts'

const EMAIL = 'robin@example.com'
const NEW_EMAIL = 'robin.new@example.com'
const HOUR_MS = 3_600_000

let site: Site
let browser: Browser
let phone: Device
let page: Page
let memberId: string

before(async () => {
  ;[site, browser] = await Promise.all([openSite(), launchChromium()])
  const { world } = site
  memberId = (await world.addMember({ email: EMAIL })).id
  const { headers } = await world.addOperator()
  const profile_fields = [
    { key: 'shop', label: 'Favourite shop', kind: 'text', required: false, max: 20 },
    { key: 'tastings', label: 'Invite me to tastings', kind: 'checkbox', required: false },
  ]
  const payload = { settings: { profile_fields } }
  const reply = await world.app.server.inject({
    method: 'PUT',
    url: '/api/admin/settings',
    headers,
    payload,
  })
  assert.equal(reply.statusCode, 200, reply.body)
  phone = await openDevice(browser, site.origin)
  page = phone.page
  await stayAsMember(phone)
})
after(async () => {
  await browser.close()
  await site.close()
})
afterEach(async t => {
  if ('passed' in t && !t.passed) console.log(await phone.photograph(`account: ${t.name}`))
})

/** Signed in an hour ago: long enough that whatever is grave wants to see a mail first. */
async function stayAsMember({ context, page: anywhere }: Device) {
  const { platform, brand } = site.world
  const { refreshToken } = await platform.db.transaction(brand.id, tx =>
    openSession(tx, { memberId, userAgent: 'Mozilla Safari/', at: new Date(Date.now() - HOUR_MS) }),
  )
  const { hostname } = new URL(site.origin)
  await context.addCookies([{ name: 'refresh', value: refreshToken, domain: hostname, path: '/api/auth' }])
  await anywhere.goto('/sign-in')
  await anywhere.evaluate(`localStorage.setItem('signed_in', '1')`)
}

const press = (name: string | RegExp) => page.getByRole('button', { name }).click()
const follow = (name: string | RegExp) => page.getByRole('main').getByRole('link', { name }).click()
const see = (text: string | RegExp) => page.getByText(text).first().waitFor()
const back = () => page.getByRole('link', { name: 'Back' }).click()

async function typeDigits(to: string, mails: number) {
  const [mail] = await site.mails(to, mails)
  await page.getByLabel('6-digit code').pressSequentially(mail?.codes[0] as string)
}

describe('a member looks after the account', { concurrency: 1 }, () => {
  test('the profile leads to each of its places', async () => {
    await page.goto('/profile')
    await seeHeading(page, 'Profile')
    await assertFits(page, 'profile')
    const places: [link: string | RegExp, heading: string][] = [
      [/^E-mail/, 'Another e-mail'],
      [/^Addresses/, 'Addresses'],
      ['Where you are signed in', 'Where you are signed in'],
      ['What you agreed to', 'What you agreed to'],
      ['Disputed codes', 'Disputed codes'],
      [/^Your data/, 'Your data'],
    ]
    for (const [link, heading] of places) {
      await follow(link)
      await seeHeading(page, heading)
      await assertFits(page, heading)
      await page.goBack()
      await seeHeading(page, 'Profile')
    }
  })

  test('answers what this brand asks besides', async () => {
    await page.getByLabel('Favourite shop').fill('The one around the long corner')
    await page.getByLabel('Invite me to tastings').check()
    await press('Save answers')
    await see('20 characters at most.')
    await page.getByLabel('Favourite shop').fill('Elm Street')
    await press('Save answers')
    await see('Saved.')
    await page.reload()
    assert.equal(await page.getByLabel('Favourite shop').inputValue(), 'Elm Street')
    assert.equal(await page.getByLabel('Invite me to tastings').isChecked(), true)
  })

  test('adds an address, makes it the default, and removes the other', async () => {
    await follow(/^Addresses/)
    await follow('Add an address')
    await seeHeading(page, 'New address')
    await press('Save address')
    await see('Please fill this in.')
    await assertFits(page, 'new address with errors')
    const typed = { 'Street and number': '12 Elm St', City: 'Albany', 'ZIP code': '12207' }
    for (const [label, text] of Object.entries(typed))
      await page.getByLabel(label, { exact: true }).fill(text)
    await page.getByLabel('State').selectOption('NY')
    await page.getByLabel(/^Send parcels here/).check()
    await press('Save address')
    await seeHeading(page, 'Addresses')
    await see('12 Elm St')
    const [first] = await page.getByRole('main').getByRole('listitem').allInnerTexts()
    assert.match(first ?? '', /Default\s+12 Elm St\s+Albany, NY 12207/)

    await follow('Edit 1 Main St')
    await press('Remove this address')
    await assertFits(page, 'address to be removed')
    await press('Remove')
    await seeHeading(page, 'Addresses')
    await page.getByText('1 Main St').waitFor({ state: 'detached' })
    await page.goBack()
    await seeHeading(page, 'Profile')
  })

  test('signs out on another device', async () => {
    const other = await openDevice(browser, site.origin)
    await stayAsMember(other)
    await page.goto('/profile/devices')
    await see('This device')
    await press('Sign out everywhere else')
    await see('Everything but this device is signed out.')
    await page.getByRole('main').getByRole('listitem').nth(1).waitFor({ state: 'detached' })
    await other.page.goto('/history')
    await seeHeading(other.page, 'Sign in')
    await other.context.close()
  })

  test('says that a pack is theirs which another has claimed, and finds it in the list', async () => {
    const { world } = site
    const [code] = (await world.addCodes(1)).codes
    const { token } = await world.addMember()
    const payload = { code, client_op_id: randomUUID() }
    const headers = world.headers({ token })
    await world.app.server.inject({ method: 'POST', url: '/api/scans', headers, payload })
    await page.goto(`/s/${code}`)
    await seeHeading(page, 'Someone has claimed this code')
    await follow('It is my pack')
    await seeHeading(page, 'It is my pack')
    await press('Send')
    await see('Tell us in a sentence what happened.')
    await assertFits(page, 'dispute')
    await page.getByLabel('What happened').fill('Bought on Elm Street today, the seal was whole.')
    await press('Send')
    await seeHeading(page, 'Disputed codes')
    await see('Being looked at')
    await see('Bought on Elm Street today, the seal was whole.')
    await assertFits(page, 'disputed codes')
  })

  test('asks for another e-mail with digits from the mailbox of the one that is', async () => {
    let sent = 0
    page.on('request', request => {
      if (request.url().endsWith('/api/me/email')) sent++
    })
    await page.goto('/profile/email')
    await page.getByLabel('New e-mail').fill(NEW_EMAIL)
    await press('Change e-mail')
    await see('Is it you?')
    await assertFits(page, 'e-mail, digits wanted')
    await page.getByLabel('6-digit code').pressSequentially('000000')
    await see('That is not the code')
    await page.getByLabel('6-digit code').fill('')
    await typeDigits(EMAIL, 1)
    await seeHeading(page, 'Check both mailboxes')
    assert.equal(sent, 3, 'without digits, with wrong ones, with the right ones: a wrong code counts once')
    await see(new RegExp(`link that we sent to ${NEW_EMAIL.replace('.', '\\.')}`))
    await assertFits(page, 'e-mail, mails sent')
  })

  test('takes everything along in one file', async () => {
    await page.goto('/profile/data')
    const [file] = await Promise.all([page.waitForEvent('download'), press('Download everything')])
    const { profile, addresses } = JSON.parse(await readFile(await file.path(), 'utf8'))
    assert.equal(profile.email, EMAIL)
    assert.match(JSON.stringify(addresses), /12 Elm St/)
    await see('The file is in your downloads.')
  })

  test('deletes it only after typing the word and digits from the mail, and is gone', async () => {
    await follow('Delete my account')
    await seeHeading(page, 'Delete your account')
    await assertFits(page, 'deletion')
    await press('Delete for ever')
    await see('Type DELETE; small letters will do.')
    await page.getByLabel('Type DELETE to confirm').fill('delete')
    await press('Delete for ever')
    await see('Is it you?')
    await assertAccessible(page, 'deletion, digits wanted')
    await typeDigits(EMAIL, 3)
    await seeHeading(page, 'Your account is deleted')
    await assertFits(page, 'goodbye')
    assert.equal(await page.evaluate('sessionStorage.length'), 0)
    await page.goto('/profile')
    await seeHeading(page, 'Sign in')
  })

  test('a step back from a form leads to where it was opened from', async () => {
    await stayAsMemberAgain()
    await page.goto('/profile/addresses')
    await follow('Add an address')
    await seeHeading(page, 'New address')
    await back()
    await seeHeading(page, 'Addresses')
    await back()
    await seeHeading(page, 'Profile')
  })

  test('the browser complained of the questions for digits, and of nothing else', () => {
    const unexpected = phone.complaints.filter(text => !/status of 40[13].*\/api\/me(\/email)?\)$/.test(text))
    assert.deepEqual(unexpected, [])
  })
})

async function stayAsMemberAgain() {
  memberId = (await site.world.addMember({ email: 'somebody-new@example.com' })).id
  await stayAsMember(phone)
}
