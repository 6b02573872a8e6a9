import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readBody } from './read-body.ts'
import { readInsight } from './read-insight.ts'

const RECEIVED = {
  received_at: new Date('2026-03-01T12:00:00Z'),
  signed_at: new Date('2026-03-01T11:58:00Z'),
}
const MEMBER = '0195387e-1c00-7000-8000-00000000a001'
const FULL = {
  insight_id: 'i-1',
  identifiers: { id: MEMBER },
  computed_at: '2026-03-01T11:59:00Z',
  predictions: {
    churn_probability: 0.2,
    engagement_score: 0.9,
    predicted_ltv: 1234.5,
    purchase_probability: 0.5,
    product_affinity_scores: { flower: 0.7, edible: 0.1 },
    recommended_segment: 'loyal',
    next_best_action: 'scan_again',
  },
}

function read(change: object) {
  const insight = readInsight({ ...FULL, ...change }, RECEIVED)
  if ('ignored' in insight) assert.fail(insight.ignored)
  return insight
}
const predictions = (given: object | string) => {
  const { predictions, notes } = read({ predictions: given })
  return { predictions, notes }
}

test('a complete insight is read as it is', () => {
  assert.deepEqual(read({}), {
    insightId: 'i-1',
    memberId: MEMBER,
    computedAt: new Date('2026-03-01T11:59:00Z'),
    predictions: FULL.predictions,
    notes: [],
  })
})

test('numbers as text count, empty strings and nulls are not there', () => {
  const read = predictions({
    churn_probability: ' 0.25 ',
    engagement_score: '',
    predicted_ltv: null,
    recommended_segment: ' ',
    product_affinity_scores: { flower: '0.5', edible: '' },
  })
  assert.deepEqual(read, {
    predictions: { churn_probability: 0.25, product_affinity_scores: { flower: 0.5 } },
    notes: [],
  })
})

test('what is out of range is clamped and noted', () => {
  const read = predictions({ churn_probability: 1.2, engagement_score: '-3', predicted_ltv: -1 })
  assert.deepEqual(read.predictions, { churn_probability: 1, engagement_score: 0, predicted_ltv: 0 })
  assert.equal(read.notes.length, 3)
  assert.match(read.notes[0] ?? '', /churn_probability 1.2 taken as 1/)
})

test('what is no number is left out and noted', () => {
  const read = predictions({ churn_probability: 'high', engagement_score: true, predicted_ltv: 5 })
  assert.deepEqual(read.predictions, { predicted_ltv: 5 })
  assert.deepEqual(read.notes, ['churn_probability is not a number', 'engagement_score is not a number'])
})

test('predictions and affinities may be JSON in a string, as templates write them', () => {
  const read = predictions(JSON.stringify({ product_affinity_scores: '{"flower": "0.4"}' }))
  assert.deepEqual(read.predictions, { product_affinity_scores: { flower: 0.4 } })
})

test('text that PostgreSQL cannot hold is left out', () => {
  const read = predictions({ recommended_segment: 'a\0b', next_best_action: '\ud800', churn_probability: 0 })
  assert.deepEqual(read.predictions, { churn_probability: 0 })
  assert.equal(read.notes.length, 2)
})

test('the member may be named the older way, and the moment as Unix time', () => {
  const { memberId, computedAt, notes } = read({
    identifiers: {},
    user_id: MEMBER,
    computed_at: '1772366340',
  })
  assert.equal(memberId, MEMBER)
  assert.equal(computedAt.toISOString(), '2026-03-01T11:59:00.000Z')
  assert.deepEqual(notes, [])
  assert.equal(read({ computed_at: 1772366340123 }).computedAt.toISOString(), '2026-03-01T11:59:00.123Z')
})

test('a moment that is missing, odd or ahead of its time is that of the signature, and noted', () => {
  for (const computed_at of [undefined, '', 'yesterday', {}, [], true, '2030-01-01T00:00:00Z', -5]) {
    const { computedAt, notes } = read({ computed_at })
    assert.deepEqual(computedAt, RECEIVED.signed_at, String(computed_at))
    assert.equal(notes.length, 1)
  }
})

test('a signature ahead of its time does not make an insight that keeps out all after it', () => {
  const body = { ...FULL, computed_at: '' }
  const signed_at = new Date(RECEIVED.received_at.getTime() + 60_000)
  const insight = readInsight(body, { ...RECEIVED, signed_at })
  assert.ok(!('ignored' in insight))
  assert.deepEqual(insight.computedAt, RECEIVED.received_at)
})

test('an insight about nobody and one without a prediction are ignored with the reason', () => {
  assert.deepEqual(readInsight({ ...FULL, identifiers: { id: '' } }, RECEIVED), {
    ignored: 'it names no member',
  })
  for (const none of [undefined, {}, [], 'nonsense', { churn_probability: '' }]) {
    const insight = readInsight({ ...FULL, predictions: none }, RECEIVED)
    assert.deepEqual(insight, { ignored: 'it holds no prediction' })
  }
})

test('only a JSON object is a body', () => {
  for (const text of ['', '{', 'null', '[]', '"x"', '\xff\xfe'])
    assert.equal(readBody(Buffer.from(text)), undefined)
  assert.deepEqual(readBody(Buffer.from('{"a":"é"}')), { a: 'é' })
})
