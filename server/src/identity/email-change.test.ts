import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import pg from 'pg'
import { openWorld, type World } from '../../test/world.ts'
import { endChange } from './email-changes.ts'

let world: World
let admin: pg.Client

before(async () => {
  world = await openWorld()
  admin = new pg.Client({ connectionString: world.adminUrl })
  await admin.connect()
})
after(async () => {
  await admin.end()
  await world.close()
})

const HOUR_MS = 3_600_000
const later = (ms: number) => {
  world.time.now = new Date(world.time.now.getTime() + ms)
}

interface Member {
  id: string
  token: string
  email: string
}

async function send(
  method: 'GET' | 'POST' | 'DELETE',
  url: string,
  payload?: object,
  token?: string,
  cookie = '',
) {
  const answer = await world.app.server.inject({
    method,
    url,
    headers: { ...world.headers(token === undefined ? {} : { token }), cookie },
    ...(payload ? { payload } : {}),
  })
  return {
    status: answer.statusCode,
    text: answer.body,
    body: answer.body ? answer.json() : null,
    cookies: answer.cookies,
  }
}

const wish = (email: string, more: object = {}) => ({ client_op_id: randomUUID(), email, ...more })
const newAddress = () => `new-${randomUUID()}@example.com`

/** What waits in the mail for an address, the newest first. */
async function mailsTo(email: string) {
  const { rows } = await admin.query('select * from mail_queue where recipient = $1 order by id desc', [
    email,
  ])
  return rows.map(row => {
    const context = `mail_queue/${row.brand_id}/${row.id}`
    const payload = JSON.parse(world.platform.keys.open({ keyId: row.key_id, sealed: row.sealed }, context))
    const token = payload.link ? (new URL(payload.link).searchParams.get('token') as string) : undefined
    return { template: row.template as string, token, payload }
  })
}

async function memberRow(id: string) {
  const { rows } = await admin.query(
    'select email, redemption_held_until, state from members where id = $1',
    [id],
  )
  return rows[0]
}

/** Asks for another e-mail and answers both links. */
async function ask(member: Member, email = newAddress()) {
  const asked = await send('POST', '/api/me/email', wish(email), member.token)
  assert.equal(asked.status, 202, asked.text)
  const [[confirm], [notice]] = [await mailsTo(email), await mailsTo(member.email)]
  return { email, confirm: confirm?.token as string, cancel: notice?.token as string }
}

const confirmed = (token: string) => send('POST', '/api/auth/email/confirm', { token })
const cancelled = (token: string) => send('POST', '/api/auth/email/cancel', { token })

describe('another e-mail', () => {
  test('is the member’s when the new address agrees, and holds redemption for 72 h', async () => {
    const member = await world.addMember()
    const { email, confirm } = await ask(member)
    assert.equal((await memberRow(member.id)).email, member.email, 'asking changes nothing')
    assert.equal((await confirmed(confirm)).status, 200)
    assert.equal((await confirmed(confirm)).status, 200, 'the same link again says the same')
    const { email: now, redemption_held_until: until } = await memberRow(member.id)
    assert.equal(now, email)
    assert.ok(Math.abs(until.getTime() - Date.now() - 72 * HOUR_MS) < 60_000)
    const me = await send('GET', '/api/me', undefined, member.token)
    assert.equal(me.body.email, email)
    assert.equal(me.body.redemption_held_until, until.toISOString())
  })

  test('is asked for once: the same operation answers the same bytes and mails nothing more', async () => {
    const member = await world.addMember()
    const body = wish(newAddress())
    const first = await send('POST', '/api/me/email', body, member.token)
    const again = await send('POST', '/api/me/email', body, member.token)
    assert.deepEqual([again.status, again.text], [first.status, first.text])
    assert.equal((await mailsTo(body.email)).length, 1)
    const other = await send('POST', '/api/me/email', { ...body, email: newAddress() }, member.token)
    assert.deepEqual([other.status, other.body.code], [409, 'operation_reused'])
  })

  test('replaces a wish of before, whose link stops working', async () => {
    const member = await world.addMember()
    const first = await ask(member)
    const second = await ask(member)
    assert.equal((await confirmed(first.confirm)).body.code, 'link_invalid')
    assert.equal((await confirmed(second.confirm)).status, 200)
  })

  test('cannot be the one that the member has; the field is named', async () => {
    const member = await world.addMember()
    const refused = await send(
      'POST',
      '/api/me/email',
      wish(` ${member.email.toUpperCase()}`.trim()),
      member.token,
    )
    assert.deepEqual([refused.status, refused.body.code], [400, 'validation_failed'])
    assert.equal(refused.body.errors[0].field, 'email')
  })

  test('that is a member’s already is answered alike, and told to its owner alone', async () => {
    const [member, owner] = [await world.addMember(), await world.addMember()]
    const taken = await send('POST', '/api/me/email', wish(owner.email), member.token)
    const free = await send('POST', '/api/me/email', wish(newAddress()), member.token)
    assert.deepEqual([taken.status, taken.text], [free.status, free.text])
    const [mail] = await mailsTo(owner.email)
    assert.deepEqual([mail?.template, mail?.token], ['email_taken', undefined])
    assert.equal((await mailsTo(member.email)).length, 2, 'the old address is told each time')
  })

  test('that somebody else takes in between is not given to two', async () => {
    const member = await world.addMember()
    const { email, confirm } = await ask(member)
    await world.addMember({ email })
    assert.equal((await confirmed(confirm)).body.code, 'link_invalid')
    assert.equal((await memberRow(member.id)).email, member.email)
  })

  test('is too late after a day, and its addresses are forgotten', async t => {
    t.after(() => {
      world.time.now = undefined as never
    })
    const member = await world.addMember()
    const { confirm } = await ask(member)
    later(25 * HOUR_MS)
    assert.equal((await confirmed(confirm)).body.code, 'link_invalid')
    const { rows } = await admin.query('select id, brand_id from email_changes where member_id = $1', [
      member.id,
    ])
    await world.platform.db.transaction(rows[0].brand_id, tx => endChange(tx, rows[0].id, world.time.now))
    const left = await admin.query('select state, sealed from email_changes where member_id = $1', [
      member.id,
    ])
    assert.deepEqual(left.rows, [{ state: 'over', sealed: null }])
  })
})

