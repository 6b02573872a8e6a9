import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { openWorld, type World } from '../../test/world.ts'

const scan = (world: World, token: string, cookie = '') =>
  world.app.server.inject({
    method: 'POST',
    url: '/api/scans',
    headers: { ...world.headers({ token }), cookie },
    payload: { code: '0000000000000000', client_op_id: randomUUID() },
  })

async function triesUntilRefused(attempt: () => ReturnType<typeof scan>): Promise<number> {
  for (let tries = 0; tries < 100; tries++) {
    const response = await attempt()
    if (response.statusCode === 200) continue
    assert.equal(response.statusCode, 429)
    assert.equal(response.json().code, 'too_many_requests')
    assert.ok(Number(response.headers['retry-after']) > 0)
    return tries
  }
  throw new Error('never refused')
}

test('wrong codes are counted per member, then per device, then per address', async t => {
  const world = await openWorld(t, { RATE_LIMITS: 'on' })
  const [first, second, third] = await Promise.all([world.addMember(), world.addMember(), world.addMember()])
  const phone = `browser=${'p'.repeat(32)}`
  assert.equal(await triesUntilRefused(() => scan(world, first.token, phone)), 10, 'one member')
  assert.equal(
    await triesUntilRefused(() => scan(world, second.token, phone)),
    5,
    'the same phone, another member',
  )
  assert.equal(await triesUntilRefused(() => scan(world, third.token)), 10, 'another phone')
})

test('a right code is not refused for what others at the address got wrong, until the address is used up', async t => {
  const world = await openWorld(t, { RATE_LIMITS: 'on' })
  const { codes } = await world.addCodes(1)
  const [guesser, honest] = await Promise.all([world.addMember(), world.addMember()])
  await triesUntilRefused(() => scan(world, guesser.token))
  const response = await world.app.server.inject({
    method: 'POST',
    url: '/api/scans',
    headers: world.headers({ token: honest.token }),
    payload: { code: codes[0], client_op_id: randomUUID() },
  })
  assert.equal(response.json().verdict, 'claimed')
})

test('with Redis away the limits go on counting in the process', async t => {
  const world = await openWorld(t, { RATE_LIMITS: 'on', REDIS_URL: 'redis://127.0.0.1:1' })
  const { token } = await world.addMember()
  assert.equal(await triesUntilRefused(() => scan(world, token)), 10)
})
