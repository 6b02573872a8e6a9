import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, afterEach, before, describe, test } from 'node:test'
import { renderSVG } from 'uqr'
import { decideReferral } from '../src/referrals/convert-referral.ts'
import { recordStatements } from './hot/record-statements.ts'
import { ledgerFaults } from './invariants.ts'
import { Browser } from './journey/browser.ts'
import { type Guests, openGuests } from './referrals/guests.ts'

let guests: Guests

before(async () => {
  guests = await openGuests()
})
after(() => guests.close())
afterEach(async () => assert.deepEqual(await ledgerFaults(guests.admin), []))

const one = async (text: string, values: unknown[]) => (await guests.admin.query(text, values)).rows[0]
const member = (id: string) =>
  one(
    `select points_balance::int as balance, referral_count as friends,
       array(select name from outbox o where o.member_id = m.id order by o.id) as events
     from members m where id = $1`,
    [id],
  )
const byEmail = (email: string) =>
  one('select points_balance::int as balance, referred_by, scan_count from members where email = $1', [email])
const scan = async (browser: Browser) => {
  const [code] = (await guests.world.addCodes(1)).codes
  const { body } = await browser.post('/api/scans', { code, client_op_id: randomUUID() })
  assert.equal(body.verdict, 'claimed')
  return code as string
}

describe('a friend', () => {
  test('counts when the first pack is scanned and the e-mail confirmed: both are paid, once', async () => {
    const host = await guests.host()
    const guest = await guests.claim({ referralCode: host.code })
    assert.equal(await guests.work(), 0, 'nothing to look at before the e-mail is confirmed')
    assert.equal((await guests.outcome(guest.email)).state, 'pending')
    await guests.confirm(guest)
    assert.equal(await guests.work(), 1)
    const { id, ...outcome } = await guests.outcome(guest.email)
    assert.deepEqual(outcome, { state: 'converted', reasons: [], referrer_points: 500, friend_points: 250 })
    assert.deepEqual(await member(host.id), { balance: 500, friends: 1, events: ['referral_converted'] })
    assert.equal((await byEmail(guest.email)).balance, 100 + 250)
    await guests.confirm(await guests.claim({ email: guest.email, browser: guest.browser }))
    const [friend] = (await guests.admin.query('select id from members where email = $1', [guest.email])).rows
    await workOn(friend.id)
    assert.equal((await member(host.id)).balance, 500)
    const entry = await one(`select source, reason from ledger_entries where member_id = $1`, [host.id])
    assert.deepEqual(entry, { source: `referral:${id}`, reason: 'referral' })
  })

  test('looked at by two jobs at the same moment is paid once', async () => {
    const host = await guests.host()
    const guest = await guests.claim({ referralCode: host.code })
    await guests.confirm(guest)
    const { id } = await one('select id from members where email = $1', [guest.email])
    const { platform, brand } = guests.world
    const look = () => platform.db.transaction(brand.id, tx => decideReferral(platform, tx, id))
    const paid = await Promise.all(Array.from({ length: 5 }, look))
    assert.equal(paid.filter(accounts => accounts.length > 0).length, 1)
    assert.equal((await member(host.id)).balance, 500)
    await guests.work()
  })

  test('may type the code in any case; one that is nobody’s costs nothing but the bonus', async () => {
    const host = await guests.host()
    const sloppy = await guests.join({ referralCode: ` ${host.code.toLowerCase()} ` })
    assert.equal(sloppy.state, 'converted')
    const stray = await guests.claim({ referralCode: 'NOBODYS1' })
    assert.equal((await byEmail(stray.email)).referred_by, null)
    assert.equal(await guests.outcome(stray.email), undefined)
  })

  test('is nobody’s while friends do not count, and one who came before still counts', async () => {
    const host = await guests.host()
    const early = await guests.claim({ referralCode: host.code })
    await guests.rules({ enabled: false })
    const late = await guests.claim({ referralCode: host.code })
    assert.equal(await guests.outcome(late.email), undefined)
    await guests.confirm(early)
    await guests.work()
    assert.equal((await guests.outcome(early.email)).state, 'converted')
    const share = { client_op_id: randomUUID(), channel: 'link' }
    const refused = await host.browser.post('/api/referrals/share', share)
    assert.deepEqual([refused.status, refused.body.code], [409, 'referrals_off'])
    await guests.rules({ enabled: true })
  })

  test('is told before joining what there is on top, and finds the way by a picture of the link', async () => {
    const host = await guests.host()
    const { body: own } = await host.browser.get('/api/referrals/me')
    const picture = await host.browser.get('/api/referrals/qr')
    assert.deepEqual([picture.status, picture.body], [200, renderSVG(own.link, { ecc: 'M', border: 4 })])
    const told = async () => (await new Browser(guests.world).get('/api/config')).body.friend_points
    assert.equal(await told(), 250)
    await guests.rules({ enabled: false })
    assert.equal(await told(), null)
    await guests.rules({ enabled: true })
  })

  test('whose only pack was returned waits for another one, which the scan itself has looked at', async () => {
    const host = await guests.host()
    const guest = await guests.claim({ referralCode: host.code })
    const giveBack = (code: string) =>
      guests.operator('POST', 'returns', {
        client_op_id: randomUUID(),
        code,
        code_becomes: 'void',
        reason: 'Came back to the shop',
      })
    assert.equal((await giveBack(guest.code)).status, 200)
    await guests.confirm(guest)
    await guests.work()
    assert.equal((await guests.outcome(guest.email)).state, 'pending')
    const code = await scan(guest.browser)
    assert.equal(await guests.work(), 1, 'the job was enqueued with what the scan wrote')
    assert.equal((await guests.outcome(guest.email)).state, 'converted')
    assert.equal((await giveBack(code)).status, 200)
    assert.equal((await guests.outcome(guest.email)).state, 'converted', 'what counted stays')
    assert.equal((await member(host.id)).balance, 500)
    await scan(guest.browser)
    await guests.work()
    assert.equal((await member(host.id)).balance, 500, 'and counts once')
  })

  test('who leaves before is refused, and so is one whose referrer left', async () => {
    for (const who of ['friend', 'host'] as const) {
      const host = await guests.host()
      const guest = await guests.claim({ referralCode: host.code })
      await guests.confirm(guest)
      const { id } = await one('select id from members where email = $1', [guest.email])
      const gone = who === 'friend' ? id : host.id
      await guests.admin.query(`update members set state = 'erased' where id = $1`, [gone])
      await guests.work()
      const { state, reasons } = await guests.outcome(guest.email)
      assert.deepEqual([state, ...reasons], ['rejected', 'member_gone'])
    }
  })
})

