import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { SUGGESTION_KINDS } from '../tenancy/index.ts'
import type { Variant } from './hold-out.ts'
import { unpersonalInsight } from './insight.ts'
import { rankSuggestions, type Suggestion } from './rank-suggestions.ts'
import { type LoggedResponse, RESPONSES, ResponseStandings } from './standing-responses.ts'
import type { SuggestionInput } from './suggestion.ts'
import {
  fromCustomerIo,
  GUMMIES,
  nearAchievement,
  SETTINGS,
  sampleInput,
  TODAY,
} from './test/sample-input.ts'
import { SUGGESTIONS } from './weights.ts'

const ranked = (input: SuggestionInput, responses: LoggedResponse[] = [], variant: Variant = 'personal') =>
  rankSuggestions(input, { variant, responses: new ResponseStandings(responses) })
const kinds = (...given: Parameters<typeof ranked>) => ranked(...given).map(({ kind }) => kind)

const weighing = (personalization: Partial<SuggestionInput['brand']['settings']['personalization']>) => {
  const { brand } = sampleInput(1)
  const settings = {
    ...brand.settings,
    personalization: { ...SETTINGS.personalization, ...personalization },
  }
  return { brand: { ...brand, settings } }
}

const share = fc.integer({ min: 0, max: 1_000 }).map(thousandths => thousandths / 1_000)

const anyInput = fc
  .record({
    scans: fc.nat(300),
    churn: share,
    liking: share,
    engagement: share,
    action: fc.constantFrom('scan_again', 'come_back', 'invite_friend', 'something new'),
    near: fc.integer({ min: 0, max: 9 }),
  })
  .map(({ scans, churn, liking, engagement, action, near }) =>
    sampleInput(scans, {
      insight: fromCustomerIo({
        churn_probability: churn,
        engagement_score: engagement,
        next_best_action: action,
        product_affinity_scores: { edible: liking },
      }),
      product: GUMMIES,
      achievements: [nearAchievement('one', near), nearAchievement('two', 9 - near)],
      ending: { points: 10, lastDay: TODAY + near, keptByActivity: true },
      offers: [
        { id: 'o', name: 'Double', description: '', effect: '2x', isBirthday: near > 4, lastDay: TODAY },
      ],
      brand: { name: 'Fernwood', settings: SETTINGS },
    }),
  )

const anyResponses = fc.array(
  fc.record({
    day: fc.integer({ min: TODAY - 20, max: TODAY }),
    kind: fc.constantFrom(...SUGGESTION_KINDS),
    subject: fc.constantFrom('', 'one', 'two', 'o', 'gummies'),
    response: fc.constantFrom(...RESPONSES),
  }),
)

test('there is always a suggestion until it is dismissed, one of a kind, each with a reason', () => {
  fc.assert(
    fc.property(anyInput, input => {
      const found = ranked(input)
      assert.ok(found.length > 0)
      assert.equal(new Set(found.map(({ kind }) => kind)).size, found.length)
      assert.ok(found.every(({ reason }) => /^Because [a-z]/.test(reason)))
    }),
  )
})

test('what was dismissed stays away for as long as the brand says, and only that', () => {
  fc.assert(
    fc.property(
      anyInput,
      anyResponses,
      fc.constantFrom<Variant>('personal', 'hold_out'),
      (input, all, variant) => {
        const found = ranked(input, all, variant)
        const dismissed = all.filter(({ response, day }) => response === 'dismissed' && TODAY - day < 14)
        const isDismissed = (name: { kind: string; subject: string }) =>
          dismissed.some(({ kind, subject }) => kind === name.kind && subject === name.subject)
        assert.deepEqual(found.filter(isDismissed), [])
        const rested = all.filter(({ response }) => response === 'dismissed' || response === 'done')
        const untouched = ranked(input, [], variant).filter(
          ({ kind }) => !rested.some(response => response.kind === kind),
        )
        const left = found.map(({ kind }) => kind)
        assert.deepEqual(
          untouched.filter(({ kind }) => !left.includes(kind)),
          [],
        )
      },
    ),
  )
})

test('a dismissal of one achievement lets the next one through', () => {
  const input = sampleInput(4, { achievements: [nearAchievement('one', 9), nearAchievement('two', 8)] })
  const subjects = (responses: LoggedResponse[]) =>
    ranked(input, responses)
      .filter(({ kind }) => kind === 'almost_unlocked')
      .map(({ subject }) => subject)
  const dismissed = (subject: string, day: number): LoggedResponse => ({
    day,
    kind: 'almost_unlocked',
    subject,
    response: 'dismissed',
  })
  assert.deepEqual(subjects([]), ['one'])
  assert.deepEqual(subjects([dismissed('one', TODAY - 13)]), ['two'])
  assert.deepEqual(subjects([dismissed('one', TODAY - 14)]), ['one'])
  assert.deepEqual(subjects([dismissed('one', TODAY), dismissed('two', TODAY)]), [])
})

