import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DEFAULT_SETTINGS } from '../tenancy/index.ts'
import { bonusWords, friendName, inviteWords } from './words.ts'

const brand = (referrer_points: number, friend_points: number, message = 'Join {brand}. {brand}!') => ({
  name: 'Fernwood',
  settings: {
    ...DEFAULT_SETTINGS,
    points_name: { one: 'leaf', many: 'leaves' },
    referrals: { ...DEFAULT_SETTINGS.referrals, referrer_points, friend_points, message },
  },
})

test('the bonus is told as it is: for both, for one, for none', () => {
  assert.equal(
    bonusWords(brand(1_500, 1)),
    'You get 1,500 leaves, your friend 1, once your friend has scanned a first pack and confirmed the e-mail address.',
  )
  assert.match(bonusWords(brand(1, 0)), /^You get 1 leaf once/)
  assert.match(bonusWords(brand(0, 250)), /^Your friend gets 250 leaves once/)
  assert.match(bonusWords(brand(0, 0)), /^It counts once/)
})

test('an invitation has the brand’s words, what the friend gets, and the link', () => {
  const link = 'https://go.example.com/?ref=ABCD2345'
  assert.equal(
    inviteWords(brand(0, 250), link),
    `Join Fernwood. Fernwood! Your first pack brings 250 leaves on top. ${link}`,
  )
  assert.equal(inviteWords(brand(500, 0), link), `Join Fernwood. Fernwood! ${link}`)
})

test('a friend is a first name and an initial, in any script, and nobody once erased', () => {
  assert.equal(friendName('Robin', 'Doe'), 'Robin D.')
  assert.equal(friendName('Robin', '👩‍🌾 Farmer'), 'Robin 👩‍🌾.')
  assert.equal(friendName('李', '小龙'), '李 小.')
  assert.equal(friendName('Robin', null), 'Robin')
  assert.equal(friendName(null, null), 'A friend')
})
