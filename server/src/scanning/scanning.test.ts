import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import pg from 'pg'
import { ledgerFaults } from '../../test/invariants.ts'
import { openWorld, type World } from '../../test/world.ts'
import { typedForm } from './code-format.ts'

let world: World
let admin: pg.Client
before(async () => {
  world = await openWorld()
  admin = new pg.Client({ connectionString: world.adminUrl })
  await admin.connect()
})
after(async () => {
  assert.deepEqual(await ledgerFaults(admin), [], 'the ledger balances after every test')
  await admin.end()
  await world.close()
})

const scan = (
  token: string,
  code: string,
  clientOpId: string = randomUUID(),
  headers: Record<string, string> = {},
) =>
  world.app.server.inject({
    method: 'POST',
    url: '/api/scans',
    headers: { ...world.headers({ token }), ...headers },
    payload: { code, client_op_id: clientOpId },
  })

describe('a scan', () => {
  test('answers all that happened: the welcome streak from the first pack to the third', async () => {
    await world.addAchievement(world.brand, 'third_time', {})
    const { codes } = await world.addCodes(3, { sku: 'TEN45' })
    const { token } = await world.addMember()
    const [first, second, third] = [
      (await scan(token, codes[0] as string)).json(),
      (await scan(token, typedForm(codes[1] as string).toLowerCase())).json(),
      (await scan(token, codes[2] as string)).json(),
    ]
    assert.equal(first.verdict, 'claimed')
    assert.equal(first.points_earned, 105)
    assert.equal(first.gift.status, 'pending')
    assert.deepEqual([second.points_earned, second.multiplier, second.scan_number], [209, 2, 2])
    assert.equal(third.achievements_unlocked[0].key, 'third_time')
    assert.equal(third.points_earned, 105 + 250)
    assert.equal(third.new_balance, 105 + 209 + 355)
  })

  test('promotes in the scan that earns it, and the next scan is multiplied by the new rank', async () => {
    const { codes } = await world.addCodes(2)
    const { token, id } = await world.addMember()
    await admin.query(
      'update members set lifetime_points = 4950, points_balance = 4950, ledger_seq = 1, scan_count = 5 where id = $1',
      [id],
    )
    await admin.query(
      'insert into point_lots (brand_id, member_id, expires_day, remaining) values ($1, $2, 2147483647, 4950)',
      [world.brand.id, id],
    )
    await admin.query(
      `insert into ledger_entries values ($1, $2, 1, 4950, 4950, 'scan', $2, '{}', now(), 0, 4950)`,
      [world.brand.id, id],
    )
    const promoted = (await scan(token, codes[0] as string)).json()
    assert.deepEqual([promoted.rank.key, promoted.rank_changed, promoted.multiplier], ['silver', true, 1])
    const next = (await scan(token, codes[1] as string)).json()
    assert.deepEqual([next.points_earned, next.multiplier, next.rank_changed], [125, 1.25, false])
  })

  test('answers every other verdict with status 200 and changes nothing', async () => {
    const { token } = await world.addMember()
    const other = await world.addMember()
    const another = await world.addBrand({ slug: `other-${Date.now()}` })
    const foreign = await world.addCodes(1, { brand: another })
    const mine = await world.addCodes(2)
    const inactive = await world.addCodes(1, { activate: false })
    const voided = await world.addCodes(1)
    await admin.query(`update batches set state = 'void' where id = $1`, [voided.batchId])
    const expired = await world.addCodes(1)
    await admin.query(`update batches set expires_at = now() - interval '1 hour' where id = $1`, [
      expired.batchId,
    ])
    await scan(token, mine.codes[0] as string)
    await scan(other.token, mine.codes[1] as string)
    const verdicts = []
    for (const code of [
      mine.codes[0],
      mine.codes[1],
      inactive.codes[0],
      voided.codes[0],
      expired.codes[0],
      foreign.codes[0],
      '0000-0000-0000-0000',
      'nonsense',
    ]) {
      const response = await scan(token, code as string)
      assert.equal(response.statusCode, 200)
      assert.equal(response.json().new_balance, 100)
      verdicts.push(response.json().verdict)
    }
    assert.deepEqual(verdicts, [
      'already_yours',
      'claimed_by_another',
      'inactive',
      'void',
      'expired',
      'unknown',
      'unknown',
      'unknown',
    ])
  })

  test('an inactive code is judged anew after its batch was activated, under the same operation id', async () => {
    const { codes, batchId } = await world.addCodes(1, { activate: false })
    const { token } = await world.addMember()
    const operation = randomUUID()
    assert.equal((await scan(token, codes[0] as string, operation)).json().verdict, 'inactive')
    await admin.query(`update batches set state = 'active' where id = $1`, [batchId])
    assert.equal((await scan(token, codes[0] as string, operation)).json().verdict, 'claimed')
  })
})

describe('an operation', () => {
  test('sent again answers the same bytes and changes nothing; with another code it is 409', async () => {
    const { codes } = await world.addCodes(2)
    const { token, id } = await world.addMember()
    const operation = randomUUID()
    const first = await scan(token, codes[0] as string, operation)
    const again = await scan(token, typedForm(codes[0] as string), operation)
    assert.equal(again.body, first.body)
    const reused = await scan(token, codes[1] as string, operation)
    assert.equal(reused.statusCode, 409)
    assert.equal(reused.json().code, 'operation_reused')
    const { rows } = await admin.query('select points_balance, scan_count from members where id = $1', [id])
    assert.deepEqual(rows, [{ points_balance: '100', scan_count: 1 }])
  })

  test('sent fifty times at once is applied once', async () => {
    const { codes } = await world.addCodes(1)
    const { token, id } = await world.addMember()
    const operation = randomUUID()
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => scan(token, codes[0] as string, operation)),
    )
    assert.equal(new Set(answers.map(({ body }) => body)).size, 1)
    const { rows } = await admin.query('select scan_count, ledger_seq from members where id = $1', [id])
    assert.deepEqual(rows, [{ scan_count: 1, ledger_seq: '1' }])
  })
})

test('a code has exactly one winner of 50 racers', async () => {
  const { codes } = await world.addCodes(5)
  const racers = await Promise.all(Array.from({ length: 50 }, () => world.addMember()))
  for (const code of codes) {
    const answers = await Promise.all(racers.map(({ token }) => scan(token, code)))
    const verdicts = answers.map(response => response.json().verdict)
    assert.equal(verdicts.filter(verdict => verdict === 'claimed').length, 1)
    assert.equal(verdicts.filter(verdict => verdict === 'claimed_by_another').length, 49)
  }
})

test('a batch of several brands keeps each to its own', async () => {
  const others = await Promise.all(['b1', 'b2', 'b3'].map(slug => world.addBrand({ slug })))
  const scans = await Promise.all(
    others.map(async brand => {
      const { codes } = await world.addCodes(1, { brand })
      const { token } = await world.addMember({ brand })
      return { brand, token, code: codes[0] as string }
    }),
  )
  const answers = await Promise.all(
    scans.map(({ brand, token, code }) =>
      world.app.server.inject({
        method: 'POST',
        url: '/api/scans',
        headers: world.headers({ brand, token }),
        payload: { code, client_op_id: randomUUID() },
      }),
    ),
  )
  assert.deepEqual(
    answers.map(response => response.json().verdict),
    ['claimed', 'claimed', 'claimed'],
  )
})
