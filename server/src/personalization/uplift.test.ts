import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { openWorld, WORLD_SETTINGS, type World } from '../../test/world.ts'
import type { Brand } from '../tenancy/index.ts'
import type { UpliftView } from './admin-schema.ts'
import { type Variant, variantOf } from './hold-out.ts'
import type { CardView } from './schema.ts'

let world: World
let brand: Brand
before(async () => {
  world = await openWorld()
  const personalization = { ...WORLD_SETTINGS.personalization, hold_out_percent: 50 }
  brand = await world.addBrand({ slug: 'halved', settings: { personalization } })
})
after(() => world.close())

async function memberOf(variant: Variant) {
  for (;;) {
    const member = await world.addMember({ brand })
    if (variantOf(brand, member.id) === variant) return member
  }
}

const inject = (token: string, method: 'GET' | 'POST', path: string, payload?: object) =>
  world.app.server.inject({
    method,
    url: `/api${path}`,
    headers: world.headers({ brand, token }),
    ...(payload ? { payload } : {}),
  })

async function lookAtCards(token: string): Promise<CardView[]> {
  const { items, variant } = (await inject(token, 'GET', '/cards')).json()
  const events = items.map(({ id }: CardView) => ({ name: 'card_shown', id }))
  const answer = await inject(token, 'POST', '/events', { client_op_id: randomUUID(), events })
  assert.equal(answer.statusCode, 200, answer.body)
  assert.ok(variant)
  return items
}

async function scan(token: string) {
  const { codes } = await world.addCodes(1, { brand })
  const payload = { code: codes[0], client_op_id: randomUUID() }
  assert.equal((await inject(token, 'POST', '/scans', payload)).json().verdict, 'claimed')
}

async function readUplift(query = '', role: 'analyst' | 'owner' = 'analyst') {
  const { headers } = await world.addOperator({ brand, role })
  const url = `/api/admin/personalization/uplift${query}`
  const answer = await world.app.server.inject({ url, headers })
  return { status: answer.statusCode, body: answer.json() as UpliftView & { errors: { field: string }[] } }
}

const DAY_MS = 86_400_000

test('both groups are counted by who was shown a card and did it within a week', async t => {
  t.after(() => {
    world.time.now = new Date()
  })
  const start = world.time.now
  const scanners = [await memberOf('personal'), await memberOf('personal'), await memberOf('hold_out')]
  const idle = [await memberOf('personal'), await memberOf('hold_out')]
  for (const { token } of [...scanners, ...idle]) {
    const [first] = await lookAtCards(token)
    assert.equal(first?.kind, 'first_scan')
    assert.equal((await inject(token, 'GET', '/dashboard')).statusCode, 200)
  }
  world.time.now = new Date(start.getTime() + DAY_MS / 2)
  for (const { token } of scanners) await scan(token)
  // What is done before it is shown, or more than a week later, is not done for it.
  const early = await memberOf('personal')
  await scan(early.token)
  world.time.now = new Date(start.getTime() + DAY_MS / 2 + 60_000)
  await lookAtCards(early.token)

  const { status, body } = await readUplift()
  assert.equal(status, 200, JSON.stringify(body))
  const { overall, kinds } = body
  assert.deepEqual(
    [overall.personal, overall.hold_out],
    [
      { members: 4, shown: 4, done: 2 },
      { members: 2, shown: 2, done: 1 },
    ],
  )
  const firstScan = kinds.find(({ kind }) => kind === 'first_scan')
  assert.deepEqual(
    [firstScan?.personal, firstScan?.hold_out],
    [
      { members: 4, shown: 3, done: 2 },
      { members: 2, shown: 2, done: 1 },
    ],
  )
  assert.ok(firstScan?.uplift && Math.abs(firstScan.uplift.difference - (2 / 3 - 1 / 2)) < 1e-12)
  const secondScan = kinds.find(({ kind }) => kind === 'second_scan')
  assert.deepEqual([secondScan?.personal, secondScan?.uplift], [{ members: 4, shown: 1, done: 0 }, null])

  world.time.now = new Date(start.getTime() + 8 * DAY_MS)
  const late = idle[0] ?? assert.fail()
  await scan(late.token)
  assert.deepEqual((await readUplift()).body.overall.personal, { members: 4, shown: 4, done: 2 })
})

test('the period is of days, at most a quarter, and a wrong one is named', async () => {
  const fieldOf = async (query: string) => {
    const { status, body } = await readUplift(query)
    return [status, body.errors?.[0]?.field]
  }
  assert.deepEqual(await fieldOf('?from=2026-02-30'), [400, 'from'])
  assert.deepEqual(await fieldOf('?from=yesterday'), [400, 'from'])
  assert.deepEqual(await fieldOf('?from=2026-03-02&until=2026-03-01'), [400, 'from'])
  assert.deepEqual(await fieldOf('?from=2026-01-01&until=2026-05-01'), [400, 'from'])
  assert.deepEqual(await fieldOf('?since=2026-01-01'), [400, 'since'])
  const { body } = await readUplift('?from=2020-01-01&until=2020-03-31')
  assert.deepEqual(
    [body.from, body.until, body.kinds, body.overall.uplift],
    ['2020-01-01', '2020-03-31', [], null],
  )
})
