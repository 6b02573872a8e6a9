import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { openWorld } from '../../test/world.ts'
import { refuse } from '../customerio/test/dead-rows.ts'
import { outboxRows, writeEvents } from '../customerio/test/workspace.ts'
import { runCli } from './test/run-cli.ts'

/** A brand with three events, of which two were refused for different reasons. */
async function open(t: TestContext) {
  const world = await openWorld(t)
  const member = await world.addMember()
  await writeEvents(
    world,
    ['large', 'odd', 'fine'].map(name => ({ memberId: member.id, name })),
  )
  await refuse(world, 'too_large', ['large'])
  await refuse(world, 'invalid', ['odd'])
  const run = async (...args: string[]) => {
    const { code, stdout, stderr } = await runCli(world.adminUrl, ['outbox', ...args])
    return { code, stdout, stderr }
  }
  const json = async (...args: string[]) => {
    const { code, stdout, stderr } = await run(...args, '--json')
    return { code, body: JSON.parse(stdout || stderr) }
  }
  const states = async () => (await outboxRows(world)).map(({ state }) => state)
  return { world, run, json, states }
}

test('the status of all brands and of one say what waits, what is dead and what is in the way', async t => {
  const { run, json } = await open(t)
  const all = (await json('status')).body.brands
  assert.deepEqual(
    all.map(({ slug, waiting, dead }: Record<string, unknown>) => [slug, waiting, dead]),
    [['acme', 1, 2]],
  )
  await run('pause', '--brand', 'acme', '--because', 'Too many mails')
  const { stdout } = await run('status', '--brand', 'acme')
  assert.match(stdout, /^waiting +1, the oldest for \d+ s$/m)
  assert.match(stdout, /^dead +2/m)
  assert.match(stdout, /^rate +50 requests\/s, at most 100$/m)
  assert.match(stdout, /^paused +since .*: Too many mails$/m)
  assert.match((await run('status')).stdout, /acme .* paused for/)
  assert.equal((await json('status', '--brand', 'nobody')).code, 1)
})

test('refused events are listed with their reasons, a page at a time', async t => {
  const { run, json } = await open(t)
  const first = (await json('dead', '--brand', 'acme', '--limit', '1')).body
  assert.equal(first.events[0].name, 'odd')
  const second = (await json('dead', '--brand', 'acme', '--limit', '1', '--after', first.next)).body
  assert.deepEqual([second.events[0].name, second.next], ['large', null])
  const { stdout } = await run('dead', '--brand', 'acme', '--reason', 'too_large')
  assert.match(stdout, / large of [0-9a-f-]{36}, .*\n {2}too_large, name: it was too_large\n/)
  assert.doesNotMatch(stdout, /odd/)
})

test('a replay says first what it would do, does it in the audit’s sight, and touches only what is dead', async t => {
  const { world, run, json, states } = await open(t)
  const dry = (await json('replay', '--brand', 'acme', '--all', '--dry-run')).body
  assert.deepEqual([dry.dead, dry.replayed], [2, 0])
  assert.deepEqual(await states(), ['dead', 'dead', 'waiting'])
  const ids = (await outboxRows(world)).map(({ id }) => id)
  assert.equal((await json('replay', '--brand', 'acme', '--id', ids.join(','))).body.replayed, 2)
  assert.deepEqual(await states(), ['waiting', 'waiting', 'waiting'])
  assert.deepEqual(
    (await outboxRows(world)).map(({ id, detail }) => [id, detail]),
    ids.map(id => [id, null]),
  )
  const again = await run('replay', '--brand', 'acme', '--all')
  assert.match(again.stdout, /^0 events wait again/m)
  const audited = await world.platform.db.transaction(world.brand.id, tx =>
    tx.raw<{ action: string; operator_name: string }>(
      'select action, operator_name from audit_entries where brand_id = $1',
      [tx.brandId],
    ),
  )
  assert.deepEqual(audited, [{ action: 'outbox.replayed', operator_name: 'command line' }])
})

test('orders are refused without what they need, and the rate is set', async t => {
  const { run, json } = await open(t)
  assert.equal((await json('rate', '--brand', 'acme', '--ceiling', '40')).body.ceiling, 40)
  assert.equal(
    (await json('rate', '--brand', 'acme', '--ceiling', '4000')).body.error.code,
    'validation_failed',
  )
  assert.equal((await run('pause', '--brand', 'acme')).code, 2)
  assert.equal((await run('replay', '--brand', 'acme')).code, 1)
  assert.equal((await run('replay', '--brand', 'acme', '--id', 'x')).code, 2)
  assert.match((await run('resume', '--brand', 'acme')).stdout, /sends again/)
})

test('verify finds what is not as its state has it to be, and nothing otherwise', async t => {
  const { world, json, run } = await open(t)
  const { code, body } = await json('verify')
  assert.equal(code, 0)
  assert.deepEqual(body.brands[0].states, { waiting: 1, sent: 0, dead: 2, discarded: 0 })
  const plant = (text: string) =>
    world.platform.db.transaction(world.brand.id, tx => tx.raw(text, [tx.brandId]))
  await plant(`update outbox set detail = '{}' where brand_id = $1 and name = 'odd'`)
  await plant(
    `update outbox set state = 'sent', settled_at = now(), detail = '{"bytes":1,"sha256":"x"}' where brand_id = $1 and name = 'fine'`,
  )
  const found = await run('verify', '--brand', 'acme')
  assert.equal(found.code, 1)
  assert.match(found.stdout, /1 x a dead or discarded row has no reason, such as/)
  assert.match(found.stdout, /1 x a row that was sent or discarded kept its payload/)
})
