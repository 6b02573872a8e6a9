import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { DEFAULT_SETTINGS } from '../tenancy/index.ts'
import { type Evidence, judge, type Reason } from './judge.ts'

const RULES = DEFAULT_SETTINGS.referrals

const CLEAN: Evidence = {
  mailbox: { isReferrers: false, members: 1 },
  address: { isReferrers: false, members: 1 },
  device: { isReferrers: false, members: 1 },
  company: { inBuilding: 0, friends: 0, cameBack: 0 },
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
    [
      'of one’s own home, as the third there',
      { address: { isReferrers: true, members: 3 } },
      'referrers_address',
    ],
    [
      'of one’s own home and browser',
      { address: { isReferrers: true, members: 2 }, device: { isReferrers: true, members: 2 } },
      'referrers_address',
    ],
    [
      'of a building where others of the referrer live',
      { company: { inBuilding: 2, friends: 1, cameBack: 1 } },
      'crowded_building',
    ],
    [
      'after friends of whom nobody came back',
      { company: { inBuilding: 0, friends: 3, cameBack: 0 } },
      'one_pack_friends',
    ],
    ['of a crowded address', { address: { isReferrers: false, members: 5 } }, 'crowded_address'],
    ['by a crowded browser', { device: { isReferrers: false, members: 3 } }, 'crowded_device'],
  ] as [string, Partial<Evidence>, Reason][]) {
    test(`${what} is for an operator to look at, or refused where the brand says so`, () => {
      assert.deepEqual(judged(evidence), ['review', reason])
      assert.deepEqual(judged(evidence, { ...RULES, doubtful: 'reject' }), ['rejected', reason])
    })
  }

  test('up to the limits is clean', () => {
    const atLimit = {
      address: { isReferrers: false, members: RULES.members_per_address },
      device: { isReferrers: false, members: RULES.members_per_device },
      company: { inBuilding: 1, friends: 2, cameBack: 0 },
      convertedThisMonth: RULES.monthly_cap - 1,
    }
    assert.deepEqual(judged(atLimit), ['converted'])
  })

  test('of whom one lives with counts, and so does a fourth friend when one of the others came back', () => {
    assert.deepEqual(judged({ address: { isReferrers: true, members: 2 } }), ['converted'])
    assert.deepEqual(judged({ company: { inBuilding: 1, friends: 3, cameBack: 1 } }), ['converted'])
  })

  test('counts if and only if nothing speaks against it; more evidence never makes it better', () => {
    const shared = fc.record({ isReferrers: fc.boolean(), members: fc.integer({ min: 0, max: 101 }) })
    const evidence = fc.record({
      mailbox: shared,
      address: shared,
      device: shared,
      company: fc.record({
        inBuilding: fc.integer({ min: 0, max: 51 }),
        friends: fc.integer({ min: 0, max: 50 }),
        cameBack: fc.integer({ min: 0, max: 50 }),
      }),
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
