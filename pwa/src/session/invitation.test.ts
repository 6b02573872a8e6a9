import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tidyInvitation } from './invitation.ts'

test('a friend’s code is taken however it is spelt, and nothing else is', () => {
  assert.equal(tidyInvitation(' ab12cd34 '), 'AB12CD34')
  for (const text of ['', 'abc', 'x'.repeat(21), '<script>', 'AB12 CD34']) {
    assert.equal(tidyInvitation(text), null, text)
  }
})
