import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, type World } from '../../test/world.ts'
import { newId } from '../platform/id.ts'
import { runCli } from './test/run-cli.ts'

let world: World
const insights = (...args: string[]) =>
  runCli(world.adminUrl, ['insights', args[0] as string, '--brand', 'acme', ...args.slice(1)])

before(async () => {
  world = await openWorld()
})
after(() => world.close())

/** Webhooks that were set aside; the ids, the oldest first. */
const setAside = (bodies: string[]) =>
  world.platform.db.transaction(world.brand.id, async tx => {
    const ids = bodies.map(() => newId(new Date()))
    for (const [i, body] of bodies.entries()) {
      await tx.raw(
        `insert into insight_webhooks (brand_id, id, unique_key, raw, state, note, received_at)
         values ($1, $2::uuid, ($2::uuid)::text, $3, 'quarantined', 'the body is not a JSON object', now())`,
        [world.brand.id, ids[i], Buffer.from(body)],
      )
    }
    return ids
  })

test('what was set aside is counted, shown without what a terminal obeys, and read again', async () => {
  const member = await world.addMember()
  const good = JSON.stringify({ user_id: member.id, predictions: { churn_probability: 0.5 } })
  const [broken] = await setAside(['{"a": {{ oops }} \u001b[2J', good])

  const status = await insights('status')
  assert.equal(status.code, 0, status.stderr)
  assert.match(status.stdout, /^Not read yet: 0$/m)
  assert.match(status.stdout, /^Set aside: 2; /m)
  const listed = await insights('quarantine')
  assert.match(listed.stdout, /not a JSON object/)
  assert.ok(!listed.stdout.includes('\u001b[2J'), listed.stdout)

  const one = await insights('replay', broken as string)
  assert.match(one.stdout, /^quarantined: the body is not a JSON object$/m)
  const all = await insights('replay', '--all', '--json')
  assert.deepEqual(
    JSON.parse(all.stdout).items.map(({ state }: { state: string }) => state),
    ['applied', 'quarantined'],
  )
})

test('a replay of nothing in particular, or of both, is refused with what to give', async () => {
  const [id] = await setAside(['x'])
  for (const args of [[], [id as string, '--all']]) {
    const refused = await insights('replay', ...args)
    assert.notEqual(refused.code, 0)
    assert.match(refused.stderr, /--all/)
  }
  const unknown = await insights('replay', newId(new Date()))
  assert.equal(unknown.code, 1)
  assert.match(unknown.stderr, /webhook/i)
})
