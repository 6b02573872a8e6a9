import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, beforeEach, describe, test } from 'node:test'
import pg from 'pg'
import { ledgerFaults } from './invariants.ts'
import { Browser, claimForm } from './journey/browser.ts'
import { newestMail } from './journey/mailed.ts'
import { openWorld, type World } from './world.ts'

const MINUTE_MS = 60_000
const STEP_MS = 150

let world: World
let admin: pg.Client
let browser: Browser
before(async () => {
  world = await openWorld()
  admin = new pg.Client({ connectionString: world.adminUrl })
  await admin.connect()
})
after(async () => {
  assert.deepEqual(await ledgerFaults(admin), [])
  await admin.end()
  await world.close()
})
beforeEach(async () => {
  browser = await new Browser(world).confirmAge()
})

const address = () => `${randomUUID()}@example.com`
const pass = (ms: number) => {
  world.time.now = new Date(world.time.now.getTime() + ms)
}
const memberOf = async (email: string) =>
  (await admin.query('select * from members where email = $1', [email])).rows[0]
const mailTo = (email: string) => newestMail(world, admin, email)

async function claim(email: string, code?: string, clientOpId: string = randomUUID()) {
  const claimed = code ?? ((await world.addCodes(1)).codes[0] as string)
  const form = claimForm(claimed, email, clientOpId)
  return { form, reply: await browser.post('/api/claims', form) }
}

async function askForLink(email: string, from = browser) {
  const { status } = await from.post('/api/auth/link', { email })
  assert.equal(status, 202)
  return mailTo(email)
}

async function refresh(from: Browser): Promise<{ status: number; cookie: string; before: string }> {
  const before = from.cookies.get('refresh') as string
  const { status } = await from.post('/api/auth/refresh')
  return { status, before, cookie: from.cookies.get('refresh') as string }
}

describe('a claim', () => {
  test('by a member’s e-mail takes nothing, the mailed link carries the code', async () => {
    const member = await world.addMember()
    const { reply } = await claim(member.email)
    assert.equal(reply.status, 202)
    assert.equal((await memberOf(member.email)).scan_count, 0)
    const { body } = await browser.consume({ token: (await mailTo(member.email)).token })
    assert.deepEqual([body.scan.verdict, body.scan.scan_number], ['claimed', 1])
    assert.equal((await memberOf(member.email)).scan_count, 1)
  })

  test('sent again mails again and changes nothing; with another body it is a conflict', async () => {
    const email = address()
    const { form } = await claim(email)
    const before = await memberOf(email)
    const first = await mailTo(email)
    const again = await browser.post('/api/claims', form)
    assert.deepEqual([again.status, again.body], [202, { status: 'check_your_mail' }])
    assert.equal((await mailTo(email)).count, 2)
    assert.deepEqual(await memberOf(email), before)
    assert.equal((await browser.consume({ token: first.token })).body.code, 'link_invalid')
    const other = await browser.post('/api/claims', { ...form, first_name: 'Sam' })
    assert.deepEqual([other.status, other.body.code], [409, 'operation_reused'])
  })

  test('of a code that cannot be claimed is a conflict with the verdict, and stores nothing', async () => {
    const { codes } = await world.addCodes(1)
    await claim(address(), codes[0])
    const inactive = await world.addCodes(1, { activate: false })
    for (const [code, verdict] of [
      [codes[0], 'claimed_by_another'],
      [inactive.codes[0], 'inactive'],
      ['0000000000000000', 'unknown'],
    ]) {
      const email = address()
      const { reply } = await claim(email, code)
      assert.deepEqual([reply.status, reply.body.code], [409, verdict])
      assert.equal(await memberOf(email), undefined)
    }
  })

  test('with a mistyped e-mail is corrected, and the mail goes to the right address', async () => {
    const [wrong, right] = [address(), address()]
    const { form } = await claim(wrong)
    const corrected = await browser.patch(`/api/claims/${form.client_op_id}`, { email: right })
    assert.deepEqual([corrected.status, corrected.body], [202, { status: 'check_your_mail' }])
    assert.equal((await browser.consume({ token: (await mailTo(wrong)).token })).body.code, 'link_invalid')
    assert.equal((await browser.consume({ token: (await mailTo(right)).token })).body.member.email, right)
    const late = await browser.patch(`/api/claims/${form.client_op_id}`, { email: address() })
    assert.equal(late.status, 202)
    assert.equal((await browser.get('/api/me')).body.email, right, 'a confirmed e-mail stays')
  })
})

