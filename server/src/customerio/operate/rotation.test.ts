import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { startOutboxSender } from '../deliver/sender.ts'
import { openWorkspace, outboxRows, until, writeEvents } from '../test/workspace.ts'
import { endStop } from './pace-orders.ts'

async function open(t: TestContext) {
  let stop = async () => {}
  t.after(() => stop())
  const workspace = await openWorkspace(t)
  const { platform, brand, app } = workspace.world
  return {
    ...workspace,
    start() {
      const sender = startOutboxSender(platform, app.brands)
      stop = () => sender.stop()
    },
    troubleOf: async () =>
      (
        await platform.db.transaction(brand.id, tx =>
          tx.raw<{ trouble: string | null; failures: number }>(
            'select trouble, failures from outbox_pace where brand_id = $1',
            [tx.brandId],
          ),
        )
      )[0],
    states: async () => (await outboxRows(workspace.world)).map(({ state }) => state),
  }
}

const OTHER = { site_id: 'acme-new', api_key: 'acme-new-key' }
const both = [
  { name: 'acme', site_id: 'acme-site', api_key: 'acme-key', app_api_key: 'acme-app' },
  { name: 'renewed', ...OTHER, app_api_key: 'acme-new-app' },
]

test('keys that were replaced here and end over there stop nothing: what they refused goes by the new ones', async t => {
  const { world, simulator, connect, start, states, troubleOf } = await open(t)
  const member = await world.addMember()
  start()
  await writeEvents(world, [{ memberId: member.id }])
  await until('the first is sent', async () => (await states())[0] === 'sent')
  // The address knows other keys only: those that the sender has in its cache are refused.
  await simulator.close()
  const { startSimulator } = await import('../../../../simulator/src/index.ts')
  const renewed = await startSimulator({ port: simulator.port, controlPort: 0, workspaces: both.slice(1) })
  t.after(() => renewed.close())
  await connect(world.brand, OTHER)
  await writeEvents(world, [{ memberId: member.id }])
  await until('the second is sent', async () => (await states())[1] === 'sent', 10_000)
  assert.equal((await troubleOf())?.trouble, null)
})

test('a brand that was stopped for its keys sends as soon as it has other ones', async t => {
  const { world, connect, start, states, troubleOf } = await open(t)
  await connect(world.brand, { api_key: 'wrong' })
  const member = await world.addMember()
  await writeEvents(world, [{ memberId: member.id }])
  start()
  await until('it is stopped', async () => (await troubleOf())?.trouble === 'status 401')
  await connect(world.brand)
  await world.platform.db.transaction(world.brand.id, endStop)
  // A minute otherwise.
  await until('it is sent', async () => (await states())[0] === 'sent', 15_000)
})
