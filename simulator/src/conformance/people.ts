import assert from 'node:assert/strict'
import { TrackClient } from 'customerio-node'
import { event, ulid, workspace } from '../test-simulator.ts'
import { type Check, decisionsOf, type Subject } from './check.ts'

async function attributesOf({ ask }: Subject, person: string) {
  return (await ask(`/people?identifier=${person}`)).items[0]?.attributes
}

function identify(timestamp: number, attributes: object) {
  return { type: 'person', action: 'identify', identifiers: { id: 'ada' }, timestamp, attributes }
}

/** What becomes of people. */
export const peopleChecks: Check[] = [
  {
    name: 'a person is identified, tracked, deleted and can come back',
    async run(ending, start) {
      const subject = await start(ending)
      const { track, ask } = subject
      assert.deepEqual(await track.identify('ada', { email: 'ada@example.com', plan: 'gold' }), {})
      assert.deepEqual(await track.track('ada', { name: 'product_scanned', data: { points: 5 } }), {})
      assert.deepEqual(await attributesOf(subject, 'ada'), { email: 'ada@example.com', plan: 'gold' })
      assert.equal((await ask('/people?identifier=ada')).items[0]?.events, 1)
      await track.destroy('ada')
      assert.equal(await attributesOf(subject, 'ada'), undefined)
      await track.identify('ada', { plan: 'silver' })
      assert.deepEqual(await attributesOf(subject, 'ada'), { plan: 'silver' })
      assert.deepEqual(
        (await subject.ledger('identifier=ada')).map(({ action }) => action),
        ['identify', 'event', 'delete', 'identify'],
      )
    },
  },
  {
    name: 'an identify that arrives late does not undo a newer one',
    async run(ending, start) {
      const subject = await start(ending)
      await subject.track.batch([
        identify(2_000, { rank: 'gold' }),
        identify(1_000, { rank: 'silver', city: 'Reno' }),
      ])
      assert.deepEqual(await attributesOf(subject, 'ada'), { rank: 'gold', city: 'Reno' })
      await subject.track.entity(identify(3_000, { rank: 'platinum' }))
      assert.deepEqual(await attributesOf(subject, 'ada'), { rank: 'platinum', city: 'Reno' })
    },
  },
  {
    name: 'calls for a suppressed person are answered as ever and ignored, until the person is let in again',
    async run(ending, start) {
      const subject = await start(ending)
      const { track, ask } = subject
      await track.identify('ada', { plan: 'gold' })
      await track.suppress('ada')
      assert.deepEqual(await track.batch([event('ada', 'product_scanned', { id: ulid(1) })]), {})
      assert.deepEqual(await track.identify('ada', { plan: 'silver' }), {})
      assert.deepEqual(await ask('/people?identifier=ada'), {
        items: [],
        suppressed: [{ workspace: 'acme', identifier: 'ada' }],
      })
      await track.unsuppress('ada')
      await track.track('ada', { name: 'product_scanned', id: ulid(1) })
      assert.deepEqual(await decisionsOf(subject), [
        'accepted',
        'accepted',
        'suppressed',
        'suppressed',
        'accepted',
        'accepted',
      ])
    },
  },
  {
    name: 'an e-mail address in the path means the person who has it',
    async run(ending, start) {
      const { track, ask } = await start(ending)
      await track.identify('ada', { email: 'ada@example.com' })
      await track.track('ADA@example.com', { name: 'opened' })
      const { items } = await ask('/people')
      assert.deepEqual([items.length, items[0]?.identifier, items[0]?.events], [1, 'ada', 1])
    },
  },
  {
    name: 'workspaces do not see each other',
    async run(ending, start) {
      const other = { name: 'other', site_id: 'other-site', api_key: 'other-key', app_api_key: 'other-app' }
      const { address, track, ask } = await start(ending, { workspaces: [workspace, other] })
      const theirs = new TrackClient('other-site', 'other-key', { url: `${address}/api/v1` })
      await track.track('ada', { name: 'opened' })
      await theirs.track('ada', { name: 'opened' })
      assert.equal((await ask('/people?identifier=ada&workspace=other')).items[0]?.events, 1)
    },
  },
]
