import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import pg from 'pg'
import { openWorld, type World } from '../../test/world.ts'

const MB = 1024 * 1024
const LINES_A_PIECE = 200
const ROWS_A_LOOK = 20_000

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

let world: World
let admin: pg.Client
let headers: Record<string, string>
let port: number

before(async () => {
  world = await openWorld()
  admin = new pg.Client({ connectionString: world.adminUrl })
  await admin.connect()
  headers = (await world.addOperator()).headers
  await world.app.server.listen({ port: 0, host: '127.0.0.1' })
  port = (world.app.server.server.address() as AddressInfo).port
})
after(async () => {
  await admin.end()
  await world.close()
})

const count = async (table: string) =>
  Number((await admin.query(`select count(*) from ${table}`)).rows[0].count)

/** A piece of a file: members with long names, each with another e-mail. */
function linesFrom(first: number): Buffer {
  const name = 'x'.repeat(75)
  const lines = Array.from({ length: LINES_A_PIECE }, (_, i) => `m${first + i}@large.example,${name},${name}`)
  return Buffer.from(`${lines.join('\n')}\n`)
}

const upload = (more: Record<string, string> = {}) =>
  request({
    port,
    agent: false,
    method: 'POST',
    path: `/api/admin/member-imports?client_op_id=${randomUUID()}`,
    headers: { ...headers, 'content-type': 'text/csv', ...more },
  })

/** What is held: garbage that waits to be collected is none of it. */
function memoryHeld(): number {
  collect()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

/** Sends `bytes` of members over a socket, as a browser would; says what was answered, and the most memory held meanwhile. */
async function send(bytes: number, more: Record<string, string> = {}) {
  const sending = upload(more)
  const answered = once(sending, 'response')
  let [answer, sent, rows, held] = [undefined as unknown, 0, 0, 0]
  answered.then(([response]) => {
    answer = response
  })
  sending.on('error', () => {})
  sending.write('email,first_name,last_name\n')
  while (sent < bytes && !answer) {
    const piece = linesFrom(rows)
    rows += LINES_A_PIECE
    sent += piece.length
    if (!sending.write(piece)) await Promise.race([once(sending, 'drain'), answered])
    if (rows % ROWS_A_LOOK === 0) held = Math.max(held, memoryHeld())
  }
  sending.end()
  const [response] = await answered
  let body = ''
  for await (const chunk of response) body += chunk
  sending.destroy()
  return { status: response.statusCode as number, body: JSON.parse(body), rows, sent, held }
}

describe('a large file', () => {
  test('of 70 MB is received in memory that does not grow with it', { timeout: 180_000 }, async () => {
    const small = await send(8 * MB)
    assert.equal(small.status, 202)
    const large = await send(70 * MB)
    assert.equal(large.status, 202)
    assert.equal(await count('member_import_chunks'), (small.rows + large.rows) / 200)
    // Eight bytes for each e-mail, to find one that comes twice, and what the database's connection has in hand.
    assert.ok(large.held - small.held < 40 * MB, `${(large.held - small.held) / MB} MB more`)
  })

  test('that says it is above the limit is refused with 413 before it is read', async () => {
    const { status, body, sent } = await send(64 * MB, { 'content-length': String(201 * MB) })
    assert.deepEqual([status, body.code], [413, 'too_large'])
    assert.match(body.detail, /209,715,200 bytes/)
    assert.ok(sent < 64 * MB)
  })

  test('that ends in the middle leaves nothing behind', async () => {
    const before = await count('member_imports')
    const sending = upload({ 'content-length': String(MB) })
    sending.on('error', () => {})
    sending.write('email,first_name,last_name\n')
    for (let i = 0; i < 20; i++) sending.write(linesFrom(i * LINES_A_PIECE))
    while ((await count('member_imports')) === before) await new Promise(resolve => setTimeout(resolve, 20))
    sending.destroy()
    while ((await count('member_imports')) > before) await new Promise(resolve => setTimeout(resolve, 20))
    const { rows } = await admin.query('select 1 from member_imports where run_id is null')
    assert.deepEqual(rows, [])
  })
})
