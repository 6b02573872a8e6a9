import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { Writable } from 'node:stream'
import { after, before, describe, test } from 'node:test'
import pg from 'pg'
import { createLog } from '../src/platform/platform.ts'
import { typedForm } from '../src/scanning/index.ts'
import { Browser, claimForm } from './journey/browser.ts'
import { type ConnectedWorld, openConnectedWorld, until } from './journey/connected-world.ts'
import { readCatalogue } from './rls/catalogue.ts'

/** A text for every personal field; each is found wherever it turns up. */
const CANARIES = {
  first_name: 'Qanaryfirst',
  last_name: 'Qanarylast',
  email: 'qanarymail@example.com',
  corrected: 'qanarycorrected@example.com',
  line1: '1 Qanaryline',
  line2: 'Qanarysecondline',
  city: 'Qanarycity',
  // There are no others than those of the post.
  state: 'NY',
  postal_code: 'Qanarypost',
  user_agent: 'Qanarybrowser/1.0',
}
/** Where personal data live; a mail keeps its recipient only as long as it waits. */
const MAY_HOLD = ['members', 'addresses', 'sessions', 'mail_queue', 'insight_webhooks']
const CANARY = /qanary/i

let connected: ConnectedWorld
let admin: pg.Client
let logged = ''
const secrets: [what: string, secret: string][] = []

before(async () => {
  const buffer = new Writable({
    write(chunk, _encoding, done) {
      logged += chunk
      done()
    },
  })
  connected = await openConnectedWorld(createLog('trace', buffer))
  admin = new pg.Client({ connectionString: connected.world.adminUrl })
  await admin.connect()
})
after(async () => {
  await admin.end()
  await connected.close()
})

const { corrected, email, user_agent, first_name, last_name, ...address } = CANARIES
const form = (code: string, consent: boolean, to: string = email) => ({
  ...claimForm(code, to, randomUUID(), consent),
  first_name,
  last_name,
  address: { ...address, country: 'US' },
})

/** A member who claims, mistypes, corrects, signs in, scans, changes the profile, fails at all of it, and leaves. */
async function live(): Promise<string> {
  const { world, ask } = connected
  const { codes } = await world.addCodes(3)
  const browser = new Browser(world, { 'user-agent': user_agent })
  await browser.confirmAge()
  await browser.get(`/api/codes/${codes[0]}`)
  const claim = form(codes[0] as string, false)
  assert.equal((await browser.post('/api/claims', claim)).status, 202)
  await browser.patch(`/api/claims/${claim.client_op_id}`, {
    email: corrected,
    address: { ...address, country: 'US' },
  })
  const mail = await until('the mail', 5_000, async () => (await ask(`/mail?to=${corrected}`)).items[0])
  const link = (mail.links as string[]).find(found => found.includes('/auth/link')) as string
  const token = new URL(link).searchParams.get('token') as string
  const signedIn = await browser.consume({ token })
  assert.equal(signedIn.status, 200)
  secrets.push(['mailed link', token], ['access token', browser.token as string])
  secrets.push(['refresh token', browser.cookies.get('refresh') as string])
  for (const code of codes) secrets.push(['code', code], ['typed code', typedForm(code)])
  const scan = { code: codes[1], client_op_id: randomUUID() }
  assert.equal((await browser.post('/api/scans', scan)).body.verdict, 'claimed')
  await browser.patch('/api/me', { first_name: `${first_name}2`, last_name })
  for (const url of ['dashboard', 'cards', 'achievements', 'history', 'personalization', 'products'])
    assert.equal((await browser.get(`/api/${url}`)).status, 200)
  await failAt(browser, codes[0] as string)
  await browser.post('/api/auth/logout')
  return signedIn.body.member.id
}

/** Refusals say what was wrong, never with which words. */
async function failAt(browser: Browser, claimed: string) {
  await browser.post('/api/claims', form(claimed, false, 'qanaryother@example.com'))
  await browser.post('/api/claims', { ...form('X', false), first_name: 7, qanaryfield: first_name })
  await browser.post('/api/auth/link', { email: 'qanary nobody' })
  await browser.post('/api/auth/link', { email: 'qanarynobody@example.com' })
  await browser.consume({ token: 'qanarytokenthatisnone' })
  await browser.consume({ email: corrected, code: '000000' })
  await browser.get(`/api/codes/qanarycode`)
  await browser.get(`/api/products?search=${first_name}`)
  await connected.world.app.server.inject({
    method: 'POST',
    url: '/api/claims',
    headers: { ...connected.world.headers(), 'content-type': 'application/json' },
    payload: `{"first_name": "${first_name}" "email": ${email}`,
  })
}

