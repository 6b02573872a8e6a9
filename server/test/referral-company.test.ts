import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { type Guest, type Guests, openGuests } from './referrals/guests.ts'

let guests: Guests

before(async () => {
  guests = await openGuests()
})
after(() => guests.close())

describe('a friend who waits for a review', () => {
  test('comes after friends who had a day to come back and did not; once one of them did, the next counts', async () => {
    const host = await guests.host()
    const friends = []
    for (let i = 0; i < 3; i++) {
      const friend = await guests.claim({ referralCode: host.code })
      await guests.confirm(friend)
      friends.push(friend)
    }
    await guests.work()
    for (const { email } of friends) assert.equal((await guests.outcome(email)).state, 'converted')
    guests.world.time.now = new Date(guests.world.time.now.getTime() + 2 * 86_400_000)
    const fourth = await guests.join({ referralCode: host.code })
    assert.deepEqual([fourth.state, ...fourth.reasons], ['review', 'one_pack_friends'])
    const [code] = (await guests.world.addCodes(1)).codes
    const [back] = friends as [Guest]
    await back.browser.post('/api/auth/link', { email: back.email })
    await guests.confirm(back)
    const { body } = await back.browser.post('/api/scans', { code, client_op_id: randomUUID() })
    assert.equal(body.verdict, 'claimed')
    assert.equal((await guests.join({ referralCode: host.code })).state, 'converted')
  })

  test('is of a building where two others of the same referrer live, whatever the door', async () => {
    const host = await guests.host()
    const flat = (door: string) => guests.join({ referralCode: host.code, line1: `900 Fair Street ${door}` })
    assert.equal((await flat('Apt 1')).state, 'converted')
    assert.equal((await flat('Apt 2')).state, 'converted')
    const third = await flat('unit 3')
    assert.deepEqual([third.state, ...third.reasons], ['review', 'crowded_building'])
  })
})
