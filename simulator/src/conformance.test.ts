import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { APIClient, CustomerIORequestError, SendEmailRequest, TrackClient } from 'customerio-node'
import { event, startForTest, ulid, workspace } from './test-simulator.ts'

/** Resolves to the error of a call that must be refused. */
async function refusalOf(call: Promise<unknown>): Promise<CustomerIORequestError> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  assert.ok(error instanceof CustomerIORequestError, `refused by an answer, but it was: ${error}`)
  return error
}

/** An event operation that takes exactly that many bytes as JSON. */
function eventOfBytes(bytes: number, filler: string, more: Record<string, unknown> = {}) {
  const build = (text: string) => event('ada', 'sized', { ...more, attributes: { text } })
  const room = bytes - Buffer.byteLength(JSON.stringify(build('')))
  const whole = Math.floor(room / Buffer.byteLength(filler))
  const operation = build(filler.repeat(whole) + 'x'.repeat(room - whole * Buffer.byteLength(filler)))
  assert.equal(Buffer.byteLength(JSON.stringify(operation)), bytes)
  return operation
}

suite('Track v1 with the official client', () => {
  test('a person is identified, tracked, deleted and can come back', async context => {
    const { track, ask, ledger } = await startForTest(context)
    assert.deepEqual(await track.identify('ada', { email: 'ada@example.com', plan: 'gold' }), {})
    assert.deepEqual(
      await track.track('ada', { name: 'product_scanned', id: ulid(1), data: { points: 5 } }),
      {},
    )
    const [person] = (await ask('/people?identifier=ada')).items
    assert.deepEqual(person?.attributes, { email: 'ada@example.com', plan: 'gold' })
    assert.equal(person?.events, 1)
    await track.destroy('ada')
    assert.deepEqual((await ask('/people?identifier=ada')).items, [])
    await track.identify('ada', { plan: 'silver' })
    assert.deepEqual((await ask('/people?identifier=ada')).items[0]?.attributes, { plan: 'silver' })
    const rows = await ledger('identifier=ada')
    assert.deepEqual(
      rows.map(({ order, action, name, ulid, decision }) => ({ order, action, name, ulid, decision })),
      [
        { order: 1, action: 'identify', name: null, ulid: null, decision: 'accepted' },
        { order: 2, action: 'event', name: 'product_scanned', ulid: ulid(1), decision: 'accepted' },
        { order: 3, action: 'delete', name: null, ulid: null, decision: 'accepted' },
        { order: 4, action: 'identify', name: null, ulid: null, decision: 'accepted' },
      ],
    )
  })

  test('an e-mail address in the path means the person who has it', async context => {
    const { track, ask } = await startForTest(context)
    await track.identify('ada', { email: 'ada@example.com' })
    await track.track('ADA@example.com', { name: 'opened' })
    const { items } = await ask('/people')
    assert.deepEqual([items.length, items[0]?.identifier, items[0]?.events], [1, 'ada', 1])
  })

  test('a refused request says why in the words that the client shows', async context => {
    const { track } = await startForTest(context)
    const error = await refusalOf(track.track('ada', { name: 'x'.repeat(101) }))
    assert.equal(error.statusCode, 400)
    assert.match(error.message, /name may have 100 bytes/)
  })
})

