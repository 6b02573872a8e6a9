import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { Browser } from '../journey/browser.ts'

const operation = () => ({ client_op_id: randomUUID() })
const ADDRESS = { line1: '2 Main St', city: 'Hudson', state: 'NY', postal_code: '12534', country: 'US' }

/** What a member does beside scanning, so that every statement of it is sent once; `rewardId` can be had twice. */
export async function spend(browser: Browser, rewardId: string): Promise<void> {
  const get = async (url: string) => {
    const { status, body } = await browser.get(`/api/${url}`)
    assert.equal(status, 200, `${url}: ${JSON.stringify(body)}`)
    return body
  }
  const post = async (url: string, payload: object) => {
    const { status, body } = await browser.post(`/api/${url}`, { ...operation(), ...payload })
    assert.ok(status < 300, `${url}: ${JSON.stringify(body)}`)
    return body
  }
  await post('wishlist', { reward_id: rewardId })
  await browser.put('/api/goal', { reward_id: rewardId })
  for (const url of ['wishlist', 'goal', 'points', 'next-best-actions', 'referrals/me', 'me/export'])
    await get(url)
  await browser.delete(`/api/wishlist/${rewardId}`)
  await browser.delete('/api/goal')
  const { id } = await post('addresses', ADDRESS)
  await browser.patch(`/api/addresses/${id}`, { city: 'Troy', is_default: true })
  await get('addresses')
  const redemption = { reward_id: rewardId, expected_cost: 1, address_id: id }
  const { order } = await post('redemptions', redemption)
  await post('redemptions', redemption)
  await browser.delete(`/api/addresses/${id}`)
  for (const list of ['orders', 'me/consents', 'me/sessions', 'disputes']) {
    const { next_cursor } = await get(`${list}?limit=1`)
    if (next_cursor) await get(`${list}?limit=1&cursor=${next_cursor}`)
  }
  for (const url of ['rewards', `rewards/${rewardId}`, `orders/${order.id}`]) await get(url)
  await post(`orders/${order.id}/cancel`, {})
  await post('referrals/share', { channel: 'link' })
  const [card] = (await get('cards')).items
  await post(`cards/${card.id}/response`, { response: 'shown' })
  await post('events', { events: [{ name: 'card_tapped', id: card.id }] })
}
