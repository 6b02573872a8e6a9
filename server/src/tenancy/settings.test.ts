import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DEFAULT_SETTINGS, settingsErrors, settingsOf } from './settings.ts'

const fields = (changes: object) =>
  settingsErrors({ ...DEFAULT_SETTINGS, ...changes }).map(({ field }) => field)

test('what a new brand starts with is valid', () => {
  assert.deepEqual(settingsErrors(DEFAULT_SETTINGS), [])
})

test('what is wrong with the rules of referrals is named', () => {
  const { referrals } = DEFAULT_SETTINGS
  const wrong = (changes: object) => fields({ referrals: { ...referrals, ...changes } })
  assert.deepEqual(wrong({ message: 'Join {brand} \u{1F33F}, {brand}!' }), [])
  assert.deepEqual(wrong({ message: 'Join {name}' }), ['settings.referrals.message'])
  assert.deepEqual(wrong({ monthly_cap: 0 }), ['settings.referrals.monthly_cap'])
  assert.deepEqual(wrong({ doubtful: 'pay' }), ['settings.referrals.doubtful'])
})

test('what is wrong with the rules of personalisation is named; a brand may leave all weights as they are', () => {
  const { personalization } = DEFAULT_SETTINGS
  const wrong = (changes: object) => fields({ personalization: { ...personalization, ...changes } })
  assert.deepEqual(wrong({ values: { come_back: 200 }, achievement_weights: { churn: 0 } }), [])
  assert.deepEqual(wrong({ hold_out_percent: 51 }), ['settings.personalization.hold_out_percent'])
  assert.deepEqual(wrong({ dismissed_days: 0 }), ['settings.personalization.dismissed_days'])
  assert.deepEqual(wrong({ values: { dance: 5 } }), ['settings.personalization.values.dance'])
  assert.deepEqual(wrong({ achievement_weights: { churn: -1 } }), [
    'settings.personalization.achievement_weights.churn',
  ])
  const { personalization: _, ...old } = DEFAULT_SETTINGS
  assert.deepEqual(settingsOf(old), DEFAULT_SETTINGS)
})

test('who is dormant and who is a power user is each brand’s to say', () => {
  const wrong = (changes: object) => fields({ engagement: { ...DEFAULT_SETTINGS.engagement, ...changes } })
  assert.deepEqual(wrong({ dormant_after_days: 90, power_user_percent: 1 }), [])
  assert.deepEqual(wrong({ dormant_after_days: 0 }), ['settings.engagement.dormant_after_days'])
  assert.deepEqual(wrong({ power_user_percent: 51 }), ['settings.engagement.power_user_percent'])
  const { engagement: _, ...old } = DEFAULT_SETTINGS
  assert.deepEqual(settingsOf(old), DEFAULT_SETTINGS)
})

test('settings of before expiry, caps and holds read as if there were none', () => {
  const { expiry, caps, holds, support_adjustment_limit, ...old } = DEFAULT_SETTINGS
  assert.deepEqual(settingsOf({ ...old, points_per_dollar: 7 }), {
    ...DEFAULT_SETTINGS,
    points_per_dollar: 7,
  })
})

test('a bad setting is named', () => {
  assert.deepEqual(fields({ expiry: { policy: 'after_earning', months: 0, notice_days: 7 } }), [
    'settings.expiry.months',
  ])
  assert.deepEqual(fields({ expiry: { policy: 'inactivity', months: 6 } }), ['settings.expiry.notice_days'])
  assert.deepEqual(fields({ expiry: { policy: 'sometimes' } }), ['settings.expiry.policy'])
  assert.deepEqual(fields({ caps: [{ per: 'member', period: 'day', points: -5 }] }), [
    'settings.caps.0.points',
  ])
  assert.deepEqual(fields({ holds: { settle_after_hours: 2.5, review_from_scan_of_day: 1 } }), [
    'settings.holds.settle_after_hours',
    'settings.holds.review_from_scan_of_day',
  ])
  assert.deepEqual(fields({ multiplier_cap_basis_points: 1e9 }), ['settings.multiplier_cap_basis_points'])
  assert.deepEqual(fields({ colour: 'red' }), ['settings.colour'])
})

test('a notice cannot come before the points', () => {
  const notice = (months: number, notice_days: number) =>
    fields({ expiry: { policy: 'after_earning', months, notice_days } })
  assert.deepEqual(notice(1, 27), [])
  assert.deepEqual(notice(1, 28), ['settings.expiry.notice_days'])
})

test('two caps of the same kind are refused, two of different kinds are not', () => {
  const daily = { per: 'member', period: 'day', points: 500 }
  assert.deepEqual(fields({ caps: [daily, { ...daily, per: 'product' }, { ...daily, period: 'week' }] }), [])
  assert.deepEqual(fields({ caps: [daily, { ...daily, points: 700 }] }), ['settings.caps.1'])
})
