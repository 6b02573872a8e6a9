import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { setAgeCookieFor } from '../../test/age-cookie.ts'
import { type Customer, type Desk, openDesk } from '../../test/earning/desk.ts'
import { claimForm } from '../../test/journey/browser.ts'
import { openWorld, type World } from '../../test/world.ts'
import { createCodes } from './batches/create-codes.ts'
import { PIN_TRIES, randomPin } from './pin.ts'

let world: World
let desk: Desk
before(async () => {
  world = await openWorld()
  desk = await openDesk(undefined, { world })
})
after(async () => {
  await desk.checkBooks()
  await world.close()
})

async function pack(
  options: { activate?: boolean } = {},
): Promise<{ code: string; pin: string; wrong: string }> {
  const input = { sku: 'TEN', count: 1, activate: true, pinDigits: 4, ...options }
  const { codes, pins } = await createCodes(world.platform, desk.brand.id, input)
  const [code, pin] = [codes[0] as string, pins?.[0] as string]
  return { code, pin, wrong: pin === '0000' ? '0001' : '0000' }
}

async function scan({ token }: Customer, code: string, pin?: string, operation: string = randomUUID()) {
  const payload = { code, client_op_id: operation, ...(pin === undefined ? {} : { pin }) }
  const headers = world.headers({ brand: desk.brand, token })
  const answer = await world.app.server.inject({ method: 'POST', url: '/api/scans', headers, payload })
  return answer.statusCode === 200 ? answer.json().verdict : `${answer.statusCode} ${answer.json().code}`
}

test('a PIN has the digits that were asked for, the leading zeros included', () => {
  for (const digits of [4, 5, 6]) {
    for (let i = 0; i < 300; i++) assert.match(randomPin(digits), new RegExp(`^\\d{${digits}}$`))
  }
})

describe('a pack with a PIN', () => {
  test('says that it takes one, and is claimed with the right one only', async () => {
    const { code, pin, wrong } = await pack()
    const member = await desk.member()
    const headers = world.headers({ brand: desk.brand, token: member.token })
    const shown = (await world.app.server.inject({ url: `/api/codes/${code}`, headers })).json()
    assert.deepEqual([shown.verdict, shown.pin_required], ['claimable', true])
    assert.equal(await scan(member, code), 'pin_required')
    assert.equal(await scan(member, code, wrong), 'pin_wrong')
    const operation = randomUUID()
    assert.equal(await scan(member, code, pin, operation), 'claimed')
    assert.equal(await scan(member, code, pin, operation), 'claimed', 'the same again')
    assert.equal(await scan(member, code, wrong, operation), '409 operation_reused')
  })

  test('is locked after five wrong ones for an hour, also for the right one, and tells no difference', async () => {
    const { code, pin, wrong } = await pack()
    const member = await desk.member()
    for (let i = 0; i < PIN_TRIES; i++) assert.equal(await scan(member, code, wrong), 'pin_wrong')
    assert.equal(await scan(member, code, pin), 'pin_locked')
    assert.equal(await scan(member, code, wrong), 'pin_locked')
    assert.equal(await scan(member, code), 'pin_locked')
    desk.pass(0.99)
    assert.equal(await scan(member, code, pin), 'pin_locked')
    desk.pass(0.02)
    assert.equal(await scan(member, code, pin), 'claimed')
  })

  test('guessed by many at the same moment gets five tries, not one more', async () => {
    const { code, pin } = await pack()
    const others = Array.from({ length: 40 }, (_, i) => String(i).padStart(4, '0')).filter(one => one !== pin)
    const guessers = await Promise.all(others.map(() => desk.member()))
    const verdicts = await Promise.all(guessers.map((guesser, i) => scan(guesser, code, others[i] as string)))
    assert.equal(verdicts.filter(verdict => verdict === 'pin_wrong').length, PIN_TRIES)
    assert.equal(verdicts.filter(verdict => verdict === 'pin_locked').length, others.length - PIN_TRIES)
  })

  test('that is not active yet is remembered only for who knows its PIN', async () => {
    const { code, pin, wrong } = await pack({ activate: false })
    const member = await desk.member()
    assert.equal(await scan(member, code, wrong), 'pin_wrong')
    assert.equal(await scan(member, code, pin), 'inactive')
  })

  test('keeps a count of wrong ones in a newcomer’s claim as well, which then is refused', async () => {
    const { code, pin, wrong } = await pack()
    const headers = {
      ...world.headers({ brand: desk.brand }),
      cookie: await setAgeCookieFor(world, desk.brand),
    }
    const claim = async (given?: string) => {
      const form = claimForm(code, `${randomUUID()}@example.com`, randomUUID())
      const payload = given === undefined ? form : { ...form, pin: given }
      const answer = await world.app.server.inject({ method: 'POST', url: '/api/claims', headers, payload })
      return answer.json().code ?? answer.json().status
    }
    assert.equal(await claim(), 'pin_required')
    for (let i = 0; i < PIN_TRIES; i++) assert.equal(await claim(wrong), 'pin_wrong')
    assert.equal(await claim(pin), 'pin_locked')
    desk.pass(1.01)
    assert.equal(await claim(pin), 'check_your_mail')
    const [row] = await desk.rows(
      'select 1 from codes where claimed_by is not null and pin_hmac is not null and pin_locked_until is not null',
    )
    assert.ok(row)
  })
})

test('a wrong PIN counts like a wrong code: after ten a member has to wait', async t => {
  const limited = await openWorld(t, { RATE_LIMITS: 'on' })
  const { codes, pins } = await createCodes(limited.platform, limited.brand.id, {
    sku: 'TEN',
    count: 11,
    activate: true,
    pinDigits: 6,
  })
  const { token } = await limited.addMember()
  const statuses = []
  for (const [i, code] of codes.entries()) {
    const pin = pins?.[i] === '000000' ? '000001' : '000000'
    const answer = await limited.app.server.inject({
      method: 'POST',
      url: '/api/scans',
      headers: limited.headers({ token }),
      payload: { code, client_op_id: randomUUID(), pin },
    })
    statuses.push(answer.statusCode)
  }
  assert.deepEqual(statuses, [...Array(10).fill(200), 429])
})