describe('“this was not me”', () => {
  test('before the change keeps the address, ends the wish and signs everybody out', async () => {
    const member = await world.addMember()
    const { confirm, cancel } = await ask(member)
    assert.equal((await cancelled(cancel)).status, 200)
    assert.equal((await cancelled(cancel)).status, 200, 'again says the same')
    assert.equal((await confirmed(confirm)).body.code, 'link_invalid')
    assert.equal((await send('GET', '/api/me', undefined, member.token)).status, 401)
  })

  test('after the change brings the address back, however often it was changed since', async () => {
    const member = await world.addMember()
    const first = await ask(member)
    await confirmed(first.confirm)
    const second = await ask({ ...member, email: first.email })
    await confirmed(second.confirm)
    assert.equal((await memberRow(member.id)).email, second.email)
    assert.equal((await cancelled(first.cancel)).status, 200)
    const { email, redemption_held_until } = await memberRow(member.id)
    assert.deepEqual([email, redemption_held_until], [member.email, null])
    const { rows } = await admin.query(
      'select 1 from email_changes where member_id = $1 and sealed is not null',
      [member.id],
    )
    assert.deepEqual(rows, [])
  })

  test('works for 72 hours after the change, also when the day of the wish is over', async t => {
    t.after(() => {
      world.time.now = undefined as never
    })
    const member = await world.addMember()
    const { confirm, cancel } = await ask(member)
    later(20 * HOUR_MS)
    await confirmed(confirm)
    later(50 * HOUR_MS)
    const { rows } = await admin.query('select id, brand_id from email_changes where member_id = $1', [
      member.id,
    ])
    // The job of the wish, which was to end it a day after it was asked for.
    await world.platform.db.transaction(rows[0].brand_id, tx => endChange(tx, rows[0].id, world.time.now))
    assert.equal((await cancelled(cancel)).status, 200)
    assert.equal((await memberRow(member.id)).email, member.email)
  })

  test('after 72 hours it is too late', async t => {
    t.after(() => {
      world.time.now = undefined as never
    })
    const member = await world.addMember()
    const { confirm, cancel, email } = await ask(member)
    await confirmed(confirm)
    later(73 * HOUR_MS)
    assert.equal((await cancelled(cancel)).body.code, 'link_invalid')
    assert.equal((await memberRow(member.id)).email, email)
  })

  test('where the old address is somebody else’s by then, everybody is signed out and redemption stays held', async () => {
    const member = await world.addMember()
    const { confirm, cancel } = await ask(member)
    await confirmed(confirm)
    await world.addMember({ email: member.email })
    assert.deepEqual((await cancelled(cancel)).body.code, 'email_taken')
    assert.equal((await send('GET', '/api/me', undefined, member.token)).status, 401)
    assert.notEqual((await memberRow(member.id)).redemption_held_until, null)
  })
})

describe('a session of more than 15 minutes', () => {
  test('has to show that it is the member: by the 6 digits of a mail, of which wrong ones are counted', async t => {
    t.after(() => {
      world.time.now = undefined as never
    })
    const member = await world.addMember()
    later(16 * 60_000)
    const refused = await send('POST', '/api/me/email', wish(newAddress()), member.token)
    assert.deepEqual([refused.status, refused.body.code], [403, 'reauthentication_required'])
    const link = await send('POST', '/api/auth/link', { email: member.email })
    const browser = link.cookies.find(({ name }) => name === 'browser')
    const cookie = `browser=${browser?.value}`
    const [mail] = await mailsTo(member.email)
    const code = mail?.payload.code as string
    const other = code === '000000' ? '000001' : '000000'
    const wrong = await send(
      'POST',
      '/api/me/email',
      wish(newAddress(), { code: other }),
      member.token,
      cookie,
    )
    assert.deepEqual([wrong.status, wrong.body.code], [401, 'code_wrong'])
    const { rows } = await admin.query(
      'select tries_left from sign_in_tokens where member_id = $1 and consumed_at is null',
      [member.id],
    )
    assert.equal(rows[0].tries_left, 4)
    const right = await send('POST', '/api/me/email', wish(newAddress(), { code }), member.token, cookie)
    assert.equal(right.status, 202, right.text)
  })
})
