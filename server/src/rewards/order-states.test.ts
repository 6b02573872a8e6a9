import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isOver, mayBecome, ORDER_STATES, type OrderState, requireMove } from './order-states.ts'

const anyState = fc.constantFrom(...ORDER_STATES)

test('an order never comes back to a state that it has left, however it is moved', () => {
  fc.assert(
    fc.property(anyState, fc.array(anyState, { maxLength: 12 }), (start, wishes) => {
      const seen = new Set<OrderState>([start])
      let state = start
      for (const wish of wishes) {
        if (!mayBecome(state, wish)) continue
        assert.ok(!seen.has(wish), `${state} to ${wish}`)
        seen.add(wish)
        state = wish
      }
      if (isOver(state)) for (const next of ORDER_STATES) assert.ok(!mayBecome(state, next))
    }),
  )
})

test('what has gone out is not cancelled, and nothing is delivered that has not gone out', () => {
  const into = (to: OrderState) => ORDER_STATES.filter(from => mayBecome(from, to))
  assert.deepEqual(into('cancelled'), ['unconfirmed', 'pending', 'processing'])
  assert.deepEqual(into('delivered'), ['shipped'])
  assert.deepEqual(into('shipped'), ['processing'])
})

test('a move that there is not is refused, with what there is', () => {
  requireMove('pending', 'processing')
  assert.throws(() => requireMove('pending', 'delivered'), {
    code: 'order_state',
    status: 409,
    message: /processing or cancelled/,
  })
  assert.throws(() => requireMove('cancelled', 'pending'), { code: 'order_state' })
})
