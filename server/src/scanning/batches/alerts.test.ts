import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Desk, openDesk } from '../../../test/earning/desk.ts'
import { explainAll, readBigTables } from '../../../test/hot/explain.ts'
import { type Recorded, recordStatements } from '../../../test/hot/record-statements.ts'

const CODES = 10_000
const BATCHES = 5
let desk: Desk
before(async () => {
  desk = await openDesk(undefined)
})
after(() => desk.world.close())

/** So many codes of a batch, tried by somebody before it was active; past the server, which would take minutes. */
async function addTriedCodes(state: 'generated' | 'active', number: number): Promise<void> {
  const { id: memberId } = await desk.member()
  const { batchId } = await desk.world.addCodes(1, { brand: desk.brand, activate: state === 'active' })
  await desk.rows(
    `insert into codes (brand_id, hmac, key_id, batch_id, serial)
     select $1, decode(md5($3 || '/' || i), 'hex'), 't1', $2, i + 1 from generate_series(1, $4::int) i`,
    [desk.brand.id, batchId, String(number), CODES],
  )
  await desk.rows(
    `insert into code_attempts (brand_id, hmac, id, batch_id, member_id, verdict, client_op_id)
     select brand_id, hmac, uuidv7(), batch_id, $2, $3, gen_random_uuid() from codes
     where batch_id = $1 and serial > 1`,
    [batchId, memberId, state === 'active' ? 'claimed_by_another' : 'inactive'],
  )
}

test('alerts count people, however often each tried', async () => {
  const { batchId, codes } = await desk.world.addCodes(2, { brand: desk.brand, activate: false })
  const [eager, other] = [await desk.member(), await desk.member()]
  for (let tries = 0; tries < 3; tries++) await desk.scan(eager, { code: codes[0] as string })
  await desk.scan(other, { code: codes[1] as string })
  const { items } = await desk.do('GET', 'batches/alerts')
  assert.deepEqual(
    items.map(({ batch_id, people, packs }: Record<string, unknown>) => [batch_id, people, packs]),
    [[batchId, 2, 2]],
  )
})

test('alerts read the tries of batches that are not active, and no other codes', async () => {
  for (let n = 1; n < BATCHES; n++) await addTriedCodes('active', n)
  await addTriedCodes('generated', BATCHES)
  await desk.rows('analyze codes, code_attempts, batches')
  const big = await readBigTables(desk.admin, CODES)
  assert.ok(big.has('codes') && big.has('code_attempts'))
  const recorded = await recordStatements(async () => {
    const { items } = await desk.do('GET', 'batches/alerts')
    assert.ok(items.some(({ packs }: { packs: number }) => packs === CODES))
  })
  const statements = recorded.filter(({ text }) => text.includes('code_attempts'))
  assert.equal(statements.length, 1)
  const explain = (some: Recorded[], damage?: string) =>
    explainAll(desk.admin, some, { brandId: desk.brand.id, big, ...(damage ? { damage } : {}) })
  assert.deepEqual(await explain(statements), [])
  const planted = await explain(statements, 'drop index code_attempts_batch')
  assert.ok(planted.length > 0, 'planted bug: without its index it is found')
})
