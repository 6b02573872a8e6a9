import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
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

const create = (body: object = {}) =>
  desk.ask('POST', 'batches', { client_op_id: randomUUID(), sku: 'TEN', count: 3, ...body })

async function made(body: object = {}): Promise<string> {
  const { status, body: started, text } = await create(body)
  assert.equal(status, 202, text)
  await desk.finishRuns()
  return started.batch_id
}

const download = (id: string) => desk.ask('POST', `batches/${id}/codes`)

/** The end of a download is stored after its answer. */
async function untilErased(id: string) {
  for (let tries = 0; tries < 100; tries++) {
    const { codes } = await desk.do('GET', `batches/${id}`)
    if (codes === 'handed_out') return
    await new Promise(resolve => setTimeout(resolve, 20))
  }
  throw new Error('the codes are still kept')
}

describe('a batch from the console', () => {
  test('is made by a run with progress, and cannot be claimed, activated or downloaded before', async () => {
    const { body } = await create({ count: 12_000, lot_number: 'L-7', pin_digits: 5 })
    const { batch_id: id } = body
    assert.equal((await desk.do('GET', `batches/${id}`)).state, 'being_made')
    assert.equal((await desk.ask('POST', `batches/${id}/activate`, {})).body.code, 'batch_not_made')
    assert.equal((await download(id)).body.code, 'batch_not_made')
    const run = await desk.finishRuns()
    assert.deepEqual([run.state, run.done, run.total], ['done', 12_000, 12_000])
    const batch = await desk.do('GET', `batches/${id}`)
    assert.deepEqual(
      [batch.state, batch.codes, batch.lot_number, batch.code_count, batch.pin_digits],
      ['generated', 'waiting', 'L-7', 12_000, 5],
    )
    const lines = (await download(id)).text.trimEnd().split('\n')
    assert.equal(lines.length, 12_001)
    assert.equal(lines[0], 'code,serial,url,pin')
    assert.match(lines[12_000] as string, /^[0-9A-Z]{16},12000,http:\/\/\S+\/s\/[0-9A-Z]{16},\d{5}$/)
    assert.equal(new Set(lines.map(line => line.slice(0, 16))).size, 12_001, 'no code twice')
    await untilErased(id)
  })

  test('hands its codes out once: the second download is refused, and nothing in the clear is left', async () => {
    const id = await made()
    const first = await download(id)
    assert.equal(first.status, 200)
    await untilErased(id)
    const second = await download(id)
    assert.deepEqual([second.status, second.body.code], [409, 'codes_taken'])
    assert.deepEqual(await desk.rows('select 1 from sealed_codes where batch_id = $1', [id]), [])
    await desk.do('POST', `batches/${id}/activate`, {})
    const codes = first.text
      .trimEnd()
      .split('\n')
      .slice(1)
      .map(line => line.split(',')[0] as string)
    const member = await desk.member()
    for (const code of codes) assert.equal((await desk.scan(member, { code })).verdict, 'claimed')
  })

  test('asked for twice at once goes to one of the two', async () => {
    const id = await made({ count: 6_000 })
    const answers = await Promise.all([download(id), download(id), download(id)])
    const codes = answers.map(({ status, body }) => (status === 200 ? 200 : body.code)).sort()
    assert.equal(codes[0], 200)
    for (const code of codes.slice(1)) assert.match(String(code), /codes_(being_)?taken/)
  })

  test('whose download breaks off can be downloaded again', async () => {
    const id = await made({ count: 60_000 })
    await world.app.server.listen({ port: 0 })
    const { port } = world.app.server.server.address() as AddressInfo
    const headers = (await world.addOperator({ brand: desk.brand })).headers
    await new Promise<void>(resolve => {
      const asked = get({ port, method: 'POST', path: `/api/admin/batches/${id}/codes`, headers }, answer =>
        answer.once('data', () => asked.destroy()),
      )
      asked.once('close', resolve)
      asked.on('error', () => {})
    })
    for (let tries = 0; ; tries++) {
      const answer = await download(id)
      if (answer.status === 200) return assert.equal(answer.text.trimEnd().split('\n').length, 60_001)
      assert.equal(answer.body.code, 'codes_being_taken')
      assert.ok(tries < 100)
      await new Promise(resolve => setTimeout(resolve, 20))
    }
  })

  test('that was voided is not made to its end, and its codes are never handed out', async () => {
    const { body } = await create({ count: 6_000 })
    await desk.do('POST', `batches/${body.batch_id}/void`, { reason: 'Wrong product' })
    assert.equal((await desk.finishRuns()).state, 'failed')
    const other = await made()
    await desk.do('POST', `batches/${other}/void`, { reason: 'Wrong product' })
    assert.equal((await download(other)).body.code, 'codes_taken')
  })

  test('is one batch for one operation, and another request under its id is 409', async () => {
    const client_op_id = randomUUID()
    const [first, again] = await Promise.all([create({ client_op_id }), create({ client_op_id })])
    assert.equal(first.text, again.text)
    const { status, body } = await create({ client_op_id, count: 4 })
    assert.deepEqual([status, body.code], [409, 'operation_reused'])
    await desk.finishRuns()
  })

  test('that cannot be is refused with the field, and nothing is begun', async () => {
    const before = await desk.fingerprint()
    for (const [body, field] of [
      [{ sku: 'NOPE' }, 'sku'],
      [{ count: 0 }, 'count'],
      [{ count: 1_000_001 }, 'count'],
      [{ pin_digits: 3 }, 'pin_digits'],
      [{ expires_at: '2001-01-01T00:00:00Z' }, 'expires_at'],
      [{ expires_at: 'tomorrow' }, 'expires_at'],
      [{ lot_number: ' ' }, 'lot_number'],
    ] as const) {
      const { status, body: answer } = await create(body)
      assert.deepEqual([status, answer.code, answer.errors[0].field], [400, 'validation_failed', field])
    }
    assert.deepEqual(await desk.fingerprint(), before)
  })
})
