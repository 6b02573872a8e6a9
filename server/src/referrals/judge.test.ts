import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { DEFAULT_SETTINGS } from '../tenancy/index.ts'
import { type Evidence, judge, type Reason } from './judge.ts'

const RULES = DEFAULT_SETTINGS.referrals

const CLEAN: Evidence = {
  mailbox: { isReferrers: false, members: 1 },
  address: { isReferrers: false, members: 1 },
  device: { members: 1 },
  isDisposable: false,
  convertedThisMonth: 0,
}

const judged = (changes: Partial<Evidence>, rules = RULES) => {
  const { state, reasons } = judge({ ...CLEAN, ...changes }, rules)
  return [state, ...reasons]
}

describe('a referral', () => {
  test('that nothing speaks against counts', () => assert.deepEqual(judged({}), ['converted']))

  for (const [what, evidence, reason] of [
    ['to oneself', { mailbox: { isReferrers: true, members: 2 } }, 'own_mailbox'],
    ['of who is a member already', { mailbox: { isReferrers: false, members: 2 } }, 'known_mailbox'],
    ['by a throw-away mailbox', { isDisposable: true }, 'disposable_mail'],
    ['above the cap of the month', { convertedThisMonth: RULES.monthly_cap }, 'monthly_cap'],
  ] as [string, Partial<Evidence>, Reason][]) {
    test(`${what} is refused`, () => assert.deepEqual(judged(evidence), ['rejected', reason]))
  }

  for (const [what, evidence, reason] of [
    ['of one’s own address', { address: { isReferrers: true, members: 2 } }, 'referrers_address'],
    ['of a crowded address', { address: { isReferrers: false, members: 5 } }, 'crowded_address'],
    ['by a crowded browser', { device: { members: 3 } }, 'crowded_device'],
  ] as [string, Partial<Evidence>, Reason][]) {
    test(`${what} is for an operator to look at, or refused where the brand says so`, () => {
      assert.deepEqual(judged(evidence), ['review', reason])
      assert.deepEqual(judged(evidence, { ...RULES, doubtful: 'reject' }), ['rejected', reason])
    })
  }

  test('up to the limits is clean', () => {
    const atLimit = {
      address: { isReferrers: false, members: RULES.members_per_address },
      device: { members: RULES.members_per_device },
      convertedThisMonth: RULES.monthly_cap - 1,
    }
    assert.deepEqual(judged(atLimit), ['converted'])
  })

  test('counts if and only if nothing speaks against it; more evidence never makes it better', () => {
    const shared = fc.record({ isReferrers: fc.boolean(), members: fc.integer({ min: 0, max: 101 }) })
    const evidence = fc.record({
      mailbox: shared,
      address: shared,
      device: fc.record({ members: fc.integer({ min: 0, max: 101 }) }),
      isDisposable: fc.boolean(),
      convertedThisMonth: fc.integer({ min: 0, max: 20 }),
    })
    const order = ['converted', 'review', 'rejected']
    fc.assert(
      fc.property(evidence, given => {
        const { state, reasons } = judge(given, RULES)
        assert.equal(state === 'converted', reasons.length === 0)
        const worse = judge({ ...given, isDisposable: true }, RULES)
        assert.ok(order.indexOf(worse.state) >= order.indexOf(state))
      }),
    )
  })
})
