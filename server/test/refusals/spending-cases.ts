import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { Customer, Reply } from '../earning/desk.ts'
import { newestMail } from '../journey/mailed.ts'
import { SHIPPED, type Shop } from '../rewards/shop.ts'

/** What is asked and refused; what has to be there before is made by `ready`. */
export interface Refusal {
  ready(shop: Shop): Promise<() => Promise<Reply>>
  status?: number
  code?: string
  /** The field that the problem names; none for what is no field's fault. */
  field?: string
}

export const operation = () => ({ client_op_id: randomUUID() })
export const UTAH = { line1: '1 Main St', city: 'Provo', state: 'UT', postal_code: '84601', country: 'US' }

const redeeming =
  (more: object | ((shop: Shop, member: Customer) => object | Promise<object>), reward = {}) =>
  async (shop: Shop) => {
    const member = await shop.customer()
    const id = await shop.reward(reward)
    const body = typeof more === 'function' ? await more(shop, member) : more
    return () => shop.redeem(member, id, body)
  }

/** An operator publishes a reward. */
const reward = (change: object, field: string): Refusal => ({
  ready: async ({ desk }) => {
    const definition = { ...SHIPPED, ...change }
    return () => desk.ask('POST', 'rewards', { ...operation(), definition })
  },
  field: `definition.${field}`,
})

/** An operator moves an order on to where it has got. */
async function ordered({ desk, ...shop }: Shop, ...verbs: string[]) {
  const member = await shop.customer()
  const id = await shop.order(member, await shop.reward())
  for (const verb of verbs) await desk.do('POST', `orders/${id}/${verb}`, moved(verb))
  return { member, id }
}

const moved = (verb: string) => ({
  ...operation(),
  ...(verb === 'ship' ? { carrier: 'UPS', tracking_number: '1Z' } : {}),
  ...(verb === 'cancel' ? { reason: 'Broken in the store' } : {}),
})

const moving = (verb: string, ...before: string[]): Refusal => ({
  ready: async shop => {
    const { id } = await ordered(shop, ...before)
    return () => shop.desk.ask('POST', `orders/${id}/${verb}`, moved(verb))
  },
  status: 409,
  code: 'order_state',
})

const stock = (change: object, more: Partial<Refusal>, digital = false): Refusal => ({
  ready: async shop => {
    const id = digital ? await shop.vouchers(['A', 'B']) : await shop.reward({}, 5)
    return () => shop.desk.ask('POST', `rewards/${id}/stock`, { ...operation(), ...change })
  },
  ...more,
})

async function changeEmail({ desk, ask }: Shop, member: Customer) {
  const email = `new-${randomUUID()}@example.com`
  assert.equal((await ask(member, 'POST', 'me/email', { ...operation(), email })).status, 202)
  const { token } = await newestMail(desk.world, desk.admin, email)
  assert.equal((await ask(member, 'POST', 'auth/email/confirm', { token })).status, 200)
}

async function withdrawn(shop: Shop) {
  const id = await shop.reward()
  await shop.desk.do('POST', `rewards/${id}/archive`)
  return id
}

/** A reward, an order and an address of somebody of another brand. */
async function elsewhere({ desk }: Shop) {
  const brand = await desk.world.addBrand({ slug: `other-${randomUUID().slice(0, 8)}` })
  const member = await desk.world.addMember({ brand })
  const [address] = await desk.rows<{ id: string }>('select id from addresses where member_id = $1', [
    member.id,
  ])
  return { address: address?.id as string }
}

const voucherless = async (shop: Shop) => {
  const member = await shop.customer()
  const id = await shop.vouchers(['ONLY-ONE'])
  await shop.order(await shop.customer(), id)
  return () => shop.redeem(member, id)
}

const profile = (patch: object, field: string, status?: number, code?: string): Refusal => ({
  ready: async shop => {
    const member = await shop.customer(0)
    return () => shop.ask(member, 'PATCH', 'me', patch)
  },
  field,
  ...(status && code ? { status, code } : {}),
})

const CONTROL = 'Rob\u0007in'

