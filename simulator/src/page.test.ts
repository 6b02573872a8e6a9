import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { event, startForTest, ulid } from './test-simulator.ts'

suite('the page', () => {
  test('is served whole from here, and says that it is a stand-in', async context => {
    const { address } = await startForTest(context)
    const page = await fetch(`${address}/`).then(response => response.text())
    assert.match(page, /stand-in/)
    for (const [, path = ''] of page.matchAll(/(?:src|href)="([^"#]*)"/g)) {
      assert.ok(path.startsWith('/'), `${path} is of this server`)
      assert.equal((await fetch(address + path)).status, 200, path)
    }
  })

  test('follows what happens, from any origin and from where it left off', async context => {
    const { address, track } = await startForTest(context)
    const feed = async (query: string) => {
      const response = await fetch(`${address}/feed${query}`)
      assert.equal(response.headers.get('access-control-allow-origin'), '*')
      return (await response.json()) as {
        items: { seq: number; summary: string; decision: string }[]
        latest_seq: number
      }
    }
    const attributes = {
      points_earned: 157,
      product_snapshot: { identity: { product_name: 'Blue Dream' } },
      user_snapshot: { economy: { points_balance: 500 } },
    }
    const scan = event('ada', 'product_scanned', { id: ulid(1), attributes })
    await track.batch([scan, scan, event('ada', '')])
    const { items, latest_seq } = await feed('')
    assert.deepEqual(
      items.map(({ summary, decision }) => [summary, decision]),
      [
        ['Blue Dream · +157 points · balance 500', 'accepted'],
        ['Blue Dream · +157 points · balance 500', 'duplicate'],
        ['name: an event needs a name', 'rejected'],
      ],
    )
    await track.identify('ada', { plan: 'gold' })
    assert.deepEqual(
      (await feed(`?after=${latest_seq}`)).items.map(({ seq, summary }) => [seq, summary]),
      [[latest_seq + 1, 'plan']],
    )
  })
})

test('the ledger forgets its oldest rows beyond its limit, but never miscounts', async context => {
  const { track, ask } = await startForTest(context, { ledgerLimit: 10 })
  for (let i = 0; i < 30; i++) await track.track('ada', { name: 'product_scanned', id: ulid(i % 20) })
  const { items, counts_by_decision, total, forgotten } = await ask('/ledger')
  assert.deepEqual([items[0]?.order, items.length, total, forgotten], [21, 10, 30, 20])
  assert.deepEqual([counts_by_decision.accepted, counts_by_decision.duplicate], [20, 10])
  assert.deepEqual(
    (await ask('/ledger?after=28&limit=1')).items.map(({ order }: { order: number }) => order),
    [29],
  )
})
