import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { insertEvent } from '../src/activity/index.ts'
import { EVENTS } from '../src/customerio/deliver/event-catalogue.ts'
import { type Audience, openAudience } from './customerio/audience.ts'
import { enrol, growQuiet, live, marksOf, type Person } from './customerio/live.ts'
import type { Recorded } from './customerio/recorder.ts'
import { ledgerFaults } from './invariants.ts'

/** People who do everything, and how each stands to marketing when all that was written is sent, at the end. */
const SILENT = {
  never: 'never agreed',
  before: 'withdrew before doing it',
  waiting: 'withdrew while it waited',
  erased: 'was erased while it waited',
  gone: 'withdrew and was erased while it waited',
}
type Silent = keyof typeof SILENT
const NAMES = Object.keys(SILENT) as Silent[]

const MAIL = '/v1/send/email'
/** All but the change of consent itself, which is what is asked about. */
const DRIVEN = Object.keys(EVENTS).filter(name => name !== 'consent_changed')

let audience: Audience
let agreed: Person
const people = {} as Record<Silent, Person>

async function withdraw({ browser }: Person) {
  const { body } = await browser.post('/api/auth/refresh')
  browser.token = body.access_token
  assert.equal((await browser.patch('/api/me', { marketing_consent: false })).status, 200)
}

const erase = ({ id }: Person) =>
  audience.shop.desk.do('POST', `members/${id}/erasure`, {
    client_op_id: randomUUID(),
    confirm: true,
    reason: 'Asked for by mail',
  })

before(async () => {
  audience = await openAudience()
  agreed = await enrol(audience, 'agreed')
  for (const name of NAMES) people[name] = await enrol(audience, name, { consent: name !== 'never' })
  await withdraw(people.before)
  for (const person of [agreed, ...Object.values(people)]) await live(audience, person)
  await growQuiet(audience)
  await withdraw(people.waiting)
  await erase(people.erased)
  await withdraw(people.gone)
  await erase(people.gone)
  await audience.deliver()
})
after(async () => {
  assert.deepEqual(await ledgerFaults(audience.shop.desk.admin), [])
  await audience.close()
})

const tracked = () => audience.wire.requests.filter(({ path }) => path !== MAIL)
const mailed = () => audience.wire.requests.filter(({ path }) => path === MAIL)

/** What of a person can be read in these requests, by field; the friend whom they brought is somebody else. */
const leaksOf = (name: string, requests: readonly Recorded[]) =>
  Object.entries(marksOf(name))
    .filter(([, mark]) => requests.some(({ body }) => body.includes(mark)))
    .map(([field]) => field)

const heardOf = async ({ id }: Person) =>
  (await audience.received()).filter(({ identifier, action }) => identifier === id && !/mail/.test(action))

const rowsOf = ({ id }: Person) =>
  audience.shop.desk.rows<{ name: string; state: string; reason: string | null }>(
    `select name, state, detail->>'reason' as reason from outbox where member_id = $1 order by id`,
    [id],
  )

const withdrawalsIn = (rows: { name: string }[]) => rows.filter(({ name }) => name === 'consent_changed')

describe('who agreed', () => {
  test('is heard of by every event, and all that marketing may know is found on the wire', async () => {
    const names = new Set((await heardOf(agreed)).map(({ name }) => name))
    assert.deepEqual(
      DRIVEN.filter(name => !names.has(name)),
      [],
    )
    assert.deepEqual(leaksOf('agreed', tracked()).sort(), [
      'first_name',
      'last_name',
      'new_email',
      'nickname',
      'user_agent',
    ])
  })

  test('is heard of without where somebody lives, and without what was written to operators', () => {
    for (const field of ['line1', 'line2', 'city', 'postal_code', 'message'])
      assert.ok(!leaksOf('agreed', tracked()).includes(field), field)
  })
})

describe('nothing personal leaves, not a byte in any request', () => {
  for (const name of NAMES) {
    test(`of who ${SILENT[name]}`, () => {
      assert.deepEqual(leaksOf(name, tracked()), [])
    })
  }

  test('though each did everything, and of who withdrew or was erased late all of it waited', async () => {
    for (const name of NAMES) {
      const deeds = await audience.shop.desk.rows<{ name: string }>(
        'select distinct name from actions where member_id = $1',
        [people[name].id],
      )
      assert.ok(deeds.length >= 15, `${name} did ${deeds.length} things`)
    }
    for (const name of ['waiting', 'erased', 'gone'] as const) {
      const rows = await rowsOf(people[name])
      const written = new Set(rows.map(row => row.name))
      assert.deepEqual(
        DRIVEN.filter(driven => !written.has(driven)),
        [],
        name,
      )
      const sent = rows.filter(({ state }) => state === 'sent').map(row => row.name)
      assert.deepEqual(sent, [name === 'waiting' ? 'consent_changed' : 'member_erased'])
      const others = new Set(
        rows.filter(({ state }) => state !== 'sent').map(({ state, reason }) => `${state}: ${reason}`),
      )
      assert.deepEqual(
        [...others],
        [name === 'waiting' ? 'discarded: no consent' : 'discarded: the member is gone'],
      )
    }
  })

  test('of who never agreed, or withdrew before, nothing was even written', async () => {
    assert.deepEqual(await rowsOf(people.never), [])
    const rows = await rowsOf(people.before)
    const first = rows.findIndex(({ name }) => name === 'consent_changed')
    assert.equal(rows.length, first + 1, 'the claim’s own events, and then the withdrawal')
    assert.equal(withdrawalsIn(rows).length, 1)
  })
})

describe('the two exceptions', () => {
  test('a withdrawal is one word, an erasure two operations, both by an opaque id', async () => {
    const told = async (name: Silent) =>
      (await heardOf(people[name])).map(({ action, payload }) => [action, payload.attributes])
    assert.deepEqual(await told('never'), [])
    for (const name of ['before', 'waiting'] as const)
      assert.deepEqual(await told(name), [['identify', { unsubscribed: true }]])
    for (const name of ['erased', 'gone'] as const)
      assert.deepEqual(await told(name), [
        ['delete', undefined],
        ['suppress', undefined],
      ])
  })

  test('a mail goes to who asked for it, and says nothing of anybody else', t => {
    assert.ok(mailed().length >= 3 * NAMES.length)
    for (const name of NAMES) {
      const own = mailed().filter(
        ({ body }) => body.includes(marksOf(name).email) || body.includes(marksOf(name).new_email),
      )
      assert.ok(own.length >= 2, `${name} asked for mails`)
      for (const other of NAMES.filter(other => other !== name)) assert.deepEqual(leaksOf(other, own), [])
      const said = leaksOf(name, own).filter(field => !['email', 'new_email', 'first_name'].includes(field))
      assert.deepEqual(said, [], 'an address and a first name, and no more')
    }
    t.diagnostic(`${tracked().length} requests of events, ${mailed().length} of mails`)
  })
})

test('planted leak: were consent not looked at, it would be found', async () => {
  const { shop, deliver } = audience
  const { desk } = shop
  const { id } = people.never
  await desk.rows('update members set marketing_consent = true where id = $1', [id])
  await desk.world.platform.db.transaction(desk.brand.id, tx =>
    insertEvent(tx, { memberId: id, name: 'email_changed', at: desk.world.time.now, numbers: {}, refs: {} }),
  )
  await deliver()
  assert.deepEqual(leaksOf('never', tracked()).sort(), ['first_name', 'last_name', 'new_email', 'nickname'])
})
