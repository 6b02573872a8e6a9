import assert from 'node:assert/strict'
import { test } from 'node:test'
import { EventIds } from './event-ids.ts'
import { defaultKnobs } from './knobs/knobs.ts'

test('an id is known again for as long as the window says, and a repetition does not lengthen it', () => {
  const ids = new EventIds({ ...defaultKnobs, remembered_event_ms: 100 })
  assert.deepEqual(
    [0, 60, 99, 100, 150].map(now_ms => ids.add('a', now_ms)),
    [true, false, false, true, false],
  )
})

test('an id that came anew after its window is the youngest, and others are forgotten before it', () => {
  const ids = new EventIds({ ...defaultKnobs, remembered_event_ids: 2, remembered_event_ms: 100 })
  for (const [id, now_ms] of [
    ['a', 0],
    ['b', 60],
    ['a', 120],
    ['c', 130],
  ] as const)
    assert.equal(ids.add(id, now_ms), true)
  assert.deepEqual([ids.add('a', 140), ids.add('b', 140)], [false, true])
})

test('a smaller limit forgets at once what is beyond it', () => {
  const knobs = { ...defaultKnobs }
  const ids = new EventIds(knobs)
  for (const id of ['a', 'b', 'c']) ids.add(id, 0)
  knobs.remembered_event_ids = 1
  ids.add('d', 0)
  assert.deepEqual([ids.add('d', 0), ids.add('c', 0)], [false, true])
})
