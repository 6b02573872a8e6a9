import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { assertProblem } from './refusals/assert-problem.ts'
import { openRaw, parseAnswer, rawRequest, requestRaw } from './refusals/raw-request.ts'
import { openWorld, type World } from './world.ts'

let world: World
let token: string
let port: number

before(async () => {
  world = await openWorld()
  token = (await world.addMember()).token
  await world.app.server.listen({ port: 0, host: '127.0.0.1' })
  port = (world.app.server.server.address() as AddressInfo).port
})
after(() => world.close())

const aScan = () => JSON.stringify({ code: '0000000000000000', client_op_id: randomUUID() })

describe('over a socket', () => {
  const post = (headers: Record<string, string | number>, body: string | Buffer) =>
    rawRequest('POST /api/scans', { 'content-type': 'application/json', ...headers }, body)
  const authorization = () => `Bearer ${token}`

  test('a gzipped body is not unpacked', async () => {
    const body = gzipSync(aScan())
    const answer = await requestRaw(
      port,
      post(
        { authorization: authorization(), 'content-encoding': 'gzip', 'content-length': body.length },
        body,
      ),
    )
    assert.equal(answer.status, 400)
    assertProblem(answer)
  })

  test('a header of 100 KB', async () => {
    const answer = await requestRaw(port, rawRequest('GET /api/me', { 'x-big': 'A'.repeat(100_000) }))
    assert.equal(answer.status, 431)
    assertProblem(answer)
  })

  test('bytes that are no HTTP', async () => {
    const answer = await requestRaw(port, 'NONSENSE\r\n\r\n')
    assert.equal(answer.status, 400)
    assertProblem(answer)
  })

  test('two lengths that differ', async () => {
    const answer = await requestRaw(
      port,
      'POST /api/scans HTTP/1.1\r\nhost: localhost\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}',
    )
    assert.equal(answer.status, 400)
    assertProblem(answer)
  })

  test('no Host at all', async () => {
    const answer = await requestRaw(port, 'GET /api/config HTTP/1.1\r\nconnection: close\r\n\r\n')
    assert.ok(answer.status >= 400 && answer.status < 500)
    assertProblem(answer)
  })

  test('a body that ends before its length stores nothing and breaks nothing', async () => {
    const { socket, answer } = openRaw(port)
    socket.end(post({ authorization: authorization(), 'content-length': 500 }, '{"code":'))
    const text = await answer
    if (text !== '') assertProblem(parseAnswer(text))
    const served = await requestRaw(port, rawRequest('GET /api/me', { authorization: authorization() }))
    assert.equal(served.status, 200)
  })

  test('a body that is longer than the limit is refused before it has arrived', async () => {
    const answer = await requestRaw(
      port,
      post({ authorization: authorization(), 'content-length': 3_000_000 }, 'A'.repeat(1_000)),
    )
    assert.equal(answer.status, 413)
    assertProblem(answer)
  })

  test('slow clients hold up nobody, and one that finishes is served', async () => {
    const body = aScan()
    const slow = Array.from({ length: 50 }, () => {
      const open = openRaw(port)
      open.socket.write('POST /api/scans HTTP/1.1\r\nhost: localhost\r\ncontent-le')
      return open
    })
    const finishing = openRaw(port)
    finishing.socket.write(
      post({ authorization: authorization(), 'content-length': body.length }, body.slice(0, 5)),
    )
    await sleep(200)
    const started = performance.now()
    assert.equal((await requestRaw(port, rawRequest('GET /api/config', {}))).status, 200)
    assert.ok(performance.now() - started < 1_000)
    finishing.socket.write(body.slice(5))
    assert.equal(parseAnswer(await finishing.answer).status, 200)
    for (const { socket } of slow) socket.destroy()
    assert.equal(world.app.server.server.headersTimeout, 30_000, 'and a slow one is cut off in the end')
  })
})