suite('Track v2 with the official client', () => {
  test('an older identify that arrives late does not undo a newer one', async context => {
    const { track, ask } = await startForTest(context)
    const identify = (timestamp: number, attributes: Record<string, unknown>) =>
      track.entity({ type: 'person', action: 'identify', identifiers: { id: 'ada' }, timestamp, attributes })
    await identify(2_000, { rank: 'gold' })
    await identify(1_000, { rank: 'silver', city: 'Reno' })
    assert.deepEqual((await ask('/people?identifier=ada')).items[0]?.attributes, {
      rank: 'gold',
      city: 'Reno',
    })
  })

  test('a bad item is listed and the rest is accepted, wherever the bad one stands', async context => {
    const { track, ledger } = await startForTest(context)
    for (const position of [0, 1, 2]) {
      const batch: Record<string, unknown>[] = [0, 1, 2].map(i =>
        event('ada', 'fine', { id: ulid(position * 3 + i) }),
      )
      batch[position] = event('ada', '')
      const { errors } = await track.batch(batch)
      assert.deepEqual(errors, [
        { batch_index: position, reason: 'required', field: 'name', message: 'an event needs a name' },
      ])
      const rows = (await ledger()).slice(-3)
      assert.deepEqual(
        rows.map(row => row.decision),
        [0, 1, 2].map(index => (index === position ? 'rejected' : 'accepted')),
      )
    }
  })

  test('one item can be listed with several errors', async context => {
    const { track } = await startForTest(context)
    const { errors } = await track.batch([event('', '', { id: 'no-ulid' }), event('ada', 'fine')])
    assert.deepEqual(
      errors.map((error: { batch_index: number; field: string }) => [error.batch_index, error.field]),
      [
        [0, 'identifiers'],
        [0, 'name'],
        [0, 'id'],
      ],
    )
  })

  test('an entity and a shapeless batch are refused whole, with the details in the body', async context => {
    const { track } = await startForTest(context)
    const error = await refusalOf(track.entity(event('ada', '')))
    assert.equal(error.statusCode, 400)
    assert.deepEqual(JSON.parse(error.body), {
      errors: [{ reason: 'required', field: 'name', message: 'an event needs a name' }],
    })
    const shapeless = await refusalOf(
      track.entity({ type: 'person', action: 'fly', identifiers: { id: 'a', email: 'b' } }),
    )
    assert.deepEqual(
      JSON.parse(shapeless.body).errors.map((problem: { field: string }) => problem.field),
      ['identifiers', 'action'],
    )
  })

  test('an event repeated within a batch and across batches counts once', async context => {
    const { track, ask, ledger } = await startForTest(context)
    const scan = event('ada', 'product_scanned', { id: ulid(7) })
    assert.deepEqual(await track.batch([scan, scan]), {})
    assert.deepEqual(await track.batch([scan]), {})
    assert.deepEqual(await track.track('ada', { name: 'product_scanned', id: ulid(7).toLowerCase() }), {})
    const decisions = (await ledger()).map(row => row.decision)
    assert.deepEqual(decisions, ['accepted', 'duplicate', 'duplicate', 'duplicate'])
    assert.equal((await ask('/people?identifier=ada')).items[0]?.events, 1)
  })

  test('calls for a suppressed person are answered as ever and ignored, until the person is let in again', async context => {
    const { track, ask, ledger } = await startForTest(context)
    await track.identify('ada', { plan: 'gold' })
    await track.suppress('ada')
    assert.deepEqual(await track.batch([event('ada', 'product_scanned', { id: ulid(1) })]), {})
    await track.identify('ada', { plan: 'silver' })
    const answer = await ask('/people?identifier=ada')
    assert.deepEqual(answer, { items: [], suppressed: [{ workspace: 'acme', identifier: 'ada' }] })
    await track.unsuppress('ada')
    await track.track('ada', { name: 'product_scanned', id: ulid(1) })
    assert.deepEqual(
      (await ledger()).map(row => row.decision),
      ['accepted', 'accepted', 'suppressed', 'suppressed', 'accepted', 'accepted'],
    )
  })
})

