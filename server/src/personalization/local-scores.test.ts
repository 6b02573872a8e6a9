import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Predictions as CustomerIoPredictions } from '../customerio/index.ts'
import { localScores, type MemberCounters } from './local-scores.ts'

const AT = new Date('2026-03-02T12:00:00Z')
const daysAgo = (days: number) => new Date(AT.getTime() - days * 86_400_000)

const member: MemberCounters = {
  created_at: daysAgo(400),
  last_scan_at: daysAgo(3),
  last_session_at: null,
  scan_count: 10,
  lifetime_points: 4_000,
  counters: {},
}

const scores = (changes: Partial<MemberCounters>) => localScores({ ...member, ...changes }, 10, AT)

const anyMember = fc.record({
  created_at: fc.integer({ min: 0, max: 3_000 }).map(daysAgo),
  last_scan_at: fc.option(fc.integer({ min: 0, max: 3_000 }).map(daysAgo)),
  last_session_at: fc.option(fc.integer({ min: 0, max: 3_000 }).map(daysAgo)),
  scan_count: fc.nat(5_000),
  lifetime_points: fc.nat(10_000_000),
  counters: fc.constant({}),
})

test('every score is there and within its bounds, whoever the member', () => {
  fc.assert(
    fc.property(anyMember, fc.nat(1_000), (someone, pointsPerDollar) => {
      const found = localScores(someone, pointsPerDollar, AT)
      for (const share of [found.churn_probability, found.engagement_score, found.purchase_probability]) {
        assert.ok(share >= 0 && share <= 1)
      }
      assert.ok(Number.isFinite(found.predicted_ltv) && found.predicted_ltv >= 0)
      assert.ok(found.segment && found.next_best_action)
    }),
  )
})

test('staying away longer never lowers the churn risk and never raises engagement', () => {
  fc.assert(
    fc.property(fc.nat(390), fc.nat(390), (a, b) => {
      const sooner = scores({ last_scan_at: daysAgo(Math.min(a, b)) })
      const later = scores({ last_scan_at: daysAgo(Math.max(a, b)) })
      assert.ok(later.churn_probability >= sooner.churn_probability)
      assert.ok(later.engagement_score <= sooner.engagement_score)
    }),
  )
})

test('a member seen today is no risk, one away for half a year is asked to come back', () => {
  assert.equal(scores({ last_scan_at: AT }).churn_probability, 0)
  const away = scores({ last_scan_at: daysAgo(180) })
  assert.equal(away.next_best_action, 'come_back')
  assert.equal(away.segment, 'dormant')
})

test('what was scanned of a kind becomes an affinity where a counter exists for it', () => {
  const counters = {
    scans: 10,
    'scans;product_form=edible': 6,
    'scans;strain_type=indica': 2,
    'scans;product_form=edible|flower': 9,
    'points_earned;product_form=topical': 900,
  }
  assert.deepEqual(scores({ counters }).product_affinity_scores, { edible: 0.545, indica: 0.182 })
})

test('a brand that gives no points per dollar does not divide by it', () => {
  assert.equal(localScores(member, 0, AT).predicted_ltv, 0)
})

test('each prediction that Customer.io may give is given by our own scores as well', () => {
  const given: Required<CustomerIoPredictions> = {
    churn_probability: 0.1,
    engagement_score: 0.1,
    predicted_ltv: 1,
    purchase_probability: 0.1,
    product_affinity_scores: { edible: 1 },
    recommended_segment: 'loyal',
    next_best_action: 'scan_again',
  }
  const names = Object.keys(given).map(name => (name === 'recommended_segment' ? 'segment' : name))
  assert.deepEqual(Object.keys(scores({})).sort(), names.sort())
})
