import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { CustomerIORequestError, SendEmailRequest, TrackClient } from 'customerio-node'
import { defaultKnobs } from '../knobs/knobs.ts'
import { event, startForTest, ulid } from '../test-simulator.ts'

function errorOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => assert.fail('the call must fail'),
    (error: unknown) => error,
  )
}

suite('faults', () => {
  test('a committed operation that was never answered is a duplicate when it is sent again', async context => {
    const { track, tell, ask, ledger } = await startForTest(context)
    await tell('/faults', [{ kind: 'commit_then_no_answer', count: 1 }])
    const batch = [event('ada', 'product_scanned', { id: ulid(1) }), event('ada', '')]
    assert.ok((await errorOf(track.batch(batch))) instanceof TypeError)
    assert.equal((await ask('/people?identifier=ada')).items[0]?.events, 1)
    assert.equal((await track.batch(batch)).errors.length, 1)
    assert.deepEqual(
      (await ledger()).map(row => row.decision),
      ['committed_unacknowledged', 'rejected', 'duplicate', 'rejected'],
    )
  })

  test('a refused connection leaves nothing behind, and only the next n requests meet it', async context => {
    const { track, tell, ask } = await startForTest(context)
    await tell('/faults', [{ kind: 'refuse', count: 2 }])
    for (let i = 0; i < 2; i++) assert.ok((await errorOf(track.identify('ada', {}))) instanceof TypeError)
    assert.deepEqual((await ask('/people')).items, [])
    assert.deepEqual(await track.identify('ada', {}), {})
    assert.deepEqual((await ask('/faults')).items, [{ kind: 'refuse', count: 2, hits: 2 }])
    assert.equal((await ask('/ledger')).counts_by_decision.dropped_by_fault, 2)
  })

  test('a 500 is JSON, or the HTML of a proxy that the client cannot read', async context => {
    const { track, tell, ledger } = await startForTest(context)
    await tell('/faults', [{ kind: '500' }])
    const asJson = await errorOf(track.batch([event('ada', 'one'), event('ada', 'two')]))
    assert.equal((asJson as CustomerIORequestError).statusCode, 500)
    assert.deepEqual(
      (await ledger()).map(row => [row.name, row.decision]),
      [
        ['one', 'dropped_by_fault'],
        ['two', 'dropped_by_fault'],
      ],
    )
    await tell('/faults', [{ kind: '500', html: true }])
    const asHtml = await errorOf(track.identify('ada', {}))
    assert.ok(!(asHtml instanceof CustomerIORequestError))
    assert.match(String(asHtml), /Unable to parse JSON/)
  })

  test('a 429 comes without, with seconds, and with a date to come again', async context => {
    const { track, tell } = await startForTest(context)
    const patterns = { none: /^undefined$/, seconds: /^1$/, date: /^\w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT$/ }
    for (const [retry_after, pattern] of Object.entries(patterns)) {
      await tell('/faults', [{ kind: '429', retry_after }])
      const error = (await errorOf(track.identify('ada', {}))) as CustomerIORequestError
      assert.equal(error.statusCode, 429)
      assert.match(String((error.response.headers as Record<string, string>)['retry-after']), pattern)
    }
  })

  test('the client tries again by itself after a 429 and gets through', async context => {
    const { address, tell, ledger } = await startForTest(context)
    await tell('/faults', [{ kind: '429', retry_after: 'seconds', count: 1 }])
    const patient = new TrackClient('acme-site', 'acme-key', {
      url: `${address}/api/v1`,
      retry: { maxRetries: 1 },
    })
    assert.deepEqual(await patient.track('ada', { name: 'product_scanned', id: ulid(1) }), {})
    assert.deepEqual(
      (await ledger()).map(row => [row.request, row.decision]),
      [
        [1, 'dropped_by_fault'],
        [2, 'accepted'],
      ],
    )
  })

  test('a caller who gives up on a slow answer never hears what was committed', async context => {
    const { address, tell, ledger } = await startForTest(context)
    await tell('/faults', [{ kind: 'slow', ms: 300 }])
    const hasty = new TrackClient('acme-site', 'acme-key', {
      url: `${address}/api/v1`,
      timeout: 100,
      retry: { maxRetries: 0 },
    })
    assert.equal(((await errorOf(hasty.identify('ada', {}))) as Error).name, 'TimeoutError')
    await new Promise(resolve => setTimeout(resolve, 400))
    assert.deepEqual(
      (await ledger()).map(row => row.decision),
      ['committed_unacknowledged'],
    )
  })

  test('a rate befalls the same requests in every run of one seed, and others with another', async context => {
    const pattern = async (seed: number) => {
      const { track, tell } = await startForTest(context, { seed })
      await tell('/faults', [{ kind: '500', rate: 0.5 }])
      const hits = []
      for (let i = 0; i < 40; i++)
        hits.push(
          await track.identify('ada', {}).then(
            () => '.',
            () => 'x',
          ),
        )
      return hits.join('')
    }
    const first = await pattern(7)
    assert.equal(await pattern(7), first)
    assert.notEqual(await pattern(8), first)
    assert.ok(first.includes('x') && first.includes('.'))
  })

  test('more requests in a second than allowed get 429', async context => {
    const { track, ask } = await startForTest(context, { knobs: { ...defaultKnobs, requests_per_second: 3 } })
    const answers = await Promise.allSettled(Array.from({ length: 12 }, () => track.identify('ada', {})))
    const refused = answers.filter(answer => answer.status === 'rejected')
    // The twelve may straddle one border between seconds.
    assert.ok(refused.length >= 6 && refused.length <= 9, `${refused.length} were refused`)
    for (const { reason } of refused) assert.equal(reason.statusCode, 429)
    assert.equal((await ask('/ledger')).counts_by_decision.rejected, refused.length)
  })

  test('faults that make no sense are refused in words, and the old ones stay', async context => {
    const { tell, ask } = await startForTest(context)
    await tell('/faults', [{ kind: 'slow', ms: 1 }])
    const nonsense = [{}, [{ kind: 'earthquake' }], [{ kind: '500', rate: 2 }], [{ kind: '500', speed: 1 }]]
    for (const body of nonsense) {
      const response = await tell('/faults', body)
      assert.equal(response.status, 400)
      assert.match(response.headers.get('content-type') ?? '', /application\/problem\+json/)
      assert.ok(((await response.json()) as { detail: string }).detail.length > 10)
    }
    assert.equal((await ask('/faults')).items.length, 1)
  })

  test('a reset forgets everything, faults included', async context => {
    const { track, mail, tell, ask } = await startForTest(context)
    await track.track('ada', { name: 'product_scanned', id: ulid(1) })
    await mail.sendEmail(
      new SendEmailRequest({ to: 'a@b.c', identifiers: { id: 'ada' }, transactional_message_id: 'hello' }),
    )
    await tell('/faults', [{ kind: 'refuse' }])
    await tell('/reset', {})
    for (const path of ['/people', '/mail', '/ledger', '/faults'])
      assert.deepEqual((await ask(path)).items, [], path)
    await track.track('ada', { name: 'product_scanned', id: ulid(1) })
    assert.equal((await ask('/ledger')).counts_by_decision.accepted, 1)
  })
})
