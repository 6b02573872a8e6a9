import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { recordStatements } from '../../test/hot/record-statements.ts'
import { openWorld, type World } from '../../test/world.ts'
import { publishSettings } from '../tenancy/index.ts'
import { openSession } from './index.ts'

const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Mobile/15E148 Safari/604.1'

let world: World

before(async () => {
  world = await openWorld()
  await world.platform.db.transaction(world.brand.id, tx =>
    publishSettings(tx, {
      patch: {
        consent_texts: { terms: '2026-01', marketing: 'v3' },
        profile_fields: [
          { key: 'nickname', label: 'Nickname', kind: 'text', required: false, max: 40 },
          { key: 'effect', label: 'Effect', kind: 'choice', required: true, choices: ['calm', 'bright'] },
        ],
      },
      at: new Date(),
      by: null,
    }),
  )
  world.app.brands.forget(world.brand.id)
})
after(() => world.close())

async function send(method: 'GET' | 'PATCH' | 'DELETE', url: string, token: string, payload?: object) {
  const answer = await world.app.server.inject({
    method,
    url,
    headers: world.headers({ token }),
    ...(payload ? { payload } : {}),
  })
  return { status: answer.statusCode, body: answer.body ? answer.json() : null }
}

/** One more sign-in of a member, on an iPhone. */
async function signInElsewhere(memberId: string) {
  const { platform, brand, app, time } = world
  const session = await platform.db.transaction(brand.id, tx =>
    openSession(tx, { memberId, userAgent: IPHONE, at: time.now }),
  )
  return {
    id: session.id,
    token: app.visitors.tokens.issue({ sub: memberId, brand: brand.id, sid: session.id }),
  }
}

describe('fields of the brand’s own', () => {
  test('are kept, shown, and told apart by the configuration', async () => {
    const { token } = await world.addMember()
    const custom = { effect: 'calm', nickname: 'Zoë 🌿🌿' }
    assert.deepEqual((await send('PATCH', '/api/me', token, { custom })).body.custom, custom)
    assert.deepEqual((await send('PATCH', '/api/me', token, { custom: { nickname: null } })).body.custom, {
      effect: 'calm',
    })
    assert.deepEqual((await send('GET', '/api/me', token)).body.custom, { effect: 'calm' })
    const { body } = await send('GET', '/api/config', token)
    assert.deepEqual(
      body.profile_fields.map(({ key }: { key: string }) => key),
      ['nickname', 'effect'],
    )
  })

  test('are refused by name, and nothing else of the request is done', async () => {
    const { token } = await world.addMember()
    const refused = await send('PATCH', '/api/me', token, {
      first_name: 'Other',
      custom: { effect: 'loud', shoe: '9' },
    })
    assert.deepEqual([refused.status, refused.body.code], [400, 'validation_failed'])
    assert.deepEqual(refused.body.errors.map(({ field }: { field: string }) => field).sort(), [
      'custom.effect',
      'custom.shoe',
    ])
    assert.equal((await send('GET', '/api/me', token)).body.first_name, 'Robin')
  })

  test('need not be filled in by who changes something else', async () => {
    const { token } = await world.addMember()
    assert.equal((await send('PATCH', '/api/me', token, { first_name: '💚'.repeat(40) })).status, 200)
  })
})

test('consents are shown newest first, each with the version of its text, page by page', async () => {
  const { token } = await world.addMember({ consent: false })
  await send('PATCH', '/api/me', token, { marketing_consent: true })
  await send('PATCH', '/api/me', token, { marketing_consent: true })
  await send('PATCH', '/api/me', token, { marketing_consent: false })
  const seen: unknown[] = []
  let url: string | null = '/api/me/consents?limit=2'
  while (url) {
    const { body }: { body: { items: object[]; next_cursor: string | null } } = await send('GET', url, token)
    seen.push(...body.items)
    url = body.next_cursor && `/api/me/consents?limit=2&cursor=${body.next_cursor}`
  }
  assert.deepEqual(
    (seen as { kind: string; granted: boolean; source: string; text_version: string | null }[]).map(one => [
      one.kind,
      one.granted,
      one.source,
      one.text_version,
    ]),
    [
      ['marketing', false, 'member', 'v3'],
      ['marketing', true, 'member', 'v3'],
      ['marketing', false, 'claim', null],
      ['terms', true, 'claim', null],
      ['age', true, 'claim', null],
    ],
  )
})

describe('sessions', () => {
  test('are listed by device, newest first, and the one that asks is known', async () => {
    const member = await world.addMember()
    const phone = await signInElsewhere(member.id)
    const { body } = await send('GET', '/api/me/sessions', member.token)
    assert.deepEqual(
      body.items.map(({ device, current }: { device: string; current: boolean }) => [device, current]),
      [
        ['Safari on iPhone', false],
        ['Unknown device', true],
      ],
    )
    assert.equal(body.items[0].id, phone.id)
  })

  test('are ended one by one, and access ends with them', async () => {
    const member = await world.addMember()
    const phone = await signInElsewhere(member.id)
    assert.equal((await send('DELETE', `/api/me/sessions/${phone.id}`, member.token)).status, 204)
    assert.equal((await send('GET', '/api/me', phone.token)).status, 401)
    assert.equal((await send('DELETE', `/api/me/sessions/${phone.id}`, member.token)).status, 404)
    assert.equal((await send('GET', '/api/me/sessions', member.token)).body.items.length, 1)
  })

  test('of somebody else are none', async () => {
    const [member, other] = [await world.addMember(), await world.addMember()]
    const { body } = await send('GET', '/api/me/sessions', other.token)
    assert.equal((await send('DELETE', `/api/me/sessions/${body.items[0].id}`, member.token)).status, 404)
    assert.equal((await send('GET', '/api/me', other.token)).status, 200)
  })

  test('are all ended but the one that asks', async () => {
    const member = await world.addMember()
    const phones = [await signInElsewhere(member.id), await signInElsewhere(member.id)]
    assert.equal((await send('DELETE', '/api/me/sessions', member.token)).status, 204)
    for (const { token } of phones) assert.equal((await send('GET', '/api/me', token)).status, 401)
    assert.equal((await send('GET', '/api/me', member.token)).status, 200)
  })
})

test('what a route asks the database does not grow with what a member did', async () => {
  const member = await world.addMember()
  const count = async (method: 'GET' | 'PATCH' | 'DELETE', url: string, payload?: object) =>
    (await recordStatements(() => send(method, url, member.token, payload))).length
  const asked = async () => [
    await count('GET', '/api/me'),
    await count('GET', '/api/me/consents'),
    await count('GET', '/api/me/sessions'),
    await count('PATCH', '/api/me', { first_name: 'Ro' }),
  ]
  const before = await asked()
  for (let i = 0; i < 12; i++) {
    await signInElsewhere(member.id)
    await send('PATCH', '/api/me', member.token, { marketing_consent: i % 2 === 0 })
  }
  assert.deepEqual(await asked(), before)
  assert.ok(Math.max(...before) <= 8, `${before} statements with begin and commit`)
})
