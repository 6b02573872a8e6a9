import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { powerUserTasks } from '../../src/customerio/deliver/power-users.ts'
import type { TaskTable } from '../../src/platform/jobs.ts'
import { tasks } from '../../src/tasks.ts'
import { Browser, claimForm, type Reply } from '../journey/browser.ts'
import { newestMail } from '../journey/mailed.ts'
import { SHIPPED } from '../rewards/shop.ts'
import type { Audience } from './audience.ts'

/** What is personal about somebody; each text is theirs alone, and found wherever it turns up. */
export interface Canaries {
  first_name: string
  last_name: string
  email: string
  new_email: string
  line1: string
  line2: string
  city: string
  postal_code: string
  nickname: string
  message: string
  user_agent: string
}

const FIELDS = [
  'first_name',
  'last_name',
  'email',
  'new_email',
  'line1',
  'line2',
  'city',
  'postal_code',
  'nickname',
  'message',
  'user_agent',
] as const

const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1'

/** The part of a text that is one person's alone; a postal code has room for 12 characters. */
const markOf = (field: (typeof FIELDS)[number], name: string) =>
  field === 'postal_code' ? `qzip${name}` : `qx${field.replaceAll('_', '')}${name}`

/** What to look for of a person of this name, by field. */
export const marksOf = (name: string): Canaries =>
  Object.fromEntries(FIELDS.map(field => [field, markOf(field, name)])) as never as Canaries

function canariesOf(name: string): Canaries {
  const marks = marksOf(name)
  return {
    ...marks,
    email: `${marks.email}@example.com`,
    new_email: `${marks.new_email}@example.com`,
    user_agent: `${IPHONE} ${marks.user_agent}`,
  }
}

export interface Person {
  id: string
  token: string
  browser: Browser
  name: string
  canaries: Canaries
}

const operation = () => ({ client_op_id: randomUUID() })

function must({ status, body }: Reply, wanted = 200) {
  assert.equal(status, wanted, JSON.stringify(body))
  return body
}

/** Enrols with a pack, by the code of a friend if there is one, and signs in by the mailed link. */
export async function enrol(
  { shop: { desk } }: Audience,
  name: string,
  { consent = true, referralCode }: { consent?: boolean; referralCode?: string } = {},
): Promise<Person> {
  const canaries = canariesOf(name)
  const { first_name, last_name, email, line1, line2, city, postal_code } = canaries
  const world = {
    ...desk.world,
    headers: (options: object = {}) => desk.world.headers({ brand: desk.brand, ...options }),
  }
  const browser = new Browser(world, { 'user-agent': canaries.user_agent })
  await browser.confirmAge()
  const [code] = (await desk.codes(1)) as [string]
  const claim = {
    ...claimForm(code, email, randomUUID(), consent),
    first_name,
    last_name,
    address: { line1, line2, city, state: 'NY', postal_code, country: 'US' },
    ...(referralCode ? { referral_code: referralCode } : {}),
  }
  must(await browser.post('/api/claims', claim), 202)
  // The mail takes its time; until it is opened there is no session.
  desk.pass(1 / 60)
  const { token } = await newestMail(desk.world, desk.admin, email)
  const { member } = must(await browser.consume({ token }))
  return { id: member.id, token: browser.token as string, browser, name, canaries }
}

/** Everything that makes an event, and everything personal that there is to tell, by the routes that people use. */
export async function live(audience: Audience, person: Person): Promise<void> {
  const { browser, canaries } = person
  must(await browser.patch('/api/me', { custom: { nickname: canaries.nickname }, birth_month: 7 }))
  await openApp(person)
  await inviteFriend(audience, person)
  await spend(audience, person)
  await quarrel(audience, person)
  await beRecalled(audience, person)
  await changeEmail(audience, person)
  must(
    await browser.post('/api/events', {
      ...operation(),
      events: [{ name: 'user_session_ended', duration_seconds: 90 }],
    }),
  )
  await audience.work()
  const { desk } = audience.shop
  const job = { brandId: desk.brand.id, jobId: '' }
  await (tasks as TaskTable).request_insights?.(desk.world.platform, {} as never, job)
}

