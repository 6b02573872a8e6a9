import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { type Desk, openDesk } from '../../../test/earning/desk.ts'
import { openWorld, type World } from '../../../test/world.ts'

let world: World
let desk: Desk
before(async () => {
  world = await openWorld()
  desk = await openDesk(undefined, { world })
})
after(async () => {
  await desk.checkBooks()
  await world.close()
})

const generated = (count: number) => world.addCodes(count, { brand: desk.brand, activate: false })

const change = (batchId: string, what: string, body: object = {}) =>
  desk.ask(what === 'expiry' ? 'PUT' : 'POST', `batches/${batchId}/${what}`, body)

const range = (from_serial: number, to_serial: number) => ({ from_serial, to_serial })
const reason = 'Stolen in transit'

async function verdicts(codes: string[]): Promise<string[]> {
  const member = await desk.member()
  const headers = world.headers({ brand: desk.brand, token: member.token })
  const answers = await Promise.all(
    codes.map(code => world.app.server.inject({ url: `/api/codes/${code}`, headers })),
  )
  return answers.map(answer => answer.json().verdict)
}

describe('a range of serials', () => {
  test('is claimed while the rest of its batch is not, and void where that was said', async () => {
    const { batchId, codes } = await generated(5)
    const active = await change(batchId, 'activate', range(2, 4))
    assert.deepEqual(active.body.batch.active_serials, [{ from: 2, to: 4 }])
    const voided = await change(batchId, 'void', { ...range(3, 3), reason })
    assert.deepEqual(voided.body.batch.void_serials, [{ from: 3, to: 3 }])
    assert.deepEqual(await verdicts(codes), ['inactive', 'claimable', 'void', 'claimable', 'inactive'])
    const member = await desk.member()
    const scanned = []
    for (const code of codes) scanned.push((await desk.scan(member, { code })).verdict)
    assert.deepEqual(scanned, ['inactive', 'claimed', 'void', 'claimed', 'inactive'])
    const whole = await change(batchId, 'activate')
    assert.equal(whole.body.batch.state, 'active')
    assert.deepEqual(await verdicts([codes[0], codes[2], codes[4]] as string[]), [
      'claimable',
      'void',
      'claimable',
    ])
  })

  test('of any order of changes says for each serial what those that name it said: void, else active', async () => {
    const size = 6
    const step = fc.record({
      do: fc.constantFrom('activate', 'void'),
      from: fc.integer({ min: 1, max: size }),
      length: fc.integer({ min: 0, max: size - 1 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 6 }), async steps => {
        const { batchId, codes } = await generated(size)
        const expected = Array<string>(size).fill('inactive')
        for (const { do: what, from, length } of steps) {
          const to = Math.min(size, from + length)
          const named = expected.slice(from - 1, to)
          const { status } = await change(batchId, what, { ...range(from, to), reason })
          if (what === 'activate' && named.includes('void')) assert.equal(status, 409)
          else {
            assert.equal(status, 200)
            expected.fill(what === 'void' ? 'void' : 'claimable', from - 1, to)
          }
        }
        assert.deepEqual(await verdicts(codes), expected)
      }),
      { numRuns: 25 },
    )
  })

  test('that the batch has not is refused with its field, and changes nothing', async () => {
    const { batchId } = await generated(5)
    const before = await desk.fingerprint()
    for (const [body, field] of [
      [range(4, 2), 'from_serial'],
      [range(1, 6), 'to_serial'],
      [{ from_serial: 2 }, 'to_serial'],
      [{ to_serial: 2 }, 'from_serial'],
      [range(0, 2), 'from_serial'],
    ] as const) {
      const { status, body: answer } = await change(batchId, 'activate', body)
      assert.deepEqual([status, answer.code, answer.errors[0].field], [400, 'validation_failed', field])
    }
    assert.equal((await change(batchId, 'void', range(1, 2))).body.errors[0].field, 'reason')
    assert.deepEqual(await desk.fingerprint(), before)
  })
})

describe('a batch', () => {
  test('says what was done to it and why; the same again is nothing new, and a void one stays void', async () => {
    const { batchId } = await generated(5)
    await change(batchId, 'activate', { reason: 'Shipped' })
    assert.equal((await change(batchId, 'activate')).body.run_id, null)
    await change(batchId, 'void', { reason })
    const refused = await change(batchId, 'activate')
    assert.deepEqual([refused.status, refused.body.code], [409, 'batch_is_void'])
    const detail = await desk.do('GET', `batches/${batchId}`)
    assert.deepEqual(
      detail.changes.map(({ change, reason }: Record<string, string>) => [change, reason]),
      [
        ['voided', reason],
        ['activated', 'Shipped'],
      ],
    )
    assert.deepEqual([detail.state, detail.void_reason], ['void', reason])
    const { items } = await desk.do('GET', 'audit?limit=2')
    assert.deepEqual(
      items.map(({ action }: { action: string }) => action),
      ['batch.voided', 'batch.activated'],
    )
  })

  test('can be claimed until it expires, and longer when that is moved', async () => {
    const { batchId, codes } = await world.addCodes(1, { brand: desk.brand })
    const soon = new Date(world.time.now.getTime() + 3_600_000)
    await change(batchId, 'expiry', { expires_at: soon.toISOString() })
    desk.pass(2)
    assert.deepEqual(await verdicts(codes), ['expired'])
    const moved = await change(batchId, 'expiry', { expires_at: null, reason: 'Printed wrong' })
    assert.equal(moved.body.batch.expires_at, null)
    assert.deepEqual(await verdicts(codes), ['claimable'])
  })

  test('has a claim rate, its first and last claim, and its refused scans by verdict', async () => {
    const { batchId, codes } = await world.addCodes(4, { brand: desk.brand })
    const [first, second] = [await desk.member(), await desk.member()]
    const began = world.time.now.toISOString()
    await desk.scan(first, { code: codes[0] as string })
    desk.pass(1)
    await desk.scan(first, { code: codes[1] as string })
    const ended = world.time.now.toISOString()
    await desk.scan(second, { code: codes[0] as string })
    await desk.scan(second, { code: codes[0] as string })
    const batch = await desk.do('GET', `batches/${batchId}`)
    assert.deepEqual(
      [batch.claimed, batch.claim_rate, batch.first_claim_at, batch.last_claim_at],
      [2, 0.5, began, ended],
    )
    assert.deepEqual(batch.attempts, [{ verdict: 'claimed_by_another', attempts: 2, people: 1 }])
    const { items, next_cursor } = await desk.do('GET', 'batches?limit=1')
    assert.deepEqual([items[0].id, items[0].claim_rate], [batchId, 0.5])
    assert.notEqual((await desk.do('GET', `batches?limit=1&cursor=${next_cursor}`)).items[0].id, batchId)
  })

  test('is changed by owners and support, and read by everybody of the brand', async () => {
    const { batchId } = await generated(1)
    for (const role of ['marketer', 'analyst'] as const) {
      assert.equal((await desk.ask('GET', `batches/${batchId}`, undefined, role)).status, 200)
      assert.equal((await desk.ask('POST', `batches/${batchId}/activate`, {}, role)).body.code, 'not_allowed')
    }
    assert.equal((await desk.ask('POST', `batches/${batchId}/activate`, {}, 'support')).status, 200)
  })
})

