import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import fc from 'fast-check'
import pg from 'pg'
import { openWorld, type World } from '../../test/world.ts'
import type { Brand } from '../tenancy/index.ts'
import { audit, COMMAND_LINE } from './audit.ts'
import { canonical } from './audit-hash.ts'
import { verifyAudit } from './verify-audit.ts'

let world: World
let admin: pg.Client
let brand: Brand
let brands = 0

before(async () => {
  world = await openWorld()
  admin = new pg.Client({ connectionString: world.adminUrl })
  await admin.connect()
})
after(async () => {
  await admin.end()
  await world.close()
})
beforeEach(async () => {
  brand = await world.addBrand({ slug: `audited-${++brands}` })
})

const write = (subject: string, after: unknown = { n: 1 }, before?: unknown) =>
  world.platform.db.transaction(brand.id, tx =>
    audit(tx, world.platform.keys, {
      operator: COMMAND_LINE,
      action: 'thing.changed',
      subject,
      before,
      after,
      at: world.time.now,
      requestId: null,
    }),
  )

const verify = () => verifyAudit(world.platform, brand.id)
const tamper = (sql: string) => admin.query(sql.replace('BRAND', `brand_id = ${brand.id}`))

async function writeFive() {
  for (const n of [1, 2, 3, 4, 5]) await write(`thing:${n}`, { n, name: 'as it was' })
}

describe('the audit', () => {
  test('is numbered without a gap, however many write at once and whoever gives up', async () => {
    const { db, keys } = world.platform
    const writers = Array.from({ length: 20 }, (_, i) =>
      i % 4 === 0
        ? db
            .transaction(brand.id, async tx => {
              const deed = { operator: COMMAND_LINE, action: 'x', subject: 'x', at: world.time.now }
              await audit(tx, keys, { ...deed, requestId: null })
              throw new Error('given up')
            })
            .catch(() => {})
        : write(`thing:${i}`),
    )
    await Promise.all(writers)
    const { rows } = await admin.query('select seq from audit_entries where brand_id = $1 order by seq', [
      brand.id,
    ])
    assert.deepEqual(
      rows.map(({ seq }) => Number(seq)),
      Array.from({ length: 15 }, (_, i) => i + 1),
    )
    assert.deepEqual([(await verify()).entries, (await verify()).firstBad], [15, null])
  })

  test('of a brand without deeds is in order', async () => {
    assert.deepEqual(await verify(), { entries: 0, head: null, firstBad: null })
  })

  test('verifies whatever JSON was kept, in whatever order jsonb gives it back', async () => {
    const values = fc.sample(fc.jsonValue({ noUnicodeString: false }), 150)
    for (const value of values) {
      if (/\\u0000|\\ud[89a-f]/.test(JSON.stringify(value))) continue
      await write('thing:any', { zebra: value, a: [value], when: new Date(0), left_out: undefined }, value)
    }
    const { entries, firstBad } = await verify()
    assert.equal(firstBad, null)
    assert.ok(entries > 100)
  })

  const TAMPERINGS: [what: string, sql: string, firstBad: number][] = [
    ['an action', `update audit_entries set action = 'thing.kept' where BRAND and seq = 3`, 3],
    ['a name', `update audit_entries set operator_name = 'somebody' where BRAND and seq = 1`, 1],
    ['a moment', `update audit_entries set at = at + interval '1 ms' where BRAND and seq = 4`, 4],
    ['what was', `update audit_entries set before = '{}' where BRAND and seq = 2`, 2],
    ['what is', `update audit_entries set after = after || '{"n": 9}' where BRAND and seq = 5`, 5],
    ['a request', `update audit_entries set request_id = 'r' where BRAND and seq = 5`, 5],
    ['the key it names', `update audit_entries set key_id = 'k9' where BRAND and seq = 2`, 2],
    ['an entry in the middle that is gone', `delete from audit_entries where BRAND and seq = 3`, 3],
    ['the first that is gone', `delete from audit_entries where BRAND and seq = 1`, 1],
    [
      'a gap that is closed again',
      `with gone as (delete from audit_entries where BRAND and seq = 5 returning *)
       update audit_entries set subject = 'thing:5' where brand_id = (select brand_id from gone) and seq = 4`,
      4,
    ],
    [
      'one that is added',
      `insert into audit_entries select brand_id, 6, gen_random_uuid(), operator_id, operator_name, action, subject,
         before, after, request_id, at, key_id, hash, hash from audit_entries where BRAND and seq = 5`,
      6,
    ],
  ]
  for (const [what, sql, firstBad] of TAMPERINGS) {
    test(`tells of ${what}`, async () => {
      await writeFive()
      assert.equal((await verify()).firstBad, null)
      await tamper(sql)
      const verdict = await verify()
      assert.deepEqual([verdict.firstBad, verdict.entries], [firstBad, firstBad - 1])
    })
  }

  test('of one brand cannot stand in for another’s', async () => {
    await writeFive()
    const from = brand.id
    brand = await world.addBrand({ slug: `audited-${++brands}` })
    await admin.query(
      `insert into audit_entries select $1, seq, id, operator_id, operator_name, action, subject, before, after,
         request_id, at, key_id, previous_hash, hash from audit_entries where brand_id = $2`,
      [brand.id, from],
    )
    assert.equal((await verify()).firstBad, 1)
  })

  test('cannot be changed or emptied by the application', async () => {
    await write('thing:1')
    const run = (text: string) => world.platform.db.transaction(brand.id, tx => tx.raw(text))
    await assert.rejects(run(`update audit_entries set action = 'x'`), { code: '42501' })
    await assert.rejects(run('delete from audit_entries'), { code: '42501' })
  })
})

test('the canonical form is the same for every order of keys, and differs where a value does', () => {
  fc.assert(
    fc.property(fc.jsonValue(), value => {
      const reversed = JSON.parse(JSON.stringify(value), (_key, inner) =>
        inner && typeof inner === 'object' && !Array.isArray(inner)
          ? Object.fromEntries(Object.entries(inner).reverse())
          : inner,
      )
      assert.equal(canonical(reversed), canonical(JSON.parse(JSON.stringify(value))))
    }),
  )
  assert.notEqual(canonical({ a: 1 }), canonical({ a: '1' }))
  assert.notEqual(canonical([1, 2]), canonical([2, 1]))
})
