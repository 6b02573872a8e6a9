import assert from 'node:assert/strict'
import { test } from 'node:test'
import { draw } from './draw.ts'
import { randomFrom, seedFrom } from './random.ts'

const motifs = ['leaves', 'topography', 'stars', 'grain', 'bands', 'waves']

test('each motif draws paths that a browser can read', () => {
  for (const motif of motifs) {
    const strokes = draw(motif, 42)
    assert.ok(strokes.length > 0, motif)
    for (const { d } of strokes) assert.match(d, /^M[-\d.]/, motif)
    assert.ok(!strokes.some(({ d }) => d.includes('NaN')), motif)
  }
})

test('another seed gives another drawing, and the same seed the same', () => {
  for (const motif of motifs) assert.notDeepEqual(draw(motif, 1), draw(motif, 2))
  const [once, again] = [randomFrom(7), randomFrom(7)]
  for (let turn = 0; turn < 20; turn++) assert.equal(once.between(0, 1), again.between(0, 1))
})

test('a drawing stays small enough to be made on a phone', () => {
  for (const motif of motifs) {
    const size = draw(motif, 3).reduce((sum, { d }) => sum + d.length, 0)
    assert.ok(size < 60_000, `${motif} is ${size} characters`)
  }
})

test('a motif that is not known yet is still a drawing', () => {
  assert.ok(draw('comets', 1).length > 0)
})

test('a name always has the same seed', () => {
  assert.equal(seedFrom('first_light'), seedFrom('first_light'))
  assert.notEqual(seedFrom('first_light'), seedFrom('second_light'))
})
