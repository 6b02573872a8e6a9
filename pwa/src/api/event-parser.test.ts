import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createEventParser, type ServerEvent } from './event-parser.ts'

function read(...pieces: string[]) {
  const events: ServerEvent[] = []
  const feed = createEventParser(event => events.push(event))
  for (const piece of pieces) feed(piece)
  return events
}

test('an event is read with its name, id and data', () => {
  assert.deepEqual(read('id: 7\nevent: balance\ndata: {"balance":340}\n\n'), [
    { id: '7', event: 'balance', data: '{"balance":340}' },
  ])
})

test('the pieces may be cut anywhere, also inside a line end', () => {
  const text = 'id: 1\r\nevent: refresh\r\ndata: {}\r\n\r\n: still here\r\ndata: a\r\ndata: b\r\n\r\n'
  const whole = read(text)
  assert.equal(whole.length, 2)
  for (let cut = 1; cut < text.length; cut++) {
    assert.deepEqual(read(text.slice(0, cut), text.slice(cut)), whole)
  }
})

test('lines of data are joined and the last id stays', () => {
  assert.deepEqual(read('id: 9\ndata: one\n\ndata: two\ndata: three\n\n'), [
    { id: '9', event: 'message', data: 'one' },
    { id: '9', event: 'message', data: 'two\nthree' },
  ])
})

test('comments and an event without data are not reported', () => {
  assert.deepEqual(read(': hello\n\nevent: nothing\n\n'), [])
})
