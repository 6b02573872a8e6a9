import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OrderDetail } from '../../api/shapes.ts'
import { stepsOf } from './steps.ts'

type State = OrderDetail['state']
const history = (...states: State[]) =>
  states.map((state, hour) => ({ state, at: new Date(2026, 10, 24, hour).toISOString(), reason: null }))
const shape = (state: State, ...states: State[]) =>
  stepsOf({ state, history: history(...states) }).map(({ name, place, at }) => [name, place, at !== null])

test('a parcel on its way shows what lies behind and ahead of it', () => {
  assert.deepEqual(shape('shipped', 'pending', 'processing', 'shipped'), [
    ['Ordered', 'done', true],
    ['Packed', 'done', true],
    ['Shipped', 'here', true],
    ['Delivered', 'ahead', false],
  ])
})

test('a gift that waited for its member begins where it was released', () => {
  assert.deepEqual(shape('pending', 'unconfirmed', 'pending')[0], ['Ordered', 'here', true])
})

test('an order that was cancelled shows what happened, and nothing ahead', () => {
  assert.deepEqual(shape('cancelled', 'pending', 'cancelled'), [
    ['Ordered', 'done', true],
    ['Cancelled', 'here', true],
  ])
})
