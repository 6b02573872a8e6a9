import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { openWorld, type World } from '../../test/world.ts'
import { changeOperator } from './administer.ts'
import { addWithPassword, Console, commandLine, PASSWORD, refusalOf } from './test/console.ts'
import { stepOf, totpCode } from './totp.ts'

let world: World
let admin: pg.Client
let email: string
let id: string
let people = 0

before(async () => {
  world = await openWorld()
  admin = new pg.Client({ connectionString: world.adminUrl })
  await admin.connect()
})
after(async () => {
  await admin.end()
  await world.close()
})
beforeEach(async () => {
  email = `mary${++people}@acme.example`
  id = (await addWithPassword(world, { email })).id
})

const minutes = (n: number) => n * 60_000
const travel = (ms: number) => {
  world.time.now = new Date(world.time.now.getTime() + ms)
}
const statusOfMe = async (of: Console) => (await of.ask('GET', 'auth/me')).status

/** Resolves when a statement of this database waits for a lock. */
async function waitsForLock() {
  const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  while ((await admin.query(waiting)).rowCount === 0) await sleep(5)
}

/** Signed in, with an authenticator app set up; answers what the app shows now. */
async function enrolled() {
  const browser = new Console(world)
  await browser.signIn(email)
  const { body } = await browser.ask('POST', 'auth/totp/enrol')
  const shows = (steps = 0) => totpCode(body.secret, stepOf(world.time.now) + steps)
  const confirmed = await browser.ask('POST', 'auth/totp/confirm', { totp: shows() })
  assert.equal(confirmed.status, 204)
  return { browser, shows, enrolment: body }
}

describe('signing in', () => {
  test('answers who one is and what one may, and sets a cookie that no script and no other site can use', async () => {
    const browser = new Console(world)
    const { status, body, cookie } = await browser.signIn(email.toUpperCase())
    assert.equal(status, 200)
    assert.deepEqual(body.operator, {
      id,
      name: 'Mary Poppins',
      email,
      role: 'owner',
      totp_enabled: false,
      password_is_temporary: false,
    })
    assert.deepEqual(body.brand, { slug: 'acme', name: 'acme' })
    assert.ok(body.permissions.includes('audit.read'))
    assert.match(
      cookie as string,
      /^operator=[\w-]{43}; Max-Age=43200; Path=\/api\/admin; HttpOnly; SameSite=Strict$/,
    )
    assert.deepEqual((await browser.ask('GET', 'auth/me')).body, body)
    const { rows } = await admin.query('select * from operator_sessions where operator_id = $1', [id])
    assert.equal(rows.length, 1)
    const token = (cookie as string).slice('operator='.length).split(';')[0] as string
    assert.ok(!JSON.stringify(rows).includes(token), 'the token itself is not stored')
  })

  test('over https keeps the cookie to https', async t => {
    const behindProxy = await openWorld(t, { TRUST_PROXY: 'on' })
    await addWithPassword(behindProxy, { email })
    const answer = await behindProxy.app.server.inject({
      method: 'POST',
      url: '/api/admin/auth/sign-in',
      headers: { ...behindProxy.headers(), 'x-forwarded-proto': 'https' },
      payload: { email, password: PASSWORD },
    })
    assert.match(String(answer.headers['set-cookie']), /; Secure/)
  })

  test('is refused in the same words for a wrong password, nobody, somebody disabled and another brand’s', async () => {
    await addWithPassword(world, { email: 'gone@acme.example', role: 'support' })
    const { rows } = await admin.query(`select id from operators where email = 'gone@acme.example'`)
    await changeOperator(world.platform, commandLine(world.brand), rows[0].id, { disabled: true })
    const other = await world.addBrand({ slug: `other-${people}` })
    await addWithPassword(world, { email: 'there@other.example' }, other)
    const said = await Promise.all(
      [
        [email, 'tall grey goose'],
        ['nobody@acme.example', PASSWORD],
        ['gone@acme.example', PASSWORD],
        ['there@other.example', PASSWORD],
      ].map(async ([who, password]) => {
        const { status, body, cookie } = await new Console(world).signIn(who as string, password)
        return { status, ...body, request_id: '', cookie }
      }),
    )
    assert.deepEqual([said[0]?.status, said[0]?.code, said[0]?.cookie], [401, 'credentials_wrong', undefined])
    for (const other of said) assert.deepEqual(other, said[0])
  })

  test('is refused when the operator is disabled or the password changed while it is looked at', async () => {
    for (const change of ['disabled_at = now()', "password_hash = password_hash || 'A'"]) {
      await admin.query('begin')
      await admin.query('select 1 from operators where id = $1 for update', [id])
      const signingIn = new Console(world).signIn(email)
      await waitsForLock()
      await admin.query(`update operators set ${change} where id = $1`, [id])
      await admin.query('commit')
      assert.deepEqual(refusalOf(await signingIn), [401, 'credentials_wrong'])
      id = (await addWithPassword(world, { email: `again-${email}` })).id
      email = `again-${email}`
    }
  })

  test('takes as long for nobody as for somebody', async () => {
    const steps = async (who: string) => {
      const started = performance.now()
      await new Console(world).signIn(who, 'tall grey goose')
      return Math.floor((performance.now() - started) / 150)
    }
    const taken = [await steps(email), await steps('nobody@acme.example'), await steps(email)]
    assert.ok(
      taken.every(step => step >= 1),
      `${taken}`,
    )
  })

  test('makes a hash of an older cost anew, with the same password', async () => {
    const cheap = '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4'
    await admin.query('update operators set password_hash = $2 where id = $1', [id, cheap])
    assert.equal((await new Console(world).signIn(email, 'password')).status, 200)
    const { rows } = await admin.query('select password_hash from operators where id = $1', [id])
    assert.match(rows[0].password_hash, /m=19456/)
    assert.equal((await new Console(world).signIn(email, 'password')).status, 200)
  })

  test('is limited per person and per address, whether or not it succeeds', async t => {
    const limited = await openWorld(t, { RATE_LIMITS: 'on' })
    await addWithPassword(limited, { email })
    const tries = await Promise.all(
      Array.from({ length: 15 }, () => new Console(limited).signIn(email, 'tall grey goose')),
    )
    const statuses = tries.map(({ status }) => status).sort()
    assert.deepEqual(statuses, [...Array(10).fill(401), ...Array(5).fill(429)], 'tries at once count as well')
    assert.equal((await new Console(limited).signIn(email)).status, 429)
    const others = Array.from({ length: 45 }, (_, i) =>
      new Console(limited).signIn(`n${i}@acme.example`, 'x'),
    )
    await Promise.all(others)
    assert.equal((await new Console(limited).signIn('another@acme.example')).status, 429)
  })
})

