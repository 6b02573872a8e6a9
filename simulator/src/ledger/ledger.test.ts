import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import fc from 'fast-check'
import { event, startForTest, ulid } from '../test-simulator.ts'
import { Ledger } from './ledger.ts'
import { decisions, type Entry } from './row.ts'
import { Traffic } from './traffic.ts'

function entry(number: number, more: Partial<Entry> = {}): Omit<Entry, 'order'> {
  return {
    at_ms: 0,
    request: number,
    workspace: 'acme',
    identifier: `p${number % 3}`,
    action: 'event',
    name: 'scan',
    ulid: ulid(number),
    bytes: 100,
    decision: number % 5 === 0 ? 'duplicate' : 'accepted',
    reason: null,
    receipt: null,
    ...more,
  }
}

for (const keeps of ['everything', 'digest'] as const)
  suite(`a ledger that keeps ${keeps}`, () => {
    const filled = (count: number, limit: number) => {
      const ledger = new Ledger(limit, keeps)
      for (let i = 1; i <= count; i++) ledger.append(entry(i))
      return ledger
    }

    test('is read page by page, each row once and in order', () => {
      const ledger = filled(1_000, 10_000)
      const orders: number[] = []
      for (let after: number | null = 0; after !== null; ) {
        const page: ReturnType<Ledger['find']> = ledger.find({ after, limit: 300 })
        orders.push(...page.items.map(({ order }) => order))
        after = page.next_after
      }
      assert.deepEqual(
        orders,
        Array.from({ length: 1_000 }, (_, i) => i + 1),
      )
    })

    test('shows one person, in order, with counts over all pages', () => {
      const ledger = filled(30, 100)
      const first = ledger.find({ identifier: 'p0', limit: 4 })
      const second = ledger.find({ identifier: 'p0', limit: 100, after: first.next_after ?? 0 })
      assert.deepEqual(
        [...first.items, ...second.items].map(({ ulid }) => ulid),
        [3, 6, 9, 12, 15, 18, 21, 24, 27, 30].map(ulid),
      )
      for (const page of [first, second])
        assert.deepEqual([page.total, page.counts_by_decision.duplicate], [10, 2])
      assert.equal(second.next_after, null)
    })

    test('finds by id and by decision', () => {
      const ledger = filled(30, 100)
      assert.deepEqual(
        ledger.find({ ulid: ulid(7), limit: 10 }).items.map(({ order }) => order),
        [7],
      )
      assert.equal(ledger.find({ decision: 'duplicate', limit: 100 }).items.length, 6)
    })

    test('forgets the oldest beyond its limit, and counts all of them for ever', () => {
      const { items, total, forgotten, counts_by_decision } = filled(137, 100).find({ limit: 1_000 })
      assert.deepEqual([items.length, items[0]?.order, total, forgotten], [100, 38, 137, 37])
      assert.deepEqual([counts_by_decision.accepted, counts_by_decision.duplicate], [110, 27])
    })
  })

test('a digest and a full ledger say the same of whatever came', () => {
  const operation = fc.record({
    identifier: fc.constantFrom('ada', 'bob', null),
    workspace: fc.constantFrom('acme', 'other', null),
    decision: fc.constantFrom(...decisions),
  })
  const question = fc.record(
    {
      identifier: fc.constantFrom('ada', 'bob', 'nobody'),
      workspace: fc.constantFrom('acme', 'other'),
      decision: fc.constantFrom(...decisions),
      after: fc.nat(60),
      limit: fc.nat(10),
    },
    { requiredKeys: ['limit'] },
  )
  fc.assert(
    fc.property(
      fc.array(operation, { maxLength: 60 }),
      fc.integer({ min: 1, max: 20 }),
      question,
      (came, limit, asked) => {
        const [full, digest] = (['everything', 'digest'] as const).map(keeps => {
          const ledger = new Ledger(limit, keeps)
          for (const [index, more] of came.entries()) ledger.append(entry(index, more))
          const { items, ...rest } = ledger.find(asked)
          return { ...rest, items: items.map(({ order, ulid, identifier }) => [order, ulid, identifier]) }
        })
        assert.deepEqual(digest, full)
      },
    ),
  )
})

test('names beyond a thousand are counted together', () => {
  const ledger = new Ledger(10, 'digest')
  for (let i = 0; i < 1_200; i++) ledger.append(entry(i, { name: `name-${i}`, decision: 'accepted' }))
  const counts = Object.entries(ledger.countsByName())
  assert.equal(
    counts.reduce((sum, [, { accepted }]) => sum + accepted, 0),
    1_200,
  )
  assert.equal(counts.length, 1_001)
})

test('the busiest second may begin at any moment', () => {
  const traffic = new Traffic()
  for (const at_ms of [0, 900, 950, 990, 1_100, 1_890, 1_910, 5_000])
    traffic.addRequest('acme', 'track', at_ms)
  const [meter] = traffic.list()
  assert.deepEqual([meter?.requests, meter?.peak_requests_per_second], [8, 5])
})

test('the summary counts by name, the busiest second, and the largest batch of each workspace', async context => {
  const { control, track } = await startForTest(context, { ledgerKeeps: 'digest' })
  await track.batch([event('ada', 'scan', { id: ulid(1) }), event('ada', 'scan', { id: ulid(1) })])
  await track.identify('ada', { plan: 'gold' })
  type Summary = {
    operations: number
    counts_by_name: Record<string, Record<string, number>>
    traffic: { largest_batch: { operations: number; bytes: number }; requests: number }[]
  }
  const answer = await fetch(`${control}/summary`)
  const { operations, counts_by_name, traffic } = (await answer.json()) as Summary
  assert.equal(operations, 3)
  assert.deepEqual([counts_by_name.scan?.accepted, counts_by_name.scan?.duplicate], [1, 1])
  assert.equal(counts_by_name.identify?.accepted, 1)
  assert.deepEqual([traffic.length, traffic[0]?.requests, traffic[0]?.largest_batch.operations], [1, 2, 2])
  assert.ok((traffic[0]?.largest_batch.bytes ?? 0) > 100)
  assert.equal((await fetch(`${control}/ledger?name=scan`)).status, 400)
})
