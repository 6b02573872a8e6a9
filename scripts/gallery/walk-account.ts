import { seeHeading } from '../../test/browser/steps.ts'
import type { Walk } from './walk.ts'

/** Friends and what members do about their account, each as it is for somebody who has just begun. */
export async function walkThroughAccount({ page, demo, brand, stop }: Walk): Promise<void> {
  await page.goto('/friends')
  await seeHeading(page, 'Bring a friend')
  await page.getByText('Show as QR code').click()
  await page.getByRole('img', { name: 'Your link as a QR code' }).waitFor()
  await stop('friends', '/friends')
  for (const [name, at, heading] of [
    ['email', '/profile/email', 'Another e-mail'],
    ['addresses', '/profile/addresses', 'Addresses'],
    ['devices', '/profile/devices', 'Where you are signed in'],
    ['consents', '/profile/consents', 'What you agreed to'],
    ['data', '/profile/data', 'Your data'],
  ] as const) {
    await page.goto(at)
    await seeHeading(page, heading)
    await page.locator('.bones').waitFor({ state: 'detached' })
    await stop(name, at)
  }
  await page.goto('/profile/addresses/new')
  await seeHeading(page, 'New address')
  await stop('address', '/profile/addresses/:id')
  const [claimed] = await demo.codes(brand, 'claimed')
  if (!claimed) throw new Error('The demo has no claimed pack')
  await page.goto(`/s/${claimed}/dispute`)
  await seeHeading(page, 'It is my pack')
  await stop('dispute', '/s/:code/dispute')
  await page.goto('/disputes')
  await page.getByText('Nothing disputed').waitFor()
  await stop('disputes', '/disputes')
}

/** Where the mails about another e-mail lead. */
export async function walkFromMails({ page, stop }: Walk): Promise<void> {
  for (const [name, at, heading] of [
    ['email-confirm', '/auth/email/confirm', 'Confirm your new e-mail'],
    ['email-cancel', '/auth/email/cancel', 'Was this not you?'],
  ] as const) {
    await page.goto(`${at}?token=of-a-mail`)
    await seeHeading(page, heading)
    await stop(name, at)
  }
}

/** The last that a member can do. */
export async function walkToTheEnd({ page, stop }: Walk): Promise<void> {
  await page.goto('/profile/delete')
  await seeHeading(page, 'Delete your account')
  await stop('delete', '/profile/delete')
  await page.getByLabel('Type DELETE to confirm').fill('DELETE')
  await page.getByRole('button', { name: 'Delete for ever' }).click()
  await seeHeading(page, 'Your account is deleted')
  await stop('goodbye', '/goodbye')
}
