import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { ledgerFaults } from './invariants.ts'
import { Browser, claimForm } from './journey/browser.ts'
import { type ConnectedWorld, openConnectedWorld, until } from './journey/connected-world.ts'
import { openStream } from './journey/open-stream.ts'

/** What is promised: an event is at Customer.io this soon after the scan. */
const EVENT_WITHIN_MS = 2_000
/** The simulator predicts when a person has been quiet for a second. */
const INSIGHT_WITHIN_MS = 5_000

let connected: ConnectedWorld
let admin: pg.Client
before(async () => {
  connected = await openConnectedWorld()
  admin = new pg.Client({ connectionString: connected.world.adminUrl })
  await admin.connect()
})
after(async () => {
  assert.deepEqual(await ledgerFaults(admin), [])
  await admin.end()
  await connected.close()
})

const keys = (achievements: { key: string }[]) => achievements.map(({ key }) => key)

test('the loop: pack, claim, mail, link, second pack, event, insight, and a home screen that has changed', async t => {
  const { world, ask, tell, port } = connected
  const filters = (product_form: string) => ({
    metric: 'scans' as const,
    operator: 'at_least' as const,
    value: [10],
    timeframe: 'all_time' as const,
    product_filters: { product_form: [product_form] },
  })
  const priority = (value: number) => ({ personalization: { priority: value } })
  await world.addAchievement(world.brand, 'second_scan', {
    criteria: { metric: 'scans', operator: 'at_least', value: [2], timeframe: 'all_time' },
  })
  await world.addAchievement(world.brand, 'edible_fan', { criteria: filters('edible'), ...priority(20) })
  await world.addAchievement(world.brand, 'vape_fan', { criteria: filters('vape'), ...priority(60) })
  const { codes } = await world.addCodes(2)
  const email = 'robin@example.com'
  const browser = new Browser(world)

  await t.test('before the age gate a pack says nothing; after it, what it is and gives', async () => {
    assert.equal((await browser.get(`/api/codes/${codes[0]}`)).body.code, 'age_not_confirmed')
    assert.equal((await browser.post('/api/age-gate', { confirmed: true })).status, 204)
    const { body } = await browser.get(`/api/codes/${codes[0]}`)
    assert.deepEqual([body.verdict, body.genuine, body.offer.points], ['claimable', true, 100])
    assert.equal(body.offer.gift.name, 'Welcome gift')
  })

  const link = await t
    .test('a claim is answered with 202 and a mail arrives', async () => {
      const claimed = await browser.post('/api/claims', claimForm(codes[0] as string, email, randomUUID()))
      assert.deepEqual([claimed.status, claimed.body], [202, { status: 'check_your_mail' }])
      const { rows } = await admin.query(
        'select o.state, m.state as member from orders o join members m on m.id = o.member_id',
      )
      assert.deepEqual(rows, [{ state: 'unconfirmed', member: 'unconfirmed' }], 'the gift is held')
    })
    .then(() => until('the mail', 5_000, async () => (await ask(`/mail?to=${email}`)).items[0]))
    .then(mail => (mail.links as string[]).find(address => address.includes('/auth/link')) as string)

  await t.test('the link signs in, shows the scan and lets the gift go', async () => {
    const token = new URL(link).searchParams.get('token') as string
    const { status, body } = await browser.consume({ token })
    assert.equal(status, 200)
    assert.deepEqual(
      [body.scan.verdict, body.scan.points_earned, body.scan.scan_number, body.scan.gift.name],
      ['claimed', 100, 1, 'Welcome gift'],
    )
    assert.equal(body.member.confirmed, true)
    const { rows } = await admin.query('select state from orders')
    assert.deepEqual(rows, [{ state: 'pending' }])
  })

  const me = (await browser.get('/api/me')).body
  const stream = await openStream(port, browser.token as string)
  t.after(() => stream.close())
  const [homeBefore, believedBefore, cardsBefore] = [
    (await browser.get('/api/dashboard')).body,
    (await browser.get('/api/personalization')).body,
    (await browser.get('/api/cards')).body,
  ]
  assert.deepEqual([homeBefore.balance, homeBefore.scan_count, believedBefore.source], [100, 1, 'local'])

  await t.test('the second pack counts double, at once, on every screen', async () => {
    const scanned = await browser.post('/api/scans', { code: codes[1], client_op_id: randomUUID() })
    assert.deepEqual(
      [scanned.body.verdict, scanned.body.multiplier, scanned.body.new_balance],
      ['claimed', 2, 550],
    )
    assert.deepEqual(keys(scanned.body.achievements_unlocked), ['second_scan'])
    const home = (await browser.get('/api/dashboard')).body
    assert.deepEqual([home.balance, home.scan_count], [550, 2])
    await until('the balance on the stream', 1_000, async () =>
      stream.events.some(({ event, data }) => event === 'balance' && data.balance === 550),
    )
    assert.ok(stream.events.some(({ event }) => event === 'achievement_unlocked'))
  })

  await t.test(
    'the event of the scan is at Customer.io within two seconds, with the numbers of then',
    async () => {
      const row = await until('the second product_scanned', EVENT_WITHIN_MS, async () => {
        const { items } = await ask(`/ledger?identifier=${me.id}&name=product_scanned`)
        return items.length === 2 ? items[1] : undefined
      })
      assert.equal(row.decision, 'accepted')
      assert.match(JSON.stringify(row.payload), /"points_balance":550\b/)
    },
  )

  await t.test('an insight arrives unasked and the stream says so', async () => {
    await until('an insight', INSIGHT_WITHIN_MS, async () =>
      stream.events.some(({ event, data }) => event === 'insights' && data.source === 'customer.io'),
    )
    const believed = (await browser.get('/api/personalization')).body
    assert.deepEqual([believed.source, believed.stale], ['customer.io', false])
    assert.notDeepEqual(believed, believedBefore)
    assert.ok(believed.product_affinity_scores.flower > 0)
  })

  await t.test('what Customer.io predicts changes order, cards and words, and each says why', async () => {
    const told = stream.events.length
    const predictions = {
      churn_probability: 0.9,
      product_affinity_scores: { edible: 0.95 },
      next_best_action: 'come_back',
    }
    await tell('/insights', { workspace: 'acme', identifier: me.id, predictions })
    await until('the second insight', INSIGHT_WITHIN_MS, async () =>
      stream.events.slice(told).some(({ event }) => event === 'insights'),
    )
    const home = (await browser.get('/api/dashboard')).body
    const achievements = (await browser.get('/api/achievements')).body.items
    const cards = (await browser.get('/api/cards')).body.items
    assert.deepEqual(keys(homeBefore.achievements).slice(-2), ['vape_fan', 'edible_fan'])
    assert.deepEqual(keys(achievements).slice(0, 2), ['edible_fan', 'vape_fan'])
    assert.equal(achievements[0].reason, 'Because you seem to enjoy edibles')
    assert.deepEqual(home.achievements, achievements)
    assert.deepEqual(home.cards, cards)
    assert.deepEqual(
      [cards[0].kind, cards[0].reason, cards[0].source],
      ['come_back', 'Because we would miss you', 'customer.io'],
    )
    assert.notDeepEqual(cards, cardsBefore.items)
    const { explanation } = (await browser.get('/api/personalization')).body
    assert.match(explanation, /edibles, and we would be glad to see you more often\.$/)
  })

  await t.test('the history holds both scans, newest first', async () => {
    const { items } = (await browser.get('/api/history')).body
    assert.deepEqual(
      items.map((item: { balance_after: number }) => item.balance_after),
      [550, 100],
    )
  })
})
