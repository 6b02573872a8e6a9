import { seeHeading } from '../../test/browser/steps.ts'
import type { Walk } from './walk.ts'

/** From the shelves to a parcel and a goal, with the points of three scans. */
export async function walkThroughRewards(walk: Walk): Promise<void> {
  const { page, stop } = walk
  await page.goto('/rewards')
  await seeHeading(page, 'Rewards')
  const shelves = page.getByRole('region', { name: 'Rewards' })
  await shelves.getByRole('link').first().waitFor()
  await stop('rewards', '/rewards')
  await page.getByLabel('Search rewards').fill('nothing like it')
  await page.getByText('Nothing like that here').waitFor()
  await stop('rewards-none', '/rewards')
  await page.getByRole('button', { name: 'Show all rewards' }).click()
  for (const [name, at] of [
    ['wishlist-empty', '/wishlist'],
    ['goal-empty', '/goal'],
  ] as const) {
    await page.goto(at)
    await page.getByRole('heading', { level: 2 }).waitFor()
    await stop(name, at)
  }
  await walkToAParcel(walk)
  await walkTowardsAGoal(walk)
}

async function walkToAParcel({ page, stop }: Walk): Promise<void> {
  await page.goto('/rewards?show=ready')
  await page.getByRole('region', { name: 'Rewards' }).getByRole('link').first().click()
  await page.getByRole('link', { name: 'Redeem' }).waitFor()
  await stop('reward', '/rewards/:id')
  await page.getByRole('link', { name: 'Redeem' }).click()
  await page.getByRole('radio', { checked: true }).waitFor()
  await stop('redeem', '/rewards/:id/redeem')
  await page.getByLabel('Another address').check()
  await stop('redeem-another-address', '/rewards/:id/redeem')
  await page.getByRole('radio').first().check()
  await page.getByRole('button', { name: /^Redeem for/ }).click()
  await seeHeading(page, 'It is yours')
  await stop('placed', '/orders/:id/placed')
  await page.getByRole('link', { name: 'See the order' }).click()
  await page.getByRole('button', { name: 'Cancel this order' }).click()
  await stop('order-cancelling', '/orders/:id')
  await page.getByRole('button', { name: 'Keep it' }).click()
  await stop('order', '/orders/:id')
  await page.goto('/orders')
  await page.getByRole('main').getByRole('listitem').first().waitFor()
  await stop('orders', '/orders')
}

async function walkTowardsAGoal({ page, stop }: Walk): Promise<void> {
  await page.goto('/rewards')
  await page
    .getByRole('region', { name: 'Rewards' })
    .getByText(/to go$/)
    .first()
    .click()
  await page.getByRole('button', { name: 'Add to wishlist' }).click()
  await page.getByRole('button', { name: 'Add to wishlist', pressed: true }).waitFor()
  await page.getByRole('button', { name: 'Make it my goal' }).waitFor()
  await stop('reward-to-go', '/rewards/:id')
  await page.getByRole('button', { name: 'Make it my goal' }).click()
  await page.waitForURL('**/goal')
  await page.locator('.goal-ring').waitFor()
  await stop('goal', '/goal')
  await page.goto('/wishlist')
  await page.getByRole('main').getByRole('listitem').first().waitFor()
  await stop('wishlist', '/wishlist')
}