describe('a member without consent to marketing', () => {
  let memberId: string
  before(async () => {
    memberId = await live()
  })

  test('leaves nothing personal in the log, at its most talkative', async () => {
    assert.ok(logged.split('\n').length > 10, 'something was logged')
    const lines = logged.split('\n').filter(line => CANARY.test(line))
    assert.deepEqual(lines, [])
  })

  test('leaves no code and no token in the log', () => {
    for (const [what, secret] of secrets) assert.ok(!logged.includes(secret), `the log holds the ${what}`)
    assert.ok(secrets.length >= 9)
  })

  test('is known by an id alone outside of the tables that may hold more', async () => {
    const tables = (await readCatalogue(admin)).filter(({ isPartition }) => !isPartition)
    const holding: string[] = []
    for (const { name } of tables) {
      const { rows } = await admin.query<{ row: string }>(`select t::text as row from "${name}" t`)
      if (rows.some(({ row }) => CANARY.test(row) || CANARY.test(decodeHex(row)))) holding.push(name)
    }
    assert.deepEqual(
      holding.filter(name => !MAY_HOLD.includes(name)),
      [],
    )
    assert.ok(holding.includes('members') && holding.includes('addresses'), 'the search finds what is there')
    const jobs = await admin.query('select payload::text from graphile_worker._private_jobs')
    assert.ok(!CANARY.test(JSON.stringify(jobs.rows)))
  })

  test('leaves neither address nor words in a mail that was sent', async () => {
    await until('every mail to be sent', 5_000, async () => {
      const { rows } = await admin.query(`select 1 from mail_queue where state = 'waiting'`)
      return rows.length === 0
    })
    const { rows } = await admin.query('select recipient, sealed from mail_queue')
    assert.ok(rows.length >= 2)
    for (const row of rows) assert.deepEqual(row, { recipient: null, sealed: null })
  })

  test('has nothing waiting in the outbox, and Customer.io has heard nothing but the mail', async () => {
    const { rows } = await admin.query('select name, state from outbox where member_id = $1', [memberId])
    assert.deepEqual(rows, [])
    const { items } = await connected.ask('/ledger')
    const operations = items.filter(({ action }) => action !== 'send_email' && action !== 'email')
    assert.ok(!CANARY.test(JSON.stringify(operations)), JSON.stringify(operations).slice(0, 500))
    assert.ok(!JSON.stringify(await connected.ask('/people')).includes(memberId))
  })
})

test('the API document holds nobody’s data', () => {
  assert.ok(!CANARY.test(JSON.stringify(connected.world.app.server.swagger())))
})

test('our own failure is logged with its cause, and without the row that caused it', async () => {
  // PostgreSQL quotes the failing row in its error, unless row-level security is on.
  const { world } = connected
  const { codes } = await world.addCodes(1)
  await admin.query(`alter table members add constraint planted check (last_name <> 'Qanaryplanted')`)
  const browser = await new Browser(world).confirmAge()
  const body = { ...form(codes[0] as string, false, 'qanaryplanted@example.com'), last_name: 'Qanaryplanted' }
  const reply = await browser.post('/api/claims', body)
  assert.deepEqual([reply.status, reply.body.code], [500, 'internal_error'])
  assert.ok(!CANARY.test(JSON.stringify(reply.body)))
  assert.match(logged, /violates check constraint \\"planted\\"/)
  assert.deepEqual(
    logged.split('\n').filter(line => CANARY.test(line)),
    [],
  )
})

test('a member with consent who withdraws it is told of once, without a word about who it is', async () => {
  const { world, ask } = connected
  const member = await world.addMember({ consent: true, email: 'qanarywithdraws@example.com' })
  const browser = new Browser(world)
  browser.token = member.token
  await browser.patch('/api/me', { marketing_consent: false })
  const told = await until('the withdrawal', 3_000, async () => {
    const { items } = await ask(`/ledger?identifier=${member.id}`)
    return items.length > 0 && items
  })
  assert.ok(!CANARY.test(JSON.stringify(told)))
  assert.match(JSON.stringify(told.map(({ payload }) => payload)), /"unsubscribed":true/)
})

const decodeHex = (text: string) =>
  [...text.matchAll(/\\x((?:[0-9a-f]{2})+)/g)]
    .map(([, hex]) => Buffer.from(hex as string, 'hex').toString('latin1'))
    .join(' ')
