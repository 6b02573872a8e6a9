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
  name: 'Ninety days',
  description: '',
  from: '2031-04-01T00:00',
  until: '2031-06-30T00:00',
  effect: { bonus_points: 20 },
  when: {},
  stacks: true,
  priority: 50,
}

test('an estimate finds the scans of the last 90 days, and not those of the day before', async () => {
  desk.pass(89 * 24)
  await desk.do('POST', 'campaigns/estimate', { definition: CAMPAIGN })
  const { result } = await desk.finishRuns()
  assert.deepEqual([result.scans, result.matching, result.extra_points], [3, 3, 60])
  assert.deepEqual([result.estimated_awards, result.estimated_points], [3, 60])
  desk.pass(2 * 24)
  await desk.do('POST', 'campaigns/estimate', { definition: CAMPAIGN })
  assert.equal((await desk.finishRuns()).result.scans, 0)
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
