import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Customer, type Desk, openDesk } from '../../test/earning/desk.ts'
import { ACHIEVEMENT } from '../../test/world.ts'

let desk: Desk
let member: Customer

before(async () => {
  desk = await openDesk(undefined, { settings: { second_scan_basis_points: 10_000 } })
  member = await desk.member()
  for (let scan = 0; scan < 3; scan++) await desk.scan(member)
})
after(() => desk.world.close())

const CAMPAIGN = {
  name: 'Two days',
  description: '',
  from: '2031-07-01T00:00',
  until: '2031-07-03T00:00',
  effect: { bonus_points: 20 },
  when: {},
  stacks: true,
  priority: 50,
}

test('an estimate finds the scans of the last 90 days, not those of the day before, and goes by their pace', async () => {
  const estimate = async () => {
    await desk.do('POST', 'campaigns/estimate', { definition: CAMPAIGN })
    const { result } = await desk.finishRuns()
    const { scans, matching, extra_points, estimated_awards, estimated_points } = result
    return [scans, matching, extra_points, estimated_awards, estimated_points]
  }
  assert.deepEqual(await estimate(), [3, 3, 60, 6, 120], 'all of them today, so twice as many in two days')
  desk.pass(24 * 4)
  assert.deepEqual(await estimate(), [3, 3, 60, 2, 30])
  desk.pass(24 * 85)
  assert.deepEqual(await estimate(), [3, 3, 60, 0, 1])
  desk.pass(24 * 2)
  assert.deepEqual(await estimate(), [0, 0, 0, 0, 0])
})

test('a dry run names the field as it stands in the request', async () => {
  const definition = { ...ACHIEVEMENT, criteria: { ...ACHIEVEMENT.criteria, value: [2, 3] } }
  const { status, body } = await desk.ask('POST', 'achievements/later/dry-run', { definition })
  assert.equal(status, 400)
  assert.deepEqual(
    body.errors.map(({ field }: { field: string }) => field),
    ['definition.criteria.value'],
  )
})

test('what a back-fill unlocked has its name in the member’s history', async () => {
  await desk.do('PUT', 'achievements/later', { definition: ACHIEVEMENT })
  await desk.do('POST', 'achievements/later/back-fill')
  assert.equal((await desk.finishRuns()).result.unlocked, 1)
  const { world, brand } = desk
  const headers = world.headers({ brand, token: member.token })
  const history = await world.app.server.inject({ url: '/api/history', headers })
  assert.equal(history.statusCode, 200, history.body)
  assert.equal(history.json().items[0].title, 'Achievement unlocked: Third time')
})