const workOn = (friendId: string) =>
  guests.world.platform.db
    .transaction(guests.world.brand.id, tx =>
      tx.raw(`select enqueue('convert_referral', $1::json)`, [JSON.stringify({ friend_id: friendId })]),
    )
    .then(guests.work)

describe('who is refused', () => {
  test('is oneself by +tag, or by dots where they do not matter', async () => {
    const host = await guests.host({ email: 'clever.one@gmail.com' })
    const { state, reasons } = await guests.join({
      referralCode: host.code,
      email: 'cleverone+free@googlemail.com',
    })
    assert.deepEqual([state, ...reasons], ['rejected', 'own_mailbox'])
    assert.deepEqual(await member(host.id), { balance: 0, friends: 0, events: [] })
  })

  test('is a member once more, and one with a mailbox to throw away', async () => {
    const host = await guests.host()
    await guests.join({ email: 'somebody@example.com' })
    const again = await guests.join({ referralCode: host.code, email: 'somebody+2@example.com' })
    assert.deepEqual([again.state, ...again.reasons], ['rejected', 'known_mailbox'])
    const thrown = await guests.join({ referralCode: host.code, email: 'x@mailinator.com' })
    assert.deepEqual([thrown.state, ...thrown.reasons], ['rejected', 'disposable_mail'])
  })

  test('is who comes above the cap of the month, also when all come at the same moment', async () => {
    await guests.rules({ monthly_cap: 3 })
    const host = await guests.host()
    const crowd = []
    for (let i = 0; i < 6; i++) crowd.push(await guests.claim({ referralCode: host.code }))
    for (const guest of crowd) await guests.confirm(guest)
    assert.equal(await guests.work(), 6)
    const outcomes = await Promise.all(crowd.map(({ email }) => guests.outcome(email)))
    assert.equal(outcomes.filter(({ state }) => state === 'converted').length, 3)
    assert.deepEqual(
      outcomes.filter(({ state }) => state !== 'converted').map(({ reasons }) => reasons),
      [['monthly_cap'], ['monthly_cap'], ['monthly_cap']],
    )
    assert.equal((await member(host.id)).balance, 1_500)
    guests.world.time.now = new Date(Date.now() + 32 * 86_400_000)
    const next = await guests.claim({ referralCode: host.code })
    await guests.confirm(next)
    await guests.work()
    assert.equal((await guests.outcome(next.email)).state, 'converted', 'the next month begins anew')
    guests.world.time.now = new Date(Date.now() + 33 * 86_400_000)
    await guests.rules({ monthly_cap: 10 })
  })
})

