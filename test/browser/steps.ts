// What people do on the screens, in the words that stand on them.
import type { Page } from 'playwright-core'
import type { Site } from './site.ts'

export const PERSON = {
  'First name': 'Ada',
  'Last name': 'Brook',
  'Street and number': '1 Warren St',
  City: 'Hudson',
  'ZIP code': '12534',
}

/** Waits for the screen with this heading. */
export const seeHeading = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('heading', { level: 1, name }).waitFor()

export async function confirmAge(page: Page): Promise<void> {
  await page.getByRole('button', { name: /or older$/ }).click()
}

/** Fills in the claim form and leaves it at its button; consent is given. */
export async function fillClaim(page: Page, email: string): Promise<void> {
  for (const [label, text] of Object.entries(PERSON)) await page.getByLabel(label, { exact: true }).fill(text)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('State').selectOption('NY')
  for (const tick of [/^I am \d+ or older/, /^I accept the terms/, /may write to me/]) {
    await page.getByLabel(tick).check()
  }
}

/** Types a code on the scan screen, as from the pack, and goes on to what it is. */
export async function typeCode(page: Page, code: string): Promise<void> {
  await page.getByLabel('Code on the pack').pressSequentially(code)
  await page.getByRole('button', { name: 'Check this code' }).click()
}

/** Waits until the one large number of the screen is this one, and stands still. */
export async function seeFigure(page: Page, text: string): Promise<void> {
  for (const part of ['.sr-only', '[aria-hidden]']) {
    await page.locator(`.figure ${part}`, { hasText: new RegExp(`^${text}$`) }).waitFor({ state: 'attached' })
  }
}

/** Signs in by the digits of a mail; `mails` is how many this address has got with it. */
export async function signIn(page: Page, site: Site, email: string, mails = 1): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(email)
  await page.getByRole('button', { name: 'Send me a code' }).click()
  await page.getByLabel('6-digit code').waitFor()
  const [mail] = await site.mails(email, mails)
  await page.getByLabel('6-digit code').pressSequentially(mail?.codes[0] as string)
  await page.getByRole('navigation').waitFor()
}
