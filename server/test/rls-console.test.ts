import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import pg from 'pg'
import { sampleDefinition } from '../src/campaigns/test/sample.ts'
import { type Operation, operationsOf } from './operations.ts'
import { SHIPPED } from './rewards/shop.ts'
import { readCatalogue } from './rls/catalogue.ts'
import { BrandRows } from './rls/generate-rows.ts'
import { ACHIEVEMENT, openWorld, type World } from './world.ts'

/** What the word before a parameter names: the table and column with what another brand has of it. */
const NAMED: Record<string, [table: string, column: string]> = {
  achievements: ['achievements', 'key'],
  batches: ['batches', 'id'],
  campaigns: ['campaigns', 'id'],
  disputes: ['disputes', 'id'],
  holds: ['point_holds', 'id'],
  imports: ['member_imports', 'id'],
  members: ['members', 'id'],
  operators: ['operators', 'id'],
  orders: ['orders', 'id'],
  quarantine: ['insight_webhooks', 'id'],
  referrals: ['referrals', 'id'],
  rewards: ['rewards', 'id'],
  runs: ['runs', 'id'],
}

const operation = () => ({ client_op_id: randomUUID() })

/** A body that each operation takes, so that what it names is looked for. */
const BODIES: Record<string, () => object> = {
  'POST /api/admin/batches/{id}/void': () => ({ reason: 'Stolen in transit' }),
  'POST /api/admin/batches/{id}/activate': () => ({}),
  'PUT /api/admin/batches/{id}/expiry': () => ({ expires_at: null }),
  'PATCH /api/admin/operators/{id}': () => ({ name: 'Renamed' }),
  'PUT /api/admin/achievements/{key}': () => ({ definition: ACHIEVEMENT }),
  'POST /api/admin/achievements/{key}/rollback': () => ({ version: 1 }),
  'POST /api/admin/achievements/{key}/dry-run': () => ({ definition: ACHIEVEMENT }),
  'PUT /api/admin/campaigns/{id}': () => ({ definition: sampleDefinition() }),
  'POST /api/admin/campaigns/{id}/undo': () => ({ reason: 'It gave too much' }),
  'PATCH /api/admin/members/{id}': () => ({ birth_month: 5 }),
  'POST /api/admin/members/{id}/adjustments': () => ({ ...operation(), points: 5, reason: 'A late scan' }),
  'POST /api/admin/members/{id}/erasure': () => ({ ...operation(), confirm: true, reason: 'Asked for' }),
  'POST /api/admin/member-imports/{id}/undo': () => ({ ...operation(), reason: 'The wrong file' }),
  'POST /api/admin/holds/{id}/release': operation,
  'POST /api/admin/holds/{id}/reject': operation,
  'POST /api/admin/disputes/{id}/settle': () => ({ ...operation(), award: 'refuse', note: 'No receipt' }),
  'POST /api/admin/orders/{id}/process': operation,
  'POST /api/admin/orders/{id}/deliver': operation,
  'POST /api/admin/orders/{id}/ship': () => ({ ...operation(), carrier: 'UPS', tracking_number: '1Z' }),
  'POST /api/admin/orders/{id}/cancel': () => ({ ...operation(), reason: 'Broken in the store' }),
  'PUT /api/admin/rewards/{id}': () => ({ definition: SHIPPED }),
  'POST /api/admin/rewards/{id}/stock': () => ({ ...operation(), set: 5 }),
  'POST /api/admin/rewards/{id}/vouchers': () => ({ ...operation(), codes: ['A'] }),
  'POST /api/admin/referrals/{id}/allow': operation,
  'POST /api/admin/referrals/{id}/block': operation,
}

let world: World
let admin: pg.Client
let rows: BrandRows
let foreign: number
let headers: Record<string, string>
let operations: (Operation & { name: string })[]

before(async () => {
  world = await openWorld()
  admin = new pg.Client({ connectionString: world.adminUrl })
  await admin.connect()
  rows = new BrandRows(await readCatalogue(admin))
  foreign = await rows.fill(admin)
  headers = (await world.addOperator()).headers
  operations = operationsOf(world)
    .filter(({ path }) => path.startsWith('/api/admin/'))
    .map(operation => ({ ...operation, name: `${operation.method} ${operation.path}` }))
    // What a PUT makes is there for the others.
    .sort((a, b) => Number(a.method === 'PUT') - Number(b.method === 'PUT'))
})
after(async () => {
  await admin.end()
  await world.close()
})

async function ask({ method, path, name }: Operation & { name: string }, named: string) {
  const url = path.replace(/\{\w+\}/, named)
  const payload = BODIES[name]?.()
  const answer = await world.app.server.inject({ method, url, headers, ...(payload ? { payload } : {}) })
  const { request_id: _, ...body } = answer.body ? answer.json() : {}
  return { status: answer.statusCode, body }
}

/** Everything that the other brand has, as text. */
async function foreignRows(): Promise<string> {
  const parts = rows.tables.map(
    ({ name, brandColumn }) =>
      `select '${name}', string_agg(t::text, ',' order by t::text) from "${name}" t where "${brandColumn}" = ${foreign}`,
  )
  return JSON.stringify((await admin.query(parts.join(' union all '))).rows)
}

describe('in the console, what another brand has', () => {
  test('is in no list', async () => {
    const theirs = new Set(
      rows.tables.flatMap(table =>
        Object.values(rows.of(table.name, foreign)).filter(
          value => typeof value === 'string' && /^t?[0-9a-f-]{12,36}$/.test(value),
        ),
      ) as string[],
    )
    assert.ok(theirs.size > 50, 'the other brand has something to be shown')
    let asked = 0
    for (const operation of operations) {
      if (operation.method !== 'GET' || operation.path.includes('{')) continue
      const { status, body } = await ask(operation, '')
      const shown = [...theirs].filter(value => JSON.stringify(body).includes(value))
      assert.deepEqual(shown, [], operation.name)
      if (status === 200) asked++
    }
    assert.ok(asked >= 3)
  })

  test('is answered like something that nobody has, and stays as it is', async () => {
    const before = await foreignRows()
    let asked = 0
    for (const operation of operations) {
      const noun = /\/(\w+)\/\{/.exec(operation.path)?.[1]
      if (!noun) continue
      const [table, column] = NAMED[noun] ?? assert.fail(`say above what ${operation.name} names`)
      const theirs = await ask(operation, String(rows.of(table, foreign)[column]))
      const nobodys = await ask(operation, column === 'id' ? randomUUID() : 'nobody_has_it')
      assert.equal(theirs.status, nobodys.status, operation.name)
      // A key is of one's own choice, and so may be new.
      if (column === 'key' && nobodys.status < 300) continue
      assert.equal(
        nobodys.status,
        404,
        `${operation.name} needs a body above: ${JSON.stringify(nobodys.body)}`,
      )
      assert.deepEqual(theirs.body, nobodys.body, operation.name)
      asked++
    }
    assert.equal(await foreignRows(), before)
    assert.ok(asked >= 3)
  })
})
