import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openWorld } from '../../test/world.ts'
import { takeSlot } from './pace.ts'

const LIMIT = 3_000
const WINDOW_MS = 3_000

test('Customer.io never gets more than 3,000 mails of a brand within 3 seconds, and the first few at once', async t => {
  const { platform, brand, addBrand } = await openWorld(t)
  const at = platform.clock()
  const slots = await platform.db.transaction(brand.id, async tx => {
    const taken: number[] = []
    for (let i = 0; i < LIMIT + 200; i++) taken.push((await takeSlot(tx, at)).getTime())
    return taken
  })
  const leave = slots.map(slot => Math.max(slot, at.getTime()))
  assert.ok(leave.slice(0, 200).every(moment => moment === at.getTime()))
  for (let i = 0; i + LIMIT < leave.length; i++) {
    assert.ok((leave[i + LIMIT] as number) - (leave[i] as number) >= WINDOW_MS, `mail ${i + LIMIT}`)
  }
  // Rested, it is full again; and another brand has a bucket of its own.
  const later = new Date(at.getTime() + 10_000)
  const rested = await platform.db.transaction(brand.id, tx => takeSlot(tx, later))
  assert.ok(rested <= later)
  const other = await addBrand({ slug: 'other' })
  assert.ok((await platform.db.transaction(other.id, tx => takeSlot(tx, at))) <= at)
})
