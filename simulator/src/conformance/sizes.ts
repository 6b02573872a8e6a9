import assert from 'node:assert/strict'
import { event, ulid } from '../test-simulator.ts'
import { type Check, refusalOf, refusedIn } from './check.ts'

// Letters of one, two, three and four bytes: a limit is in bytes, whatever they spell.
const letters = ['x', 'é', '大', '🌿']

/** A text of exactly that many bytes, of this letter and what is needed to fill up. */
function textOf(bytes: number, letter: string): string {
  const size = Buffer.byteLength(letter)
  return letter.repeat(Math.floor(bytes / size)) + 'x'.repeat(bytes % size)
}

/** An event that takes exactly that many bytes as JSON. */
function eventOf(bytes: number, letter: string, more: object = {}) {
  const build = (text: string) => event('ada', 'sized', { ...more, attributes: { text } })
  const operation = build(textOf(bytes - Buffer.byteLength(JSON.stringify(build(''))), letter))
  assert.equal(Buffer.byteLength(JSON.stringify(operation)), bytes)
  return operation
}

function identify(id: string, attributes: Record<string, unknown>) {
  return { type: 'person', action: 'identify', identifiers: { id }, attributes }
}

/** What has a limit of so many bytes, made to take exactly as many as wanted, and what is named when it is too long. */
const limited: {
  what: string
  limit: number
  field: string
  make: (bytes: number, letter: string) => object
}[] = [
  { what: 'an operation', limit: 32_000, field: 'size', make: eventOf },
  {
    what: "an event's name",
    limit: 100,
    field: 'name',
    make: (bytes, letter) => event('ada', textOf(bytes, letter)),
  },
  {
    what: 'an identifier',
    limit: 150,
    field: 'identifiers.id',
    make: (bytes, letter) => identify(textOf(bytes, letter), {}),
  },
  {
    what: "an attribute's name",
    limit: 150,
    field: 'attributes',
    make: (bytes, letter) => identify('ada', { [textOf(bytes, letter)]: 1 }),
  },
  {
    what: "an attribute's value",
    limit: 1_000,
    field: 'attributes.text',
    make: (bytes, letter) => identify('ada', { text: textOf(bytes, letter) }),
  },
]

const itemSizes = limited.flatMap(({ what, limit, field, make }) =>
  letters.map(
    (letter): Check => ({
      name: `${what} may have ${limit} bytes of "${letter}", and not one more`,
      async run(ending, start) {
        const { track } = await start(ending)
        const batch = [make(limit - 1, letter), make(limit, letter), make(limit + 1, letter)]
        assert.deepEqual(await refusedIn(track, batch), [[2, field]])
        assert.deepEqual(await track.entity(make(limit, letter)), {})
        assert.equal((await refusalOf(track.entity(make(limit + 1, letter)))).statusCode, 400)
      },
    }),
  ),
)

const batchSizes = letters.map(
  (letter): Check => ({
    name: `a batch may have 500,000 bytes with "${letter}", and one more is 413 for the whole`,
    async run(ending, start) {
      const { track, ledger } = await start(ending)
      const full = Array.from({ length: 16 }, (_, index) => eventOf(31_000, letter, { id: ulid(index) }))
      const without = Buffer.byteLength(JSON.stringify({ batch: [...full, 0] })) - 1
      const batchOf = (bytes: number) => [...full, eventOf(bytes - without, letter)]
      assert.deepEqual(await track.batch(batchOf(499_999)), {})
      assert.deepEqual(await track.batch(batchOf(500_000)), {})
      assert.equal((await refusalOf(track.batch(batchOf(500_001)))).statusCode, 413)
      const last = (await ledger()).at(-1)
      assert.deepEqual([last?.action, last?.decision, last?.bytes], ['request', 'rejected', 500_001])
    },
  }),
)

const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`a${i}`, i]))

/** Sizes are bytes, and the limit itself is allowed. */
export const sizeChecks: Check[] = [
  ...itemSizes,
  ...batchSizes,
  {
    name: 'a person may have 300 attributes, and not one more',
    async run(ending, start) {
      const { track } = await start(ending)
      const batch = [identify('a', many(299)), identify('b', many(300)), identify('c', many(301))]
      assert.deepEqual(await refusedIn(track, batch), [[2, 'attributes']])
    },
  },
  {
    name: 'v1 has the same limits, and says so in words',
    async run(ending, start) {
      const { track } = await start(ending)
      assert.deepEqual(await track.track('ada', { name: textOf(100, 'é') }), {})
      assert.match(
        (await refusalOf(track.track('ada', { name: textOf(101, 'é') }))).message,
        /name may have 100 bytes/,
      )
      assert.deepEqual(await track.identify(textOf(150, 'é'), {}), {})
      assert.equal((await refusalOf(track.identify(textOf(151, 'é'), {}))).statusCode, 400)
      assert.equal((await refusalOf(track.identify('ada', { text: textOf(1_001, 'é') }))).statusCode, 400)
    },
  },
  {
    name: 'an event may hold a longer value than an attribute',
    async run(ending, start) {
      const { track } = await start(ending)
      assert.deepEqual(
        await track.entity(event('ada', 'told', { attributes: { text: 'x'.repeat(5_000) } })),
        {},
      )
    },
  },
]
