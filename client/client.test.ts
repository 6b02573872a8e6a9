import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isFresh } from './generate.ts'

test('the API document and the typed client are those of the routes', async () => {
  assert.ok(await isFresh(), 'stale: run `npm run generate -w client` and commit what it writes')
})