describe('a doubtful referral', () => {
  const doubtful = async () => {
    const host = await guests.host()
    const browser = new Browser(guests.world)
    for (let i = 0; i < 2; i++) await guests.join({ referralCode: host.code, browser })
    return { host, third: await guests.join({ referralCode: host.code, browser }) }
  }
  const review = (id: string, verdict: string, body: object = {}) =>
    guests.operator('POST', `referrals/${id}/${verdict}`, { client_op_id: randomUUID(), ...body })

  test('waits in the queue with its reasons, and counts when it is allowed, once', async () => {
    const { host, third } = await doubtful()
    assert.deepEqual([third.state, ...third.reasons], ['review', 'crowded_device'])
    assert.equal((await member(host.id)).balance, 1_000)
    const { body } = await guests.operator('GET', 'referrals')
    const [first] = (body as { items: { id: string; reasons: object[] }[] }).items
    assert.deepEqual(
      [first?.id, first?.reasons],
      [third.id, [{ code: 'crowded_device', text: 'More members than usual use the friend’s browser' }]],
    )
    const operation = randomUUID()
    const allowed = await review(third.id, 'allow', { client_op_id: operation, note: 'A family' })
    assert.deepEqual(allowed, {
      status: 200,
      body: { id: third.id, state: 'converted', referrer_points: 500, friend_points: 250 },
    })
    assert.deepEqual(await review(third.id, 'allow', { client_op_id: operation, note: 'A family' }), allowed)
    assert.equal((await member(host.id)).balance, 1_500)
    const again = await review(third.id, 'block')
    assert.deepEqual([again.status, (again.body as { code: string }).code], [409, 'not_in_review'])
    const { action, subject } = await one(
      'select action, subject from audit_entries order by seq desc limit 1',
      [],
    )
    assert.deepEqual([action, subject], ['referral.allowed', `referral:${third.id}`])
  })

  test('is refused for good when it is blocked, and says both why', async () => {
    const { host, third } = await doubtful()
    assert.equal((await review(third.id, 'block')).status, 200)
    const [shown] = (
      (await guests.operator('GET', 'referrals?state=rejected')).body as {
        items: { id: string; reasons: { code: string }[] }[]
      }
    ).items
    assert.deepEqual(
      [shown?.id, shown?.reasons.map(({ code }) => code)],
      [third.id, ['crowded_device', 'blocked']],
    )
    assert.equal((await member(host.id)).balance, 1_000)
  })

  test('is one of the referrer’s own address, however it is spelt, from the third who lives there on', async () => {
    const host = await guests.claim({ line1: '77 North Street' })
    await guests.confirm(host)
    const { referral_code } = await one('select referral_code from members where email = $1', [host.email])
    const partner = await guests.join({ referralCode: referral_code, line1: '77 North St' })
    assert.equal(partner.state, 'converted')
    const { state, reasons } = await guests.join({ referralCode: referral_code, line1: '77 N. ST' })
    assert.deepEqual([state, ...reasons], ['review', 'referrers_address', 'crowded_building'])
  })

  test('is for owners and support', async () => {
    for (const role of ['marketer', 'analyst'] as const) {
      const { headers } = await guests.world.addOperator({ role })
      const answer = await guests.world.app.server.inject({ url: '/api/admin/referrals', headers })
      assert.equal(answer.json().code, 'not_allowed', role)
    }
  })
})