suite('sizes are bytes, and the limit itself is allowed', () => {
  for (const filler of ['x', 'é', '🌿'])
    test(`an operation of 32,000 bytes of "${filler}" passes, and one more does not`, async context => {
      const { track } = await startForTest(context)
      assert.deepEqual(await track.batch([eventOfBytes(32_000, filler)]), {})
      const { errors } = await track.batch([eventOfBytes(32_001, filler), eventOfBytes(31_999, filler)])
      assert.deepEqual(
        errors.map((error: { batch_index: number; reason: string }) => [error.batch_index, error.reason]),
        [[0, 'too_large']],
      )
      assert.equal((await refusalOf(track.entity(eventOfBytes(32_001, filler)))).statusCode, 400)
    })

  test('a batch of 500,000 bytes passes, and one more is 413', async context => {
    const { track, ledger } = await startForTest(context)
    const full = Array.from({ length: 16 }, (_, index) => eventOfBytes(31_000, 'é', { id: ulid(index) }))
    const rest = (bytes: number) => bytes - Buffer.byteLength(JSON.stringify({ batch: [...full, 0] })) + 1
    assert.deepEqual(await track.batch([...full, eventOfBytes(rest(500_000), 'é')]), {})
    const error = await refusalOf(track.batch([...full, eventOfBytes(rest(500_001), 'é')]))
    assert.equal(error.statusCode, 413)
    const last = (await ledger()).at(-1)
    assert.deepEqual([last?.action, last?.decision, last?.bytes], ['request', 'rejected', 500_001])
  })

  test('names, identifiers and attributes have limits of their own', async context => {
    const { track } = await startForTest(context)
    const identify = (id: string, attributes: Record<string, unknown>) =>
      track.entity({ type: 'person', action: 'identify', identifiers: { id }, attributes })
    const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`a${i}`, i]))
    assert.deepEqual(await identify('é'.repeat(75), { ['é'.repeat(75)]: 'é'.repeat(500), ...many(299) }), {})
    assert.deepEqual(await track.entity(event('ada', 'é'.repeat(50))), {})
    const tooMuch = [
      identify('x'.repeat(151), {}),
      identify('ada', { ['é'.repeat(76)]: 1 }),
      identify('ada', { text: `${'é'.repeat(500)}x` }),
      identify('ada', many(301)),
      track.entity(event('ada', `${'é'.repeat(50)}x`)),
      track.identify('x'.repeat(151)),
    ]
    for (const call of tooMuch) assert.equal((await refusalOf(call)).statusCode, 400)
  })
})

suite('who may speak', () => {
  test('wrong credentials get 401 before anything else is looked at, and change nothing', async context => {
    const { address, ask } = await startForTest(context)
    const options = { url: `${address}/api/v1`, retry: { maxRetries: 0 } }
    const stranger = new TrackClient('acme-site', 'wrong', options)
    assert.equal((await refusalOf(stranger.identify('ada', {}))).statusCode, 401)
    assert.equal((await refusalOf(stranger.batch([event('ada', 'x'.repeat(600_000))]))).statusCode, 401)
    const mailer = new APIClient('acme-key', { url: `${address}/v1`, retry: { maxRetries: 0 } })
    const message = new SendEmailRequest({
      to: 'a@b.c',
      identifiers: { id: 'ada' },
      transactional_message_id: 1,
    })
    assert.equal((await refusalOf(mailer.sendEmail(message))).statusCode, 401)
    assert.deepEqual((await ask('/people')).items, [])
    assert.equal((await ask('/ledger')).counts_by_decision.rejected, 3)
  })

  test('workspaces do not see each other', async context => {
    const other = { name: 'other', site_id: 'other-site', api_key: 'other-key', app_api_key: 'other-app' }
    const { address, track, ask } = await startForTest(context, { workspaces: [workspace, other] })
    const theirs = new TrackClient('other-site', 'other-key', { url: `${address}/api/v1` })
    await track.track('ada', { name: 'product_scanned', id: ulid(1) })
    await theirs.track('ada', { name: 'product_scanned', id: ulid(1) })
    assert.equal((await ask('/ledger')).counts_by_decision.accepted, 2)
    assert.equal((await ask('/people?identifier=ada&workspace=other')).items[0]?.events, 1)
  })
})
