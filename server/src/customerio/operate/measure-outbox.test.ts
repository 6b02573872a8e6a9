import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createMetrics } from '../../platform/metrics.ts'
import { setGauges, THE_REST } from './measure-outbox.ts'
import type { OutboxGlance } from './read-brands.ts'

const now = new Date('2031-06-15T12:00Z')

const glance = (i: number, change: Partial<OutboxGlance> = {}): OutboxGlance => ({
  brand_id: i,
  slug: `brand-${i}`,
  waiting: 1_000 - i,
  is_all: true,
  oldest: new Date(now.getTime() - i * 1_000),
  dead: 1,
  oldest_dead: null,
  per_second: 50,
  ceiling: 100,
  failures: 0,
  next_at: new Date(0),
  paused_at: null,
  ...change,
})

const valuesOf = async (gauge: ReturnType<typeof createMetrics>['outboxDepth']) =>
  new Map((await gauge.get()).values.map(({ labels, value }) => [labels.brand, value]))

test('the fifty brands with the most waiting have numbers of their own, all others are one', async () => {
  const metrics = createMetrics()
  const brands = Array.from({ length: 200 }, (_, i) => glance(i))
  setGauges({ metrics, clock: () => now }, brands)
  const waiting = await valuesOf(metrics.outboxDepth)
  assert.equal(waiting.size, 51)
  assert.equal(waiting.get('brand-49'), 951)
  assert.equal(
    [...waiting.values()].reduce((sum, value) => sum + value, 0),
    brands.reduce((sum, one) => sum + one.waiting, 0),
  )
  const ages = await valuesOf(metrics.outboxAge)
  assert.equal(ages.get('brand-10'), 10)
  assert.equal(ages.get(THE_REST), 199, 'the oldest of them all')
  assert.equal((await valuesOf(metrics.outboxDead)).get(THE_REST), 150)
})

test('an open breaker and a pause are seen, and gone when they are over', async () => {
  const metrics = createMetrics()
  setGauges({ metrics, clock: () => now }, [
    glance(1, { failures: 5, paused_at: now }),
    glance(2, { failures: 4 }),
  ])
  assert.deepEqual([...(await valuesOf(metrics.outboxBreakerOpen)).values()], [1, 0])
  assert.deepEqual([...(await valuesOf(metrics.outboxPaused)).values()], [1, 0])
  setGauges({ metrics, clock: () => now }, [glance(2)])
  assert.deepEqual([...(await valuesOf(metrics.outboxPaused)).entries()], [['brand-2', 0]])
})
