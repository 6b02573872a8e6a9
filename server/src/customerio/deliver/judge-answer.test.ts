import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Answer, judgeAnswer } from './judge-answer.ts'

const NOW_MS = Date.parse('2026-03-01T12:00:00Z')
const judge = (answer: Answer, count = 3) => judgeAnswer(answer, count, NOW_MS)
const answered = (body: unknown): Answer => ({ kind: 'answered', body })
const refused = (status: number, retryAfter?: string, body = ''): Answer => ({
  kind: 'refused',
  status,
  body,
  retryAfter,
})
const error = (index: unknown, reason = 'invalid') => ({
  batch_index: index,
  reason,
  field: 'name',
  message: 'bad',
})

test('an answer without errors says that all was taken', () => {
  for (const body of [{}, { errors: [] }, { errors: null }, { status: 'ok' }]) {
    assert.deepEqual(judge(answered(body)), { verdict: 'done', refused: new Map() })
  }
})

test('a listed operation is refused with its first reason, and the others are taken', () => {
  const judgement = judge(answered({ errors: [error(1), error(1, 'second'), error(2)] }))
  assert.ok(judgement.verdict === 'done')
  assert.deepEqual([...judgement.refused.keys()], [1, 2])
  assert.deepEqual(judgement.refused.get(1), { reason: 'invalid', field: 'name', message: 'bad' })
})

test('an index that maps to nothing makes every operation go again alone', () => {
  for (const index of [3, -1, 0.5, '1', undefined, null]) {
    assert.equal(judge(answered({ errors: [error(0), error(index)] })).verdict, 'one_by_one', String(index))
  }
  assert.equal(judge(answered({ errors: ['odd'] })).verdict, 'one_by_one')
})

test('alone, an operation is meant whatever the index says', () => {
  const judgement = judge(answered({ errors: [error(7)] }), 1)
  assert.ok(judgement.verdict === 'done' && judgement.refused.has(0))
})

test('a body that cannot be read is no answer', () => {
  for (const body of [null, [], 'ok', 3, { errors: 'many' }]) {
    assert.equal(judge(answered(body)).verdict, 'again', JSON.stringify(body))
  }
})

test('a malformed or too large request is split, with the reason for the one that remains', () => {
  const body = JSON.stringify({ errors: [{ reason: 'required', field: 'batch', message: 'is missing' }] })
  assert.deepEqual(judge(refused(400, undefined, body)), {
    verdict: 'split',
    refusal: { reason: 'required', field: 'batch', message: 'is missing' },
  })
  const html = judge(refused(413, undefined, '<html>'))
  assert.deepEqual(html, {
    verdict: 'split',
    refusal: { reason: 'status_413', field: '', message: '<html>' },
  })
})

test('an outage is waited out, whatever it looks like', () => {
  for (const status of [408, 429, 500, 502, 503, 504, 599]) {
    assert.equal(judge(refused(status, undefined, '<html>')).verdict, 'again', String(status))
  }
  assert.equal(judge({ kind: 'silent', message: 'fetch failed' }).verdict, 'again')
})

test('wrong credentials stop the brand and kill nothing, nor does a status without a meaning', () => {
  for (const status of [401, 403, 404, 405, 410, 422, 304]) {
    assert.equal(judge(refused(status)).verdict, 'stop', String(status))
  }
})

test('Retry-After is honoured as seconds and as a date, within an hour, and ignored when it is garbage', () => {
  const wait = (text?: string) => {
    const judgement = judge(refused(429, text))
    return judgement.verdict === 'again' ? judgement.waitMs : 'not again'
  }
  assert.equal(wait('7'), 7_000)
  assert.equal(wait('120'), 120_000)
  assert.equal(wait('Sun, 01 Mar 2026 12:00:30 GMT'), 30_000)
  assert.equal(wait('Sun, 01 Mar 2026 11:00:00 GMT'), 0)
  assert.equal(wait('99999999'), 3_600_000)
  assert.equal(wait('soon'), undefined)
  assert.equal(wait(''), undefined)
  assert.equal(wait(undefined), undefined)
})