describe('a session', () => {
  test('ends when nothing is asked for 30 minutes, and goes on as long as something is', async () => {
    const browser = new Console(world)
    await browser.signIn(email)
    for (let i = 0; i < 3; i++) {
      travel(minutes(29))
      assert.equal(await statusOfMe(browser), 200)
    }
    travel(minutes(31))
    assert.deepEqual(refusalOf(await browser.ask('GET', 'auth/me')), [401, 'not_signed_in'])
  })

  test('ends after 12 hours, whatever is asked', async () => {
    const browser = new Console(world)
    const { body } = await browser.signIn(email)
    const end = Date.parse(body.expires_at)
    while (world.time.now.getTime() + minutes(25) < end) {
      travel(minutes(25))
      assert.equal(await statusOfMe(browser), 200)
    }
    world.time.now = new Date(end)
    assert.equal(await statusOfMe(browser), 401)
  })

  test('is written down once a minute at most', async () => {
    const browser = new Console(world)
    await browser.signIn(email)
    const lastUse = async () =>
      (await admin.query('select last_used_at from operator_sessions where operator_id = $1', [id])).rows[0]
        .last_used_at
    const first = await lastUse()
    travel(59_000)
    await browser.ask('GET', 'auth/me')
    assert.deepEqual(await lastUse(), first)
    travel(1_000)
    await browser.ask('GET', 'auth/me')
    assert.deepEqual(await lastUse(), world.time.now)
  })

  test('ends with a sign-out, that one alone, and its cookie is cleared', async () => {
    const [one, other] = [new Console(world), new Console(world)]
    await one.signIn(email)
    await other.signIn(email)
    const token = one.cookie
    const out = await one.ask('POST', 'auth/sign-out')
    assert.equal(out.status, 204)
    assert.match(out.cookie as string, /^operator=; .*Path=\/api\/admin/)
    one.cookie = token
    assert.equal(await statusOfMe(one), 401)
    assert.equal(await statusOfMe(other), 200)
  })

  test('is another brand’s to nobody', async () => {
    const there = await world.addOperator({ brand: await world.addBrand({ slug: `foreign-${people}` }) })
    const browser = new Console(world)
    browser.cookie = there.headers.cookie
    assert.equal(await statusOfMe(browser), 401)
  })

  test('that is over is cleared away at the next sign-in', async () => {
    await new Console(world).signIn(email)
    travel(minutes(12 * 60))
    await new Console(world).signIn(email)
    const { rowCount } = await admin.query('select 1 from operator_sessions where operator_id = $1', [id])
    assert.equal(rowCount, 1)
  })
})