describe('a scan before its batch is active', () => {
  test('is told to operators until it is credited', async () => {
    const { batchId, codes } = await generated(3)
    const people = await Promise.all([desk.member(), desk.member()])
    for (const code of codes) await desk.scan(people[0] as never, { code })
    await desk.scan(people[1] as never, { code: codes[0] as string })
    const alertOf = async () => {
      const { items } = await desk.do('GET', 'batches/alerts')
      return items.find(({ batch_id }: { batch_id: string }) => batch_id === batchId)
    }
    const { people: count, packs, sku } = await alertOf()
    assert.deepEqual([count, packs, sku], [2, 3, 'TEN'])
    await change(batchId, 'activate', range(1, 1))
    assert.deepEqual([(await alertOf()).people, (await alertOf()).packs], [1, 2])
    await change(batchId, 'activate')
    assert.equal(await alertOf(), undefined)
    await desk.finishRuns()
  })

  test('is credited when it is activated: each code to the first who tried it, once', async () => {
    const { batchId, codes } = await generated(4)
    const [first, second, third] = [await desk.member(), await desk.member(), await desk.member()]
    await desk.scan(first, { code: codes[0] as string })
    await desk.scan(first, { code: codes[0] as string })
    await desk.scan(second, { code: codes[0] as string })
    await desk.scan(second, { code: codes[1] as string })
    await desk.scan(third, { code: codes[2] as string })
    const { body } = await change(batchId, 'activate', range(1, 2))
    const run = await desk.finishRuns()
    assert.deepEqual([run.id, run.state, run.result], [body.run_id, 'done', { credited: 2 }])
    const balances = []
    for (const member of [first, second, third]) balances.push((await desk.account(member)).balance)
    assert.deepEqual(balances, [100, 100, 0], 'the third is out of the range')
    assert.deepEqual(await desk.events(first), ['product_scanned', 'gift_claimed'])
    const [action] = await desk.rows<{ data: { remembered: boolean } }>(
      `select data from actions where member_id = $1 and name = 'product_scanned'`,
      [first.id],
    )
    assert.equal(action?.data.remembered, true)
    assert.equal((await desk.scan(first, { code: codes[0] as string })).verdict, 'already_yours')
    await desk.rows(`update runs set state = 'running', cursor = null where id = $1`, [body.run_id])
    await desk.advance(body.run_id)
    assert.equal((await desk.account(first)).balance, 100, 'the same run again gives nothing')
  })

  test('is not credited where somebody claimed it since, or its member is gone', async () => {
    const { batchId, codes } = await generated(2)
    const [early, gone, quick] = [await desk.member(), await desk.member(), await desk.member()]
    await desk.scan(early, { code: codes[0] as string })
    await desk.scan(gone, { code: codes[1] as string })
    await desk.scan(early, { code: codes[1] as string })
    await change(batchId, 'activate')
    assert.equal((await desk.scan(quick, { code: codes[0] as string })).verdict, 'claimed')
    await desk.rows(`update members set state = 'erased' where id = $1`, [gone.id])
    assert.deepEqual((await desk.finishRuns()).result, { credited: 1 })
    await desk.rows(`update members set state = 'confirmed' where id = $1`, [gone.id])
    assert.equal((await desk.account(early)).scans, 1)
    assert.equal((await desk.scan(early, { code: codes[1] as string })).verdict, 'already_yours')
  })

  test('is credited once, whoever scans at the same moment', async () => {
    const { batchId, codes } = await generated(20)
    const [early, quick] = [await desk.member(), await desk.member()]
    for (const code of codes) await desk.scan(early, { code })
    await change(batchId, 'activate')
    const [run, ...scans] = await Promise.all([
      desk.finishRuns(),
      ...codes.map(code => desk.scan(quick, { code })),
    ])
    const won = scans.filter(({ verdict }) => verdict === 'claimed').length
    assert.equal(run.result.credited + won, 20)
    assert.equal((await desk.account(early)).scans, run.result.credited)
  })
})

test('an operation that names no batch is 404', async () => {
  assert.equal((await change(randomUUID(), 'activate')).status, 404)
})