describe('a mailed link', () => {
  test('works once, and looking at its address does not use it up', async () => {
    const { email } = await world.addMember()
    const { token, link } = await askForLink(email)
    for (const accept of ['text/html', '*/*']) {
      const { pathname, search } = new URL(link)
      const headers = { ...world.headers(), accept }
      assert.equal((await world.app.server.inject({ url: pathname + search, headers })).statusCode, 200)
    }
    assert.equal((await browser.consume({ token })).status, 200)
    const again = await browser.consume({ token })
    assert.deepEqual([again.status, again.body.code], [401, 'link_invalid'])
  })

  test('consumed twice at the same moment signs in once', async () => {
    const { email } = await world.addMember()
    const { token } = await askForLink(email)
    const replies = await Promise.all(Array.from({ length: 10 }, () => new Browser(world).consume({ token })))
    assert.equal(replies.filter(({ status }) => status === 200).length, 1)
  })

  test('expires after ten minutes', async () => {
    const { email } = await world.addMember()
    const { token, code } = await askForLink(email)
    pass(10 * MINUTE_MS + 1_000)
    assert.equal((await browser.consume({ token })).body.code, 'link_expired')
    assert.equal((await browser.consume({ email, code })).body.code, 'link_expired')
  })

  test('asked for with an unknown e-mail is answered alike, in the same step of time', async () => {
    const { email } = await world.addMember()
    const steps = async (asked: string) => {
      const replies = []
      for (let i = 0; i < 5; i++) replies.push(await browser.post('/api/auth/link', { email: asked }))
      const fastest = Math.min(...replies.map(({ tookMs }) => tookMs))
      return {
        replies: replies.map(({ status, body }) => ({ status, body })),
        // A timer may be a little early or late: what counts is the step that was waited for.
        step: Math.round(fastest / STEP_MS),
      }
    }
    assert.deepEqual(await steps(address()), await steps(email))
  })
})

describe('a six-digit code', () => {
  test('works in the browser that asked, and in no other', async () => {
    const { email } = await world.addMember()
    const { code } = await askForLink(email)
    const stranger = await new Browser(world).confirmAge()
    await stranger.post('/api/auth/link', { email: address() })
    assert.equal((await stranger.consume({ email, code })).body.code, 'code_wrong')
    assert.equal((await new Browser(world).consume({ email, code })).body.code, 'code_wrong')
    assert.equal((await browser.consume({ email, code })).status, 200)
  })

  test('is dead after five wrong tries, right or not', async () => {
    const { email } = await world.addMember()
    const { code } = await askForLink(email)
    const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0')
    for (let i = 0; i < 5; i++)
      assert.equal((await browser.consume({ email, code: wrong })).body.code, 'code_wrong')
    assert.equal((await browser.consume({ email, code })).status, 401)
  })
})

describe('a session', () => {
  const signIn = async () => {
    const { email } = await world.addMember()
    assert.equal((await browser.consume({ token: (await askForLink(email)).token })).status, 200)
  }

  test('rotates its refresh token; the one before works for 60 s', async () => {
    await signIn()
    const first = await refresh(browser)
    assert.equal(first.status, 200)
    assert.notEqual(first.cookie, first.before)
    pass(59_000)
    browser.cookies.set('refresh', first.before)
    assert.equal((await refresh(browser)).status, 200)
  })

  test('is revoked when the token before is used after 60 s: it was copied', async () => {
    await signIn()
    const rotated = await refresh(browser)
    pass(61_000)
    const thief = new Browser(world)
    thief.cookies.set('refresh', rotated.before)
    assert.equal((await refresh(thief)).status, 401)
    browser.cookies.set('refresh', rotated.cookie)
    assert.equal((await refresh(browser)).status, 401)
  })

  test('that is ended refuses its access token at once, and its refresh token', async () => {
    await signIn()
    assert.equal((await browser.get('/api/me')).status, 200)
    const cookie = browser.cookies.get('refresh') as string
    assert.equal((await browser.post('/api/auth/logout')).status, 204)
    assert.equal((await browser.get('/api/me')).status, 401)
    browser.cookies.set('refresh', cookie)
    assert.equal((await refresh(browser)).status, 401)
  })
})
