import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import pg from 'pg'
import { openWorld } from '../../test/world.ts'

test('an address is corrected with the e-mail left as it was, and the mail goes out again', async t => {
  const world = await openWorld(t)
  const { codes } = await world.addCodes(1)
  const admin = new pg.Client({ connectionString: world.adminUrl })
  await admin.connect()
  const gate = await world.app.server.inject({
    method: 'POST',
    url: '/api/age-gate',
    headers: world.headers(),
    payload: { confirmed: true },
  })
  const cookies = Object.fromEntries(gate.cookies.map(({ name, value }) => [name, value]))
  const address = { line1: '1 Main St', city: 'Hudson', state: 'NY', postal_code: '12534', country: 'US' }
  const clientOpId = randomUUID()
  const claim = {
    client_op_id: clientOpId,
    code: codes[0],
    first_name: 'Sam',
    last_name: 'Doe',
    email: 'sam@example.com',
  }
  const consents = { age_confirmed: true, terms_accepted: true, marketing_consent: false }
  const send = (method: 'POST' | 'PATCH', url: string, payload: object) =>
    world.app.server.inject({ method, url, headers: world.headers(), cookies, payload })
  assert.equal((await send('POST', '/api/claims', { ...claim, ...consents, address })).statusCode, 202)

  const corrected = { email: 'Sam@Example.com', address: { ...address, line1: '2 Main St' } }
  assert.equal((await send('PATCH', `/api/claims/${clientOpId}`, corrected)).statusCode, 202)
  const lines = await admin.query('select line1 from addresses order by id desc limit 1')
  assert.deepEqual(lines.rows, [{ line1: '2 Main St' }])
  const mails = await admin.query('select count(*)::int as mails from mail_queue')
  assert.deepEqual(mails.rows, [{ mails: 2 }])
  await admin.end()
})
