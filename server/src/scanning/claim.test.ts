import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { openWorld } from '../../test/world.ts'
import { claimHash } from './claim.ts'
import { codeHmac } from './code-hmac.ts'

const claimOf = (code: string) => ({
  client_op_id: randomUUID(),
  code,
  first_name: 'New',
  last_name: 'Comer',
  email: `newcomer-${randomUUID()}@example.com`,
  address: { line1: '1 Main St', city: 'Hudson', state: 'NY', postal_code: '12534', country: 'US' },
  age_confirmed: true as const,
  terms_accepted: true as const,
  marketing_consent: false,
})

/** A claim that has looked for its twin and waits to read the code, while `meanwhile` happens. */
async function interrupted(
  t: Parameters<typeof openWorld>[0],
  meanwhile: (
    admin: pg.Client,
    claim: ReturnType<typeof claimOf>,
    ids: { brand: number; member: string; hmac: string },
  ) => Promise<unknown>,
) {
  const world = await openWorld(t)
  const admin = new pg.Client({ connectionString: world.adminUrl })
  await admin.connect()
  const { codes } = await world.addCodes(1)
  const { id: member } = await world.addMember()
  const claim = claimOf(codes[0] as string)
  await admin.query('begin; lock table codes in access exclusive mode')
  const age = await world.app.server.inject({
    method: 'POST',
    url: '/api/age-gate',
    headers: world.headers(),
    payload: { confirmed: true },
  })
  const cookie = String(age.headers['set-cookie']).split(';')[0] as string
  const answering = world.app.server.inject({
    method: 'POST',
    url: '/api/claims',
    headers: { ...world.headers(), cookie },
    payload: claim,
  })
  const isWaiting =
    "select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()"
  for (let waitedMs = 0; (await admin.query(isWaiting)).rowCount === 0; waitedMs += 10) {
    assert.ok(waitedMs < 1_500, 'the claim never came to the code')
    await sleep(10)
  }
  const hmac = codeHmac(world.platform.keys, codes[0] as string)
  await admin.query("update codes set claimed_by = $1 where hmac = decode($2, 'hex')", [member, hmac])
  await meanwhile(admin, claim, { brand: world.brand.id, member, hmac })
  await admin.query('commit')
  await admin.end()
  return answering
}

test('a claim whose twin is stored while it looks at the code is answered like its twin', async t => {
  const answer = await interrupted(t, (admin, claim, { brand, member, hmac }) =>
    admin.query(`insert into claims values ($1, $2, $3, $4, decode($5, 'hex'), 'scanned', now())`, [
      brand,
      claim.client_op_id,
      claimHash(claim),
      member,
      hmac,
    ]),
  )
  assert.equal(answer.statusCode, 202, answer.body)
})

test('a claim whose code goes to somebody else while it looks at it is refused', async t => {
  const answer = await interrupted(t, async () => {})
  assert.equal(answer.statusCode, 409)
  assert.equal(answer.json().code, 'claimed_by_another')
})
