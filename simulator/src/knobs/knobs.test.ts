import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { event, startForTest, ulid } from '../test-simulator.ts'

async function turn(tell: (path: string, body: unknown) => Promise<Response>, knobs: object) {
  const response = await tell('/knobs', knobs)
  assert.equal(response.status, 200)
  return response.json() as Promise<Record<string, unknown>>
}

suite('knobs', () => {
  test('are turned one at a time, and a reset puts them back to how it started', async context => {
    const { control, tell } = await startForTest(context, { knobs: { partial_status: 200 } })
    const turned = await turn(tell, { kb_bytes: 1024 })
    assert.deepEqual([turned.kb_bytes, turned.partial_status], [1024, 200])
    await tell('/reset', {})
    const knobs = (await fetch(`${control}/knobs`).then(response => response.json())) as object
    assert.deepEqual(Object.entries(knobs).slice(0, 2), [
      ['kb_bytes', 1000],
      ['partial_status', 200],
    ])
  })

  test('that make no sense are refused by name, and nothing is turned', async context => {
    const { control, tell } = await startForTest(context)
    for (const [name, value] of Object.entries({
      kb_bytes: 512,
      speed: 1,
      retry_after: 'soon',
      latency_ms: -1,
    })) {
      const response = await tell('/knobs', { partial_status: 200, [name]: value })
      assert.equal(response.status, 400)
      assert.match(((await response.json()) as { detail: string }).detail, new RegExp(name))
    }
    const knobs = (await fetch(`${control}/knobs`).then(response => response.json())) as object
    assert.equal((knobs as { partial_status: number }).partial_status, 207)
  })

  test('a partly refused batch is 207 or 200, with one error for each operation or all', async context => {
    const { address, tell } = await startForTest(context)
    const send = async () => {
      const response = await fetch(`${address}/api/v2/batch`, {
        method: 'POST',
        headers: { Authorization: `Basic ${btoa('acme-site:acme-key')}` },
        body: JSON.stringify({ batch: [event('', '', { id: 'no-ulid' }), event('ada', 'fine')] }),
      })
      return [response.status, ((await response.json()) as { errors: unknown[] }).errors.length]
    }
    assert.deepEqual(await send(), [207, 3])
    await turn(tell, { partial_status: 200, several_errors: false, bad_ulid: 'accepted' })
    assert.deepEqual(await send(), [200, 1])
  })

  test('an event id is forgotten after a while', async context => {
    const { track, tell, ledger } = await startForTest(context)
    await turn(tell, { remembered_event_ms: 60_000 })
    const scan = event('ada', 'scan', { id: ulid(4) })
    await track.batch([scan, scan])
    await turn(tell, { remembered_event_ms: 0 })
    await track.batch([scan])
    assert.deepEqual(
      (await ledger()).map(row => row.decision),
      ['accepted', 'duplicate', 'accepted'],
    )
  })

  test('or after so many others, and a repetition does not keep it for longer', async context => {
    const { track, tell, ledger } = await startForTest(context)
    await turn(tell, { remembered_event_ids: 2 })
    await track.batch([1, 2, 1, 3, 1].map(number => event('ada', 'scan', { id: ulid(number) })))
    assert.deepEqual(
      (await ledger()).map(row => row.decision),
      ['accepted', 'accepted', 'duplicate', 'accepted', 'accepted'],
    )
  })

  test('who comes too fast is told so, or believes that all is well', async context => {
    const { track, tell, ledger } = await startForTest(context)
    await turn(tell, { requests_per_second: 0 })
    await assert.rejects(track.identify('ada', {}), { statusCode: 429 })
    await turn(tell, { over_rate: 'dropped' })
    assert.deepEqual(await track.batch([event('ada', 'scan', { id: ulid(1) })]), {})
    assert.deepEqual(
      (await ledger()).map(({ action, decision, reason }) => [action, decision, reason]),
      [
        ['request', 'rejected', 'rate_limited'],
        ['event', 'dropped_by_fault', 'silent_drop'],
      ],
    )
  })

  test('answers can take a while', async context => {
    const { track, tell } = await startForTest(context)
    await turn(tell, { latency_ms: 300, latency_jitter_ms: 50 })
    const start_ms = performance.now()
    await track.identify('ada', {})
    assert.ok(performance.now() - start_ms >= 299)
  })
})
