import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import Fastify, { type FastifyInstance } from 'fastify'
import { limitBodyTime } from './body-time.ts'
import { createClientErrorHandler } from './client-error.ts'

const WITHIN_MS = 600
const STEP_MS = 50

let server: FastifyInstance
let port: number

before(async () => {
  const log = { info() {} } as never
  server = Fastify({ clientErrorHandler: createClientErrorHandler({ log, clock: () => new Date() }) })
  limitBodyTime(server, { withinMs: WITHIN_MS, bytes: 500 })
  server.addContentTypeParser('text/csv', (_request, payload, done) => done(null, payload))
  server.post('/small', async () => ({}))
  server.post(
    '/refused',
    { onRequest: async (_request, reply) => reply.code(401).send({}) },
    async () => ({}),
  )
  server.post('/file', { config: { takesFile: true } }, async request => {
    let bytes = 0
    for await (const chunk of request.body as AsyncIterable<Buffer>) bytes += chunk.length
    return { bytes }
  })
  await server.listen({ port: 0, host: '127.0.0.1' })
  port = (server.server.address() as AddressInfo).port
})
after(() => server.close())

/** Posts a body of `steps` pieces, one each 50 ms, and says what came back by the time the server hung up. */
async function send(path: string, { type, steps, piece }: { type: string; steps: number; piece: string }) {
  const socket = connect(port, '127.0.0.1')
  let answer = ''
  socket.on('data', data => {
    answer += data
  })
  const isClosed = new Promise<void>(resolve => socket.on('close', () => resolve()))
  socket.on('error', () => {})
  const length = steps * piece.length
  socket.write(
    `POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-type: ${type}\r\ncontent-length: ${length}\r\n\r\n`,
  )
  let sent = 0
  for (; sent < steps && !socket.destroyed && socket.writable; sent++) {
    socket.write(piece)
    await sleep(STEP_MS)
  }
  if (sent === steps) socket.end()
  await isClosed
  return { answer, sent }
}

describe('a body that comes slowly', () => {
  const json = { type: 'application/json', piece: ' ' }

  test('is cut off with 408 when it has not arrived in its time, however steadily it drips', async () => {
    const { answer, sent } = await send('/small', { ...json, steps: 100 })
    assert.match(answer, /^HTTP\/1\.1 408 [\s\S]*request_timeout/)
    assert.ok(sent < 100)
  })

  test('of a file may take longer as long as it keeps coming', async () => {
    const { answer } = await send('/file', { type: 'text/csv', piece: 'x'.repeat(1_000), steps: 30 })
    assert.match(answer, /^HTTP\/1\.1 200 [\s\S]*\{"bytes":30000\}/)
  })

  test('of a file that only drips is cut off like any other', async () => {
    const { answer, sent } = await send('/file', { type: 'text/csv', piece: 'x', steps: 100 })
    assert.match(answer, /^HTTP\/1\.1 408 /)
    assert.ok(sent < 100)
  })

  test('after the answer is not waited for: the connection is closed', async () => {
    const { answer, sent } = await send('/refused', { ...json, steps: 100 })
    assert.match(answer, /^HTTP\/1\.1 401 /)
    assert.ok(sent < 100)
  })
})
