import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fitText } from './fit-text.ts'

const bytes = (text: string) => Buffer.byteLength(JSON.stringify(text)) - 2

test('a text that fits is left as it is', () => {
  assert.equal(fitText('🌿'.repeat(25), 100), '🌿'.repeat(25))
  assert.equal(fitText('x'.repeat(100), 100), 'x'.repeat(100))
})

test('whatever is written, what is left fits, is a beginning, and ends with a whole character', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.integer({ min: 1, max: 300 }),
      (text, max) => {
        const fitting = fitText(text, max)
        assert.ok(bytes(fitting) <= max)
        assert.ok(text.startsWith(fitting))
        const rest = [...text.slice(fitting.length)]
        if (rest[0] !== undefined) assert.ok(bytes(fitting + rest[0]) > max, 'no more would fit')
        assert.deepEqual([...fitting, ...rest], [...text])
      },
    ),
  )
})
