import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { CustomerIORequestError } from 'customerio-node'
import { event, startForTest, ulid } from '../test-simulator.ts'
import { statusKinds } from './fault.ts'

const batch = [event('ada', 'one', { id: ulid(1) }), event('bob', 'two', { id: ulid(2) })]

/** Sends the batch under these faults, and once more without; what was heard, and what the ledger says of both. */
async function sendTwice(...[context, faults]: [Parameters<typeof startForTest>[0], object[]]) {
  const { track, tell, ledger } = await startForTest(context)
  assert.equal((await tell('/faults', faults)).status, 200)
  const heard = await track.batch(batch).then(
    (answer: object) => answer,
    (error: unknown) => error,
  )
  const first = (await ledger()).map(row => row.decision)
  await tell('/faults', [])
  assert.deepEqual(await track.batch(batch), {})
  return { heard, first, second: (await ledger()).slice(first.length).map(row => row.decision) }
}

const statusOf = (heard: unknown) => (heard instanceof CustomerIORequestError ? heard.statusCode : undefined)

suite('each kind of fault, as the official client meets it', () => {
  for (const kind of statusKinds)
    test(`a ${kind} keeps nothing, and the same again is taken`, async context => {
      const { heard, first, second } = await sendTwice(context, [{ kind }])
      assert.equal(statusOf(heard), Number(kind))
      assert.deepEqual(first, ['dropped_by_fault', 'dropped_by_fault'])
      assert.deepEqual(second, ['accepted', 'accepted'])
    })

  for (const kind of ['408', '500', '502', '503', '504'])
    test(`a ${kind} may be the HTML of a proxy, which the client cannot read`, async context => {
      const { heard } = await sendTwice(context, [{ kind, html: true }])
      assert.equal(statusOf(heard), undefined)
      assert.match(String(heard), /Unable to parse JSON/)
    })

  test('a connection reset before anything was done leaves nothing behind', async context => {
    const { heard, first, second } = await sendTwice(context, [{ kind: 'reset_before_commit' }])
    assert.equal(((heard as Error).cause as NodeJS.ErrnoException).code, 'ECONNRESET')
    assert.deepEqual(first, ['dropped_by_fault', 'dropped_by_fault'])
    assert.deepEqual(second, ['accepted', 'accepted'])
  })

  for (const fault of [
    { kind: 'reset_after_commit' },
    { kind: 'commit_then_no_answer', ms: 50 },
    { kind: 'cut_body' },
    { kind: 'empty_body' },
  ])
    test(`after ${fault.kind} all of it was done, and the same again is a duplicate`, async context => {
      const { heard, first, second } = await sendTwice(context, [fault])
      // The client takes an empty answer for a good one: that is how it is, and all is done in truth.
      if (fault.kind === 'empty_body') assert.deepEqual(heard, {})
      else assert.ok(heard instanceof Error && statusOf(heard) === undefined, String(heard))
      assert.deepEqual(first, ['committed_unacknowledged', 'committed_unacknowledged'])
      assert.deepEqual(second, ['duplicate', 'duplicate'])
    })

  test('an unknown index names an operation that the batch does not have; all were done', async context => {
    const { heard, first } = await sendTwice(context, [{ kind: 'unknown_index' }])
    assert.deepEqual(
      (heard as { errors: { batch_index: number }[] }).errors.map(error => error.batch_index),
      [9],
    )
    assert.deepEqual(first, ['accepted', 'accepted'])
  })

  test('an unknown index about a person hides that theirs was refused, beside the errors of others', async context => {
    const { track, tell, ledger } = await startForTest(context)
    await tell('/faults', [{ kind: 'unknown_index', person: 'bob' }])
    const { errors } = await track.batch([...batch, event('eve', '')])
    assert.deepEqual(
      errors.map((error: { batch_index: number }) => error.batch_index),
      [2, 10],
    )
    assert.deepEqual(
      (await ledger()).map(row => row.decision),
      ['accepted', 'rejected', 'rejected'],
    )
  })

  test('in an outage nobody gets through, not even a page, until it is over', async context => {
    const { address, track, tell, ledger } = await startForTest(context)
    await tell('/faults', [{ kind: 'outage' }])
    for (let i = 0; i < 2; i++) await assert.rejects(track.identify('ada', {}), TypeError)
    await assert.rejects(fetch(address), TypeError)
    await tell('/faults', [])
    assert.deepEqual(await track.identify('ada', {}), {})
    assert.equal((await ledger()).at(-1)?.decision, 'accepted')
  })
})

suite('whom a fault befalls', () => {
  /** One letter for each of so many requests: x when it failed. */
  async function pattern(...[context, fault, count]: [Parameters<typeof startForTest>[0], object, number]) {
    const { track, tell } = await startForTest(context)
    await tell('/faults', [fault])
    let letters = ''
    for (let i = 0; i < count; i++)
      letters += await track.identify(`p${i % 3}`, {}).then(
        () => '.',
        () => 'x',
      )
    return letters
  }

  const cases: [string, object, string][] = [
    ['only the nth', { nth: 3 }, '..x......'],
    ['each nth', { every: 4 }, '...x...x.'],
    ['each nth with some after it', { every: 4, burst: 2 }, '...xx..xx'],
    ['the first few', { count: 2 }, 'xx.......'],
    ['from the nth on, for a while', { nth: 2, burst: 3 }, '.xxx.....'],
    ['one person', { person: 'p1' }, '.x..x..x.'],
    ['one person, now and then', { person: 'p1', every: 2 }, '....x....'],
    ['another workspace', { workspace: 'other' }, '.........'],
    ['another API', { api: 'app' }, '.........'],
    ['later', { from_ms: 60_000 }, '.........'],
    ['no longer', { until_ms: 0 }, '.........'],
  ]
  for (const [name, when, expected] of cases)
    test(`${name}: ${JSON.stringify(when)}`, async context => {
      assert.equal(await pattern(context, { kind: '500', ...when }, expected.length), expected)
    })

  test('a batch with one poison item fails whole, and without it passes', async context => {
    const { track, tell } = await startForTest(context)
    await tell('/faults', [{ kind: '400', person: 'bob' }])
    await assert.rejects(track.batch(batch), (error: unknown) => statusOf(error) === 400)
    assert.deepEqual(await track.batch([batch[0] as object]), {})
  })

  test('a burst of 429 tells each way when to come again, one of them garbage', async context => {
    const { track, tell } = await startForTest(context)
    const styles = {
      none: /^undefined$/,
      seconds: /^1$/,
      date: / GMT$/,
      '60+': /^90$/,
      garbage: /^in a moment$/,
    }
    for (const [retry_after, expected] of Object.entries(styles)) {
      await tell('/faults', [{ kind: '429', retry_after }])
      const error = (await track.identify('ada', {}).catch((thrown: unknown) => thrown)) as never
      const { headers } = (error as CustomerIORequestError).response
      assert.match(String((headers as Record<string, string>)['retry-after']), expected)
    }
  })

  test('an outage cannot be for some', async context => {
    const { tell } = await startForTest(context)
    assert.equal((await tell('/faults', [{ kind: 'outage', rate: 0.5 }])).status, 400)
  })
})
