import { createHmac, randomUUID } from 'node:crypto'
import { openSession } from '../../src/identity/index.ts'
import { claimForm } from '../journey/browser.ts'
import { newestMail } from '../journey/mailed.ts'
import type { Counted } from './count-operation.ts'
import { deepPage, operation, SIGNING_KEY, type Stage } from './stage.ts'

const ADDRESS = { line1: '1 Main St', city: 'Hudson', state: 'NY', postal_code: '12534', country: 'US' }
const newEmail = () => `new-${randomUUID()}@example.com`
const tokenOf = ({ desk }: Stage, { token }: { token: string }) =>
  desk.world.headers({ brand: desk.brand, token })
const visitor = ({ desk, age }: Stage) => ({
  ...desk.world.headers({ brand: desk.brand }),
  authorization: '',
  cookie: age,
})

/** Another session of mine. */
const session = ({ desk, me }: Stage) =>
  desk.world.platform.db.transaction(desk.brand.id, tx =>
    openSession(tx, { memberId: me.id, userAgent: 'test', at: desk.world.time.now }),
  )

const withRefreshCookie = async (stage: Stage) => {
  const { refreshToken } = await session(stage)
  return { headers: { ...visitor(stage), cookie: `refresh=${refreshToken}` } }
}

/** A sign-in link of mine that waits in the mail. */
async function link(stage: Stage): Promise<string> {
  const { world, admin } = stage.desk
  const { email } = stage.me
  await world.app.server.inject({
    method: 'POST',
    url: '/api/auth/link',
    headers: visitor(stage),
    payload: { email },
  })
  return (await newestMail(world, admin, email)).token
}

/** Somebody asks for another e-mail; answers the tokens of the mails that confirm and cancel it. */
async function emailChange(stage: Stage) {
  const { world, admin } = stage.desk
  const somebody = await stage.another()
  const email = newEmail()
  const payload = { ...operation(), email }
  await world.app.server.inject({
    method: 'POST',
    url: '/api/me/email',
    headers: tokenOf(stage, somebody),
    payload,
  })
  return {
    confirm: (await newestMail(world, admin, email)).token,
    cancel: (await newestMail(world, admin, somebody.email)).token,
  }
}

const claim = async (stage: Stage, clientOpId: string = randomUUID()) =>
  claimForm((await stage.desk.codes(1))[0] as string, newEmail(), clientOpId)

async function claimed(stage: Stage): Promise<string> {
  const clientOpId = randomUUID()
  const payload = await claim(stage, clientOpId)
  await stage.desk.world.app.server.inject({
    method: 'POST',
    url: '/api/claims',
    headers: visitor(stage),
    payload,
  })
  return clientOpId
}

const order = ({ shop, me, rewardId }: Stage) => shop.order(me, rewardId)
const wished = async ({ shop, me, rewardId }: Stage) => {
  await shop.ask(me, 'POST', 'wishlist', { ...operation(), reward_id: rewardId })
  return rewardId
}
async function address({ shop, me }: Stage): Promise<string> {
  const booked = (await shop.ask(me, 'GET', 'addresses')).body.items
  for (const { id } of booked.slice(1)) await shop.ask(me, 'DELETE', `addresses/${id}`)
  return (await shop.ask(me, 'POST', 'addresses', { ...operation(), ...ADDRESS })).body.id
}

const shown = async ({ shop, me }: Stage, path: 'cards' | 'next-best-actions'): Promise<string> =>
  (await shop.ask(me, 'GET', path)).body.items[0].id
const responding = (path: 'cards' | 'next-best-actions') => async (stage: Stage) => ({
  path: [await shown(stage, path)],
  body: { ...operation(), response: 'shown' },
})

/** The second of two: the first finds the brand's credentials. */
async function insight(stage: Stage) {
  const { body, headers } = signedInsight(stage)
  const url = `/api/webhooks/customer-io/${stage.desk.brand.slug}`
  await stage.desk.world.app.server.inject({
    method: 'POST',
    url,
    headers: { ...visitor(stage), ...headers },
    payload: body,
  })
  return signedInsight(stage)
}