export const SPENDING_REFUSALS: Record<string, Refusal> = {
  'a stale price': {
    ready: redeeming({ expected_cost: 399 }),
    status: 409,
    code: 'price_changed',
    field: 'expected_cost',
  },
  'a price that changed after it was shown': {
    ready: async shop => {
      const [member, id] = [await shop.customer(), await shop.reward()]
      await shop.desk.do('PUT', `rewards/${id}`, { definition: { ...SHIPPED, cost_points: 401 } })
      return () => shop.redeem(member, id)
    },
    status: 409,
    code: 'price_changed',
    field: 'expected_cost',
  },
  'a reward that was archived while it was wished for': {
    ready: async shop => {
      const [member, id] = [await shop.customer(), await shop.reward()]
      await shop.ask(member, 'POST', 'wishlist', { ...operation(), reward_id: id })
      await shop.ask(member, 'PUT' as never, 'goal', { reward_id: id })
      await shop.desk.do('POST', `rewards/${id}/archive`)
      return () => shop.redeem(member, id)
    },
    status: 409,
    code: 'not_available',
  },
  'a wish for a reward that was archived': {
    ready: async shop => {
      const [member, reward_id] = [await shop.customer(), await withdrawn(shop)]
      return () => shop.ask(member, 'POST', 'wishlist', { ...operation(), reward_id })
    },
    status: 404,
    code: 'not_found',
  },
  'a goal that was archived': {
    ready: async shop => {
      const [member, reward_id] = [await shop.customer(), await withdrawn(shop)]
      return () => shop.ask(member, 'PUT' as never, 'goal', { reward_id })
    },
    status: 404,
    code: 'not_found',
  },
  'an address that a market forbids': {
    ready: redeeming({ address: UTAH }),
    status: 409,
    code: 'market_forbids_shipping',
  },
  'an address in a state that there is not': {
    ready: redeeming({ address: { ...UTAH, state: 'Nowhere' } }),
    field: 'address.state',
  },
  'two addresses': { ready: redeeming({ address: UTAH, address_id: randomUUID() }), field: 'address_id' },
  'an address of another brand': {
    ready: redeeming(async shop => ({ address_id: (await elsewhere(shop)).address })),
    status: 404,
    code: 'not_found',
  },
  'an operation id that was used for something else': {
    ready: async shop => {
      const [member, id, op] = [await shop.customer(2_000), await shop.reward(), operation()]
      await shop.order(member, id, op)
      const other = await shop.reward()
      return () => shop.redeem(member, other, op)
    },
    status: 409,
    code: 'operation_reused',
  },
  'a redemption after the e-mail was changed': {
    ready: redeeming(async (shop, member) => {
      await changeEmail(shop, member)
      return {}
    }),
    status: 403,
    code: 'redemption_held',
  },
  'a cost below 0': { ready: redeeming({ expected_cost: -1 }), field: 'expected_cost' },
  'more than one has': {
    ready: redeeming({ expected_cost: 5_000 }, { cost_points: 5_000 }),
    status: 409,
    code: 'not_enough_points',
  },
  'the last voucher when it is gone': { ready: voucherless, status: 409, code: 'sold_out' },
  'an order cancelled twice': {
    ready: async shop => {
      const { member, id } = await ordered(shop)
      await shop.ask(member, 'POST', `orders/${id}/cancel`, operation())
      return () => shop.ask(member, 'POST', `orders/${id}/cancel`, operation())
    },
    status: 409,
    code: 'order_state',
  },
  'an order that has gone out, cancelled by its member': {
    ready: async shop => {
      const { member, id } = await ordered(shop, 'process', 'ship')
      return () => shop.ask(member, 'POST', `orders/${id}/cancel`, operation())
    },
    status: 409,
    code: 'order_state',
  },
  'an order that has gone out, cancelled by an operator': moving('cancel', 'process', 'ship'),
  'an order shipped before it is packed': moving('ship'),
  'an order shipped after it was cancelled': moving('ship', 'cancel'),
  'an order delivered twice': moving('deliver', 'process', 'ship', 'deliver'),
  'a stock below nothing': stock({ set: -1 }, { field: 'set' }),
  'more taken from a stock than there is': stock({ add: -6 }, { field: 'add' }),
  'a stock set and added to at once': stock({ set: 1, add: 1 }, { field: 'set' }),
  'a stock of vouchers': stock({ set: 9 }, { status: 409, code: 'stock_is_vouchers' }, true),
  'vouchers for something that is shipped': {
    ready: async shop => {
      const id = await shop.reward()
      return () => shop.desk.ask('POST', `rewards/${id}/vouchers`, { ...operation(), codes: ['A'] })
    },
    status: 409,
    code: 'not_digital',
  },
  'a voucher without a code': {
    ready: async shop => {
      const id = await shop.vouchers(['A'])
      return () => shop.desk.ask('POST', `rewards/${id}/vouchers`, { ...operation(), codes: ['B', ''] })
    },
    field: 'codes.1',
  },
  'a reward that costs less than nothing': reward({ cost_points: -1 }, 'cost_points'),
  'a reward that ends before it begins': reward(
    { available_from: '2031-05-01T00:00', available_until: '2031-04-01T00:00' },
    'available_until',
  ),
  'a name with a control character': profile({ first_name: CONTROL }, 'first_name'),
  'a name of 81 characters': profile({ last_name: 'x'.repeat(81) }, 'last_name'),
  'a name of spaces': profile({ first_name: '   ' }, 'first_name'),
  'a field that the brand has not': profile({ custom: { shoe: '9' } }, 'custom.shoe'),
  'a 13th month': profile({ birth_month: 13 }, 'birth_month'),
  'an address with a line break': {
    ready: async shop => {
      const member = await shop.customer(0)
      return () =>
        shop.ask(member, 'POST', 'addresses', { ...operation(), ...UTAH, line1: '1 Main St\nBcc: x' })
    },
    field: 'line1',
  },
  'an erasure that is not confirmed': {
    ready: async shop => {
      const member = await shop.customer(0)
      return () => shop.ask(member, 'DELETE', 'me', operation())
    },
    field: 'confirm',
  },
  'another e-mail that is none': {
    ready: async shop => {
      const member = await shop.customer(0)
      return () => shop.ask(member, 'POST', 'me/email', { ...operation(), email: 'me@' })
    },
    field: 'email',
  },
}