describe('a member', () => {
  test('sees code, link, message, bonus and friends, without an e-mail, a reason or a review', async () => {
    const host = await guests.host()
    await guests.join({ referralCode: host.code })
    await guests.claim({ referralCode: host.code })
    await guests.join({ referralCode: host.code, email: 'y@mailinator.com' })
    const { status, body } = await host.browser.get('/api/referrals/me')
    assert.equal(status, 200)
    const link = `http://localhost:${guests.world.platform.config.port}/?ref=${host.code}`
    assert.deepEqual([body.code, body.link, body.completed], [host.code, link, 1])
    assert.ok(body.message.startsWith('Come and join me at acme. ') && body.message.endsWith(link))
    assert.deepEqual(body.this_month, { completed: 1, limit: 10 })
    assert.deepEqual(
      body.friends.items.map(({ name, state, points }: Record<string, unknown>) => [name, state, points]),
      [
        ['Robin D.', 'rejected', 0],
        ['Robin D.', 'pending', 0],
        ['Robin D.', 'converted', 500],
      ],
    )
    assert.ok(!/@|mailinator|disposable/.test(JSON.stringify(body)))
    const page = (await host.browser.get('/api/referrals/me?limit=2')).body.friends
    const rest = await host.browser.get(`/api/referrals/me?limit=2&cursor=${page.next_cursor}`)
    assert.equal(rest.body.friends.items.length, 1)
    assert.equal((await host.browser.get('/api/referrals/me?cursor=x')).body.errors[0].field, 'cursor')
  })

  test('shares as one operation: logged, told with consent, and answered the same bytes', async () => {
    const host = await guests.host()
    const share = { client_op_id: randomUUID(), channel: 'message' }
    const first = await host.browser.post('/api/referrals/share', share)
    assert.deepEqual([first.status, first.body], [200, { channel: 'message' }])
    assert.deepEqual((await host.browser.post('/api/referrals/share', share)).body, first.body)
    assert.deepEqual((await member(host.id)).events, ['referral_initiated'])
    const other = await host.browser.post('/api/referrals/share', { ...share, channel: 'mail' })
    assert.equal(other.body.code, 'operation_reused')
    const bad = await host.browser.post('/api/referrals/share', { ...share, channel: 'pigeon' })
    assert.deepEqual([bad.status, bad.body.errors[0].field], [400, 'channel'])
  })

  test('costs as many statements with friends as without', async () => {
    const host = await guests.host()
    const count = async () => {
      const recorded = await recordStatements(() => host.browser.get('/api/referrals/me'))
      return recorded.filter(({ text }) => !/sessions_revoked|outbox/.test(text)).length
    }
    await count()
    const before = await count()
    for (let i = 0; i < 3; i++) await guests.claim({ referralCode: host.code })
    assert.equal(await count(), before)
  })
})

describe('a second friend', () => {
  test('unlocks what friends unlock, in the same transaction', async () => {
    await guests.world.addAchievement(guests.world.brand, 'two_friends', {
      criteria: { metric: 'referrals_completed', operator: 'at_least', value: [2], timeframe: 'all_time' },
    })
    const host = await guests.host()
    await guests.join({ referralCode: host.code })
    assert.equal((await member(host.id)).balance, 500)
    await guests.join({ referralCode: host.code })
    assert.equal((await member(host.id)).balance, 500 + 500 + 250)
  })
})