function signedInsight({ desk, me }: Stage) {
  const body = JSON.stringify({ insight_id: randomUUID(), member_id: me.id })
  const timestamp = String(Math.floor(desk.world.time.now.getTime() / 1_000))
  const signature = createHmac('sha256', SIGNING_KEY).update(`v0:${timestamp}:${body}`).digest('hex')
  return {
    path: [desk.brand.slug],
    body,
    headers: {
      'content-type': 'application/json',
      'x-cio-timestamp': timestamp,
      'x-cio-signature': signature,
    },
  }
}

/** What members and visitors ask. */
export const MEMBER_OPERATIONS: Record<string, Counted> = {
  'GET /health/live': { statements: 0 },
  'GET /health/ready': { statements: 1 },
  'GET /metrics': { statements: 0 },
  'GET /api/config': { statements: 0 },
  'POST /api/age-gate': {
    statements: 0,
    ask: stage => ({ headers: visitor(stage), body: { confirmed: true } }),
  },
  'POST /api/auth/link': {
    statements: 5,
    ask: stage => ({ headers: visitor(stage), body: { email: stage.me.email } }),
  },
  'POST /api/auth/link/consume': {
    statements: 10,
    ask: async stage => ({ headers: visitor(stage), body: { token: await link(stage) } }),
  },
  'POST /api/auth/refresh': { statements: 5, ask: withRefreshCookie },
  'POST /api/auth/logout': { statements: 2, ask: withRefreshCookie },
  'POST /api/auth/email/confirm': {
    statements: 10,
    ask: async stage => ({ headers: visitor(stage), body: { token: (await emailChange(stage)).confirm } }),
  },
  'POST /api/auth/email/cancel': {
    statements: 7,
    ask: async stage => ({ headers: visitor(stage), body: { token: (await emailChange(stage)).cancel } }),
  },
  'GET /api/me': { statements: 2 },
  'PATCH /api/me': {
    statements: 4,
    ask: () => ({ body: { first_name: `Robin ${randomUUID().slice(0, 4)}` } }),
  },
  'GET /api/me/consents': { statements: 1, ask: deepPage('me/consents') },
  'GET /api/me/sessions': { statements: 1, ask: deepPage('me/sessions') },
  'DELETE /api/me/sessions/{id}': {
    statements: 1,
    ask: async stage => ({ path: [(await session(stage)).id] }),
  },
  'POST /api/me/email': { statements: 13, ask: () => ({ body: { ...operation(), email: newEmail() } }) },
  'DELETE /api/me': {
    statements: 28,
    ask: async stage => ({
      headers: tokenOf(stage, await stage.veteran()),
      body: { ...operation(), confirm: true },
    }),
  },
  'GET /api/points': { statements: 4 },
  'GET /api/ranks': { statements: 0 },
  'GET /api/products': { statements: 1, ask: deepPage('products') },
  'GET /api/campaigns': { statements: 0 },
  'GET /api/achievements': { statements: 3 },
  'GET /api/dashboard': {
    statements: 7,
    readsMore: { rows: 150, because: 'how one responded in the last weeks, each response once a day' },
  },
  'GET /api/cards': { statements: 6, readsMore: { rows: 150, because: 'the same' } },
  'GET /api/next-best-actions': { statements: 6, readsMore: { rows: 150, because: 'the same' } },
  'GET /api/personalization': { statements: 3 },
  'GET /api/history': { statements: 1, ask: deepPage('history') },
  'POST /api/cards/{id}/response': { statements: 6, ask: responding('cards') },
  'POST /api/next-best-actions/{id}/response': { statements: 6, ask: responding('next-best-actions') },
  'POST /api/events': {
    statements: 5,
    ask: async stage => ({
      body: { ...operation(), events: [{ name: 'card_shown', id: await shown(stage, 'cards') }] },
    }),
  },
  'GET /api/codes/{code}': { statements: 1, ask: async ({ desk }) => ({ path: await desk.codes(1) }) },
  'POST /api/claims': {
    statements: 18,
    ask: async stage => ({ headers: visitor(stage), body: await claim(stage) }),
  },
  'PATCH /api/claims/{client_op_id}': {
    statements: 8,
    ask: async stage => ({
      headers: visitor(stage),
      path: [await claimed(stage)],
      body: { email: newEmail() },
    }),
  },
  'POST /api/scans': {
    statements: 3,
    ask: async ({ desk }) => ({ body: { ...operation(), code: (await desk.codes(1))[0] } }),
  },
  'GET /api/disputes': { statements: 1, ask: deepPage('disputes') },
  'POST /api/disputes': {
    statements: 13,
    readsMore: { rows: 300, because: 'what the claimant has scanned, once a dispute' },
    ask: async stage => {
      const member = await stage.another()
      const body = { ...operation(), code: await stage.taken(member), message: 'I bought it' }
      return { headers: tokenOf(stage, member), body }
    },
  },
  'GET /api/rewards': { statements: 3, ask: deepPage('rewards') },
  'GET /api/rewards/{id}': { statements: 4, ask: ({ rewardId }) => ({ path: [rewardId] }) },
  'POST /api/redemptions': {
    statements: 14,
    ask: ({ rewardId }) => ({ body: { ...operation(), reward_id: rewardId, expected_cost: 400 } }),
  },
  'GET /api/orders': { statements: 1, ask: deepPage('orders') },
  'GET /api/orders/{id}': { statements: 3, ask: async stage => ({ path: [await order(stage)] }) },
  'POST /api/orders/{id}/cancel': {
    statements: 12,
    ask: async stage => ({ path: [await order(stage)], body: operation() }),
  },
  'GET /api/addresses': { statements: 1 },
  'POST /api/addresses': {
    statements: 5,
    ask: async stage => {
      await address(stage)
      return { body: { ...operation(), ...ADDRESS } }
    },
  },
  'PATCH /api/addresses/{id}': {
    statements: 3,
    ask: async stage => ({ path: [await address(stage)], body: { city: 'Troy' } }),
  },
  'DELETE /api/addresses/{id}': { statements: 3, ask: async stage => ({ path: [await address(stage)] }) },
  'GET /api/markets': { statements: 0 },
  'GET /api/markets/{code}': { statements: 0, ask: () => ({ path: ['US-NY'] }) },
  'GET /api/wishlist': {
    statements: 4,
    readsMore: { rows: 400, because: 'the pace is of the last 200 entries' },
  },
  'POST /api/wishlist': {
    statements: 9,
    ask: async ({ shop }) => ({ body: { ...operation(), reward_id: await shop.reward() } }),
  },
  'DELETE /api/wishlist/{reward_id}': {
    statements: 6,
    ask: async stage => ({ path: [await wished(stage)] }),
  },
  'GET /api/goal': { statements: 2 },
  'PUT /api/goal': {
    statements: 16,
    readsMore: { rows: 400, because: 'the same' },
    ask: async ({ shop }) => ({ body: { reward_id: await shop.reward({ cost_points: 90_000_000 }) } }),
  },
  'DELETE /api/goal': {
    statements: 6,
    ask: async ({ shop, me, rewardId }) => {
      await shop.ask(me, 'PUT' as never, 'goal', { reward_id: rewardId })
      return {}
    },
  },
  'GET /api/referrals/me': { statements: 5, ask: deepPage('referrals/me') },
  'GET /api/referrals/qr': { statements: 3 },
  'POST /api/referrals/share': { statements: 6, ask: () => ({ body: { ...operation(), channel: 'link' } }) },
  'POST /api/webhooks/customer-io/{brand}': { statements: 2, ask: insight },
  // Last, for it ends what the others use beside it.
  'DELETE /api/me/sessions': {
    statements: 1,
    ask: async stage => ({ headers: tokenOf(stage, await stage.another()) }),
  },
}
