import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { catalogueAt, narrowingOf, passes, shows } from './narrow.ts'

test('what is looked for survives the address bar', () => {
  const narrowing = fc.record({
    search: fc.string({ maxLength: 20, unit: 'grapheme' }).map(text => text.trim()),
    show: fc.constantFrom(...shows),
  })
  fc.assert(
    fc.property(narrowing, looked => {
      const { search } = new URL(catalogueAt(looked), 'https://example.com')
      assert.deepEqual(narrowingOf(search), { ...looked })
    }),
  )
})

test('an address that says nonsense shows everything', () => {
  assert.deepEqual(narrowingOf('?show=nonsense&other=1'), { search: '', show: 'all' })
  assert.equal(catalogueAt({ search: '  ', show: 'all' }), '/rewards')
})

test('in reach is what can be redeemed; the others go by kind', () => {
  const code = { kind: 'digital', can_redeem: false } as const
  const passing = shows.filter(show => passes(code, show))
  assert.deepEqual(passing, ['all', 'digital'])
  assert.deepEqual(
    shows.filter(show => passes({ kind: 'shipped', can_redeem: true }, show)),
    ['all', 'ready', 'shipped'],
  )
})
