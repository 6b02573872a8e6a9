import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { confirmAge, fillClaim, seeFigure, seeHeading, typeCode } from '../../test/browser/steps.ts'
import type { Demo } from './demo.ts'

export interface Walk {
  page: Page
  demo: Demo
  brand: string
  /** Takes a picture of the screen as it stands; `at` is its place in the route table. */
  stop(name: string, at: string): Promise<void>
}

const UNKNOWN = '0000000000000000'

/** Everything that somebody without a membership can meet. */
export async function walkAsVisitor({ page, demo, brand, stop }: Walk): Promise<void> {
  const [ready] = await demo.codes(brand, 'ready')
  await page.goto('/')
  await seeHeading(page, 'Before you come in')
  await stop('age-gate', '/')
  await page.getByRole('button', { name: 'Not yet' }).click()
  await stop('age-gate-not-yet', '/')
  await page.getByRole('button', { name: 'I tapped the wrong one' }).click()
  await confirmAge(page)
  await page.getByRole('link', { name: 'Enter a code' }).waitFor()
  await stop('welcome', '/')
  await page.goto(`/s/${ready}`)
  await page.getByRole('link', { name: /^Claim/ }).waitFor()
  await stop('door', '/s/:code')
  for (const [name, code] of [
    ['door-void', (await demo.codes(brand, 'void'))[0]],
    ['door-inactive', (await demo.codes(brand, 'inactive'))[0]],
    ['door-unknown', UNKNOWN],
  ]) {
    await page.goto(`/s/${code}`)
    await page.locator('h1').waitFor()
    await stop(name as string, '/s/:code')
  }
  await page.goto('/nothing/here')
  await seeHeading(page, 'Nothing is here')
  await stop('not-found', 'default')
  await page.goto('/auth/link?token=cut-short')
  await page.getByRole('link', { name: 'Get a new link' }).waitFor()
  await stop('link-refused', '/auth/link')
  await page.goto('/sign-in')
  await seeHeading(page, 'Sign in')
  await stop('sign-in', '/sign-in')
  await page.getByLabel('E-mail').fill('nobody@example.com')
  await page.getByRole('button', { name: 'Send me a code' }).click()
  await seeHeading(page, 'Check your mail')
  await stop('sign-in-sent', '/sign-in')
}

/** From the claim to a wallet with three scans in it. */
export async function walkIntoMembership(walk: Walk): Promise<void> {
  const { page, demo, brand, stop } = walk
  const codes = await demo.codes(brand, 'ready')
  const email = `ada-${randomUUID().slice(0, 4)}@example.com`
  await page.goto(`/claim/${codes[0]}`)
  await seeHeading(page, 'Make it yours')
  await stop('claim', '/claim/:code')
  await page.getByRole('button', { name: /^Claim/ }).click()
  await page.getByText('Please fill this in.').first().waitFor()
  await stop('claim-errors', '/claim/:code')
  await fillClaim(page, email)
  await stop('claim-filled', '/claim/:code')
  await page.getByRole('button', { name: /^Claim/ }).click()
  await seeHeading(page, 'Check your mail')
  await stop('receipt', '/receipt')
  await page.getByLabel('6-digit code').pressSequentially(await demo.mailedCode(email))
  await seeResult(page)
  await stop('result-first', '/scan/result')
  await goHome(page)
  await stop('home-first', '/')

  await page.goto('/scan')
  await seeHeading(page, 'Enter your code')
  await stop('scan', '/scan')
  await typeCode(page, codes[1] as string)
  await page.getByRole('button', { name: /^Add/ }).waitFor()
  await stop('door-member', '/s/:code')
  await addPoints(page)
  await stop('result-double', '/scan/result')
  await scan(page, codes[2] as string)
  await stop('result-achievement', '/scan/result')
}

/** The places of a member, with something in each. */
export async function walkAsMember({ page, stop }: Walk): Promise<void> {
  await goHome(page)
  await stop('home', '/')
  await page.getByText('Why am I seeing this?').first().click()
  await stop('home-reason', '/')
  await page.goto('/points')
  await seeHeading(page, 'Your balance')
  await stop('points', '/points')
  await page.goto('/ranks')
  await seeHeading(page, /^You are /)
  await stop('ranks', '/ranks')
  await page.goto('/achievements')
  await seeHeading(page, 'Achievements')
  await stop('achievements', '/achievements')
  await page.goto('/history')
  await seeHeading(page, 'History')
  await stop('history', '/history')
  await page.goto('/profile')
  await seeHeading(page, 'Profile')
  await stop('profile', '/profile')
}

/** What goes wrong. */
export async function walkThroughTrouble({ page, stop }: Walk): Promise<void> {
  const problem = { status: 500, code: 'internal', request_id: '0195387e-1c00-7000-8000-000000000001' }
  await page.route('**/api/history**', route =>
    route.fulfill({ status: 500, contentType: 'application/problem+json', body: JSON.stringify(problem) }),
  )
  await page.goto('/history')
  await page.getByText(problem.request_id).waitFor()
  await stop('error', '/history')
  await page.unroute('**/api/history**')
  await goHome(page)
  await page.context().setOffline(true)
  await page.getByText(/^You are offline since/).waitFor()
  await stop('offline', '/')
  await page.context().setOffline(false)
}

/** Scans one more pack, as a member, and waits until the numbers stand. */
export async function scan(page: Page, code: string): Promise<void> {
  await page.goto(`/s/${code}`)
  await addPoints(page)
}

export async function goHome(page: Page): Promise<void> {
  await page.goto('/')
  await page.getByRole('heading', { name: 'Achievements' }).waitFor()
}

async function addPoints(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Add/ }).click()
  await seeResult(page)
}

/** The number has counted up when what is shown is what is said to those who hear the page. */
async function seeResult(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Scan another' }).waitFor()
  const said = await page.locator('.figure .sr-only').textContent()
  await seeFigure(page, said as string)
}