async function openApp({ browser }: Person) {
  const { items } = must(await browser.get('/api/cards'))
  assert.ok(items.length > 0)
  const id = items[0].id
  must(
    await browser.post('/api/events', {
      ...operation(),
      events: [
        { name: 'user_session_started' },
        { name: 'card_shown', id },
        { name: 'card_tapped', id },
        { name: 'card_dismissed', id },
      ],
    }),
  )
}

async function inviteFriend(audience: Audience, { browser, name }: Person) {
  must(await browser.post('/api/referrals/share', { ...operation(), channel: 'link' }))
  const { referral_code: referralCode } = must(await browser.get('/api/me'))
  await enrol(audience, `f${name}`, { referralCode })
  await audience.work()
}

/** A wish, a goal that packs bring nearer and an adjustment completes, a reward and its parcel. */
async function spend({ shop }: Audience, { browser, id, token }: Person) {
  const { desk } = shop
  const reward_id = await shop.reward({ cost_points: 2_000, tags: ['tools'] })
  must(await browser.post('/api/wishlist', { ...operation(), reward_id }))
  must(await browser.delete(`/api/wishlist/${reward_id}`))
  must(await browser.put('/api/goal', { reward_id }))
  // From below a quarter of the way to beyond it: whatever a friend and an achievement have given already.
  for (let i = 0; i < 4; i++) await desk.scan({ id, token })
  assert.equal((await desk.adjust({ id, token }, 6_000)).status, 200)
  const redeemed = must(
    await browser.post('/api/redemptions', { ...operation(), reward_id, expected_cost: 2_000 }),
  )
  await desk.do('POST', `orders/${redeemed.order.id}/process`, operation())
  const parcel = { ...operation(), carrier: 'UPS', tracking_number: '1Z999' }
  await desk.do('POST', `orders/${redeemed.order.id}/ship`, parcel)
  assert.equal(SHIPPED.kind, 'shipped')
}

async function quarrel({ shop: { desk } }: Audience, { browser, id, token, canaries }: Person) {
  const [code] = (await desk.codes(1)) as [string]
  await desk.scan(await desk.member({ consent: false }), { code })
  assert.equal((await desk.scan({ id, token }, { code })).verdict, 'claimed_by_another')
  const dispute = must(
    await browser.post('/api/disputes', { ...operation(), code, message: canaries.message }),
  )
  const award = { ...operation(), award: 'refuse', note: 'The receipt is another’s' }
  await desk.do('POST', `disputes/${dispute.id}/settle`, award)
}

async function beRecalled({ shop: { desk } }: Audience, { id, token }: Person) {
  const { batchId, codes } = await desk.world.addCodes(1, { brand: desk.brand })
  await desk.scan({ id, token }, { code: codes[0] as string })
  const recall = { ...operation(), reason: 'Mould', made_good: 'keep_points', batch_ids: [batchId] }
  await desk.do('POST', 'recalls', recall)
  await desk.finishRuns()
}

async function changeEmail({ shop: { desk } }: Audience, { browser, canaries: { new_email } }: Person) {
  must(await browser.post('/api/me/email', { ...operation(), email: new_email }), 202)
  const { token } = await newestMail(desk.world, desk.admin, new_email)
  must(await browser.post('/api/auth/email/confirm', { token }))
}

/** Two months go by: points are going to expire and a rank to fall, and at night it is measured who has the most. */
export async function growQuiet({ shop: { desk } }: Audience): Promise<void> {
  for (let i = 0; i < 8; i++) {
    desk.pass(24 * 7)
    await desk.settle()
  }
  await powerUserTasks.measure_power_users(desk.world.platform, {}, { brandId: desk.brand.id, jobId: '' })
}
