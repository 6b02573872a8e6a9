import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { openWorld, type World } from '../../test/world.ts'
import { runCli } from './test/run-cli.ts'

let world: World
const status = (...args: string[]) => runCli(world.adminUrl, ['codes', 'status', '--brand', 'acme', ...args])

before(async () => {
  world = await openWorld()
})
after(() => world.close())

async function scan(member: { token: string }, code: string | undefined) {
  const headers = world.headers({ token: member.token })
  const payload = { code, client_op_id: randomUUID() }
  return world.app.server.inject({ method: 'POST', url: '/api/scans', headers, payload })
}

test('a batch says its state, its claims and who was refused; the newest are listed with who waits', async () => {
  const active = await world.addCodes(4)
  const waiting = await world.addCodes(3, { activate: false })
  const [first, second] = [await world.addMember(), await world.addMember()]
  await scan(first, active.codes[0])
  await scan(second, active.codes[0])
  for (const code of waiting.codes) await scan(first, code)
  await scan(second, waiting.codes[0])
  await scan(second, waiting.codes[0])

  const one = await status(active.batchId)
  assert.equal(one.code, 0, one.stderr)
  assert.match(one.stdout, /4 codes for TEN, Ten dollar flower, made \d{4}-\d\d-\d\d \d\d:\d\d$/m)
  assert.match(one.stdout, /^State: active since /m)
  assert.match(one.stdout, /^Claimed: 1, 25\.0 %, first .+, last /m)
  assert.match(one.stdout, /^Refused as claimed_by_another: 1 scan by 1 person$/m)
  assert.doesNotMatch(one.stdout, /not active/)

  const other = await status(waiting.batchId)
  assert.match(other.stdout, /^State: not active$/m)
  assert.match(other.stdout, /^Refused as inactive: 5 scans by 2 people$/m)
  const alert = `2 people scanned 3 packs of batch ${waiting.batchId}, which are not active: first `
  assert.ok(other.stdout.includes(alert), other.stdout)

  const [all, json] = await Promise.all([status(), status(waiting.batchId, '--json')])
  assert.match(all?.stdout ?? '', new RegExp(`^${active.batchId} +TEN +4 +1 +active$`, 'm'))
  assert.ok(all?.stdout.includes(alert))
  const { state, alert: told } = JSON.parse(json?.stdout ?? '')
  assert.deepEqual([state, told.people, told.packs], ['generated', 2, 3])
})

test('a batch that is none, or another brand’s, is refused', async () => {
  const brand = await world.addBrand({ slug: 'other' })
  const { batchId } = await world.addCodes(1, { brand })
  for (const id of [batchId, randomUUID()]) {
    const { code, stderr, stdout } = await status(id)
    assert.deepEqual([code, stdout], [1, ''])
    assert.match(stderr, /There is no such batch/)
  }
})
