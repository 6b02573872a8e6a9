import assert from 'node:assert/strict'
import { event, ulid } from '../test-simulator.ts'
import { type Check, decisionsOf, refusalOf, refusedIn } from './check.ts'

const positions = { first: 0, 'in the middle': 2, last: 4 }

const badItems = Object.entries(positions).map(
  ([where, position]): Check => ({
    name: `a bad operation ${where} is listed, and the rest is taken`,
    async run(ending, start) {
      const subject = await start(ending)
      const batch: object[] = [0, 1, 2, 3, 4].map(number => event('ada', 'fine', { id: ulid(number) }))
      batch[position] = event('ada', '')
      assert.deepEqual(await subject.track.batch(batch), {
        errors: [
          { batch_index: position, reason: 'required', field: 'name', message: 'an event needs a name' },
        ],
      })
      assert.deepEqual(
        await decisionsOf(subject),
        batch.map((_, index) => (index === position ? 'rejected' : 'accepted')),
      )
    },
  }),
)

/** Batches: what is listed, and what counts once. */
export const batchChecks: Check[] = [
  ...badItems,
  {
    name: 'one operation can be listed with several errors',
    async run(ending, start) {
      const { track } = await start(ending)
      const batch = [event('ada', 'fine'), event('', '', { id: 'no-ulid' })]
      assert.deepEqual(await refusedIn(track, batch), [
        [1, 'identifiers'],
        [1, 'name'],
        [1, 'id'],
      ])
    },
  },
  {
    name: 'an event repeated within a batch counts once',
    async run(ending, start) {
      const subject = await start(ending)
      const scan = event('ada', 'product_scanned', { id: ulid(7) })
      assert.deepEqual(await subject.track.batch([scan, event('ada', 'other', { id: ulid(8) }), scan]), {})
      assert.deepEqual(await decisionsOf(subject), ['accepted', 'accepted', 'duplicate'])
      assert.equal((await subject.ask('/people?identifier=ada')).items[0]?.events, 2)
    },
  },
  {
    name: 'an event repeated across batches and APIs counts once, whatever the case of its id',
    async run(ending, start) {
      const subject = await start(ending)
      const scan = event('ada', 'product_scanned', { id: ulid(7) })
      assert.deepEqual(await subject.track.batch([scan]), {})
      assert.deepEqual(await subject.track.batch([scan]), {})
      assert.deepEqual(await subject.track.entity(scan), {})
      const again = { name: 'product_scanned', id: ulid(7).toLowerCase() }
      assert.deepEqual(await subject.track.track('ada', again), {})
      assert.deepEqual(await decisionsOf(subject), ['accepted', 'duplicate', 'duplicate', 'duplicate'])
    },
  },
  {
    name: 'an operation alone is refused with the details in the body',
    async run(ending, start) {
      const { track } = await start(ending)
      const error = await refusalOf(track.entity(event('ada', '')))
      assert.equal(error.statusCode, 400)
      assert.deepEqual(JSON.parse(error.body), {
        errors: [{ reason: 'required', field: 'name', message: 'an event needs a name' }],
      })
    },
  },
  {
    name: 'a person is named in exactly one way, and only known actions are done',
    async run(ending, start) {
      const { track } = await start(ending)
      const batch = [
        { type: 'person', action: 'identify', identifiers: { id: 'a', email: 'a@b.c' } },
        { type: 'person', action: 'fly', identifiers: { id: 'a' } },
        { type: 'object', action: 'identify', identifiers: { id: 'a' } },
      ]
      assert.deepEqual(await refusedIn(track, batch), [
        [0, 'identifiers'],
        [1, 'action'],
        [2, 'type'],
      ])
    },
  },
]