describe('a second factor', () => {
  test('is asked for once a code has confirmed it, and only of who knows the password', async () => {
    const { shows, enrolment } = await enrolled()
    assert.match(enrolment.otpauth_uri, /^otpauth:\/\/totp\/acme:mary/)
    const browser = new Console(world)
    assert.deepEqual(refusalOf(await browser.signIn(email, 'tall grey goose')), [401, 'credentials_wrong'])
    assert.deepEqual(refusalOf(await browser.signIn(email)), [401, 'totp_required'])
    assert.deepEqual(refusalOf(await browser.signIn(email, PASSWORD, shows(5))), [401, 'totp_wrong'])
    const { status, body } = await browser.signIn(email, PASSWORD, shows(1))
    assert.deepEqual([status, body.operator.totp_enabled], [200, true])
  })

  test('takes each code once, also by two at the same moment', async () => {
    const { shows } = await enrolled()
    assert.deepEqual(refusalOf(await new Console(world).signIn(email, PASSWORD, shows())), [
      401,
      'totp_wrong',
    ])
    travel(60_000)
    const both = [new Console(world), new Console(world)].map(b => b.signIn(email, PASSWORD, shows()))
    const statuses = (await Promise.all(both)).map(({ status }) => status).sort()
    assert.deepEqual(statuses, [200, 401])
    assert.equal((await new Console(world).signIn(email, PASSWORD, shows(-1))).status, 401, 'nor one before')
  })

  test('is not on before it is confirmed; then it is not enrolled anew', async () => {
    const browser = new Console(world)
    await browser.signIn(email)
    assert.deepEqual(refusalOf(await browser.ask('POST', 'auth/totp/confirm', { totp: '123456' })), [
      409,
      'totp_not_enrolled',
    ])
    const { body } = await browser.ask('POST', 'auth/totp/enrol')
    const wrong = totpCode(body.secret, stepOf(world.time.now) + 9)
    assert.deepEqual(refusalOf(await browser.ask('POST', 'auth/totp/confirm', { totp: wrong })), [
      400,
      'totp_wrong',
    ])
    assert.equal((await new Console(world).signIn(email)).status, 200)
    const totp = totpCode(body.secret, stepOf(world.time.now))
    assert.equal((await browser.ask('POST', 'auth/totp/confirm', { totp })).status, 204)
    assert.deepEqual(refusalOf(await browser.ask('POST', 'auth/totp/enrol')), [409, 'totp_enabled'])
  })

  test('is sealed, and given to somebody else opens nothing', async () => {
    const { shows, enrolment } = await enrolled()
    const { rows } = await admin.query('select totp_sealed from operators where id = $1', [id])
    assert.ok(!rows[0].totp_sealed.includes(enrolment.secret))
    const other = await addWithPassword(world, { email: `copy-${email}` })
    await admin.query(
      `update operators o set totp_key_id = m.totp_key_id, totp_sealed = m.totp_sealed, totp_confirmed_at = now()
       from operators m where m.id = $1 and o.id = $2`,
      [id, other.id],
    )
    assert.equal((await new Console(world).signIn(`copy-${email}`, PASSWORD, shows())).status, 500)
  })

  test('is taken off with the password', async () => {
    const { browser } = await enrolled()
    const wrong = await browser.ask('DELETE', 'auth/totp', { password: 'tall grey goose' })
    assert.deepEqual([wrong.status, wrong.body.errors[0].field], [400, 'password'])
    assert.equal((await browser.ask('DELETE', 'auth/totp', { password: PASSWORD })).status, 204)
    assert.equal((await new Console(world).signIn(email)).status, 200)
  })
})

describe('a changed password', () => {
  test('ends the other sessions, not this one, and is the one that works', async () => {
    const [one, other] = [new Console(world), new Console(world)]
    await one.signIn(email)
    await other.signIn(email)
    const body = { current: PASSWORD, next: 'short-legged pelican' }
    assert.equal((await one.ask('POST', 'auth/password', body)).status, 204)
    assert.deepEqual([await statusOfMe(one), await statusOfMe(other)], [200, 401])
    assert.equal((await new Console(world).signIn(email)).status, 401)
    assert.equal((await new Console(world).signIn(email, body.next)).status, 200)
  })

  test('names the field that is wrong, and changes nothing then', async () => {
    const browser = new Console(world)
    await browser.signIn(email)
    const field = async (current: string, next: string) =>
      (await browser.ask('POST', 'auth/password', { current, next })).body.errors[0].field
    assert.equal(await field('tall grey goose', 'short-legged pelican'), 'current')
    assert.equal(await field(PASSWORD, 'short'), 'next')
    assert.equal(await field(PASSWORD, 'Acme-Poppins-123'), 'next')
    assert.equal(await field(PASSWORD, PASSWORD), 'next')
    assert.equal((await new Console(world).signIn(email)).status, 200)
  })

  test('is all that works while the password is one that somebody else has seen', async () => {
    await admin.query('update operators set password_is_temporary = true where id = $1', [id])
    const browser = new Console(world)
    assert.equal((await browser.signIn(email)).body.operator.password_is_temporary, true)
    assert.deepEqual(refusalOf(await browser.ask('GET', 'operators')), [403, 'password_is_temporary'])
    await browser.ask('POST', 'auth/password', { current: PASSWORD, next: 'short-legged pelican' })
    assert.equal((await browser.ask('GET', 'operators')).status, 200)
  })
})