test('what was done rests until tomorrow', () => {
  const done = (day: number): LoggedResponse => ({ day, kind: 'scan_again', subject: '', response: 'done' })
  assert.ok(!kinds(sampleInput(4), [done(TODAY)]).includes('scan_again'))
  assert.ok(kinds(sampleInput(4), [done(TODAY - 1)]).includes('scan_again'))
})

test('what is shown in vain makes room for the others, from the next day on, and is fresh again after a tap', () => {
  const insight = fromCustomerIo({ product_affinity_scores: { edible: 0.4 } })
  const input = sampleInput(4, { insight, product: GUMMIES, achievements: [nearAchievement()] })
  const shown = (days: number[]): LoggedResponse[] =>
    days.map(day => ({ day, kind: 'almost_unlocked', subject: 'regular', response: 'shown' }))
  const first = (responses: LoggedResponse[]) => kinds(input, responses)[0]
  assert.equal(first([]), 'almost_unlocked')
  assert.equal(first(shown([TODAY])), 'almost_unlocked')
  const vain = shown([TODAY - 2, TODAY - 1])
  assert.equal(first(vain), 'affinity_product')
  const tapped = { day: TODAY - 1, kind: 'almost_unlocked', subject: 'regular', response: 'tapped' } as const
  assert.equal(first([...vain, tapped]), 'almost_unlocked')
  assert.equal(first(shown([TODAY - 9, TODAY - 8])), 'almost_unlocked')
})

test('more days in vain never raise a suggestion, and never bury it', () => {
  fc.assert(
    fc.property(anyInput, fc.nat(10), fc.nat(10), (input, a, b) => {
      const valueAfter = (days: number) => {
        const responses = Array.from({ length: days }, (_, i) => ({ day: TODAY - 1 - i }))
        const [top] = ranked(input)
        assert.ok(top)
        const { kind, subject } = top
        const logged = responses.map(({ day }) => ({ day, kind, subject, response: 'shown' as const }))
        const all = ranked(input, logged)
        const same = all.find(found => found.kind === kind && found.subject === subject)
        return { now: same?.predictedValue ?? 0, fresh: top.predictedValue }
      }
      const [fewer, more] = [valueAfter(Math.min(a, b)), valueAfter(Math.max(a, b))]
      assert.ok(more.now <= fewer.now)
      assert.ok(more.now === 0 || more.now >= more.fresh * 0.4 - 1)
    }),
  )
})

test('to those held out neither predictions nor what they saw before change the order', () => {
  fc.assert(
    fc.property(anyInput, anyResponses, (given, all) => {
      const input = { ...given, insight: unpersonalInsight(new Date(0)), product: null }
      const shown = all.filter(({ response }) => response === 'shown')
      const order = ranked(input, [], 'hold_out')
      assert.deepEqual(ranked(input, shown, 'hold_out'), order)
      const value = ({ kind }: Suggestion) => SUGGESTIONS.values[kind]
      const byRule = order.toSorted((a, b) => value(b) - value(a) || (a.kind < b.kind ? -1 : 1))
      assert.deepEqual(order, byRule)
    }),
  )
})

test('a brand weighs as it likes, and switches off what it does not want', () => {
  const input = { achievements: [nearAchievement()] }
  assert.equal(kinds(sampleInput(4, input))[0], 'almost_unlocked')
  assert.equal(
    kinds(sampleInput(4, { ...input, ...weighing({ values: { scan_again: 900 } }) }))[0],
    'scan_again',
  )
  const off = weighing({ values: { almost_unlocked: 0 } })
  assert.ok(!kinds(sampleInput(4, { ...input, ...off })).includes('almost_unlocked'))
  const forgiving = weighing({ dismissed_days: 2 })
  const dismissed = [{ day: TODAY - 2, kind: 'scan_again', subject: '', response: 'dismissed' } as const]
  assert.ok(!kinds(sampleInput(4), dismissed).includes('scan_again'))
  assert.ok(kinds(sampleInput(4, forgiving), dismissed).includes('scan_again'))
})

test('the next best action of Customer.io lifts what answers it', () => {
  const churn_probability = 0.5
  const product_affinity_scores = { edible: 0.8 }
  const first = (next_best_action: string) => {
    const insight = fromCustomerIo({ churn_probability, product_affinity_scores, next_best_action })
    return kinds(sampleInput(4, { insight, product: GUMMIES }))[0]
  }
  assert.equal(first('scan_again'), 'affinity_product')
  assert.equal(first('come_back'), 'come_back')
})
