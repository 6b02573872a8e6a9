import { connect, type Socket } from 'node:net'
import type { Answer } from './assert-problem.ts'

/** A connection on which bytes are written as they are; it resolves `answer` when the server has ended it. */
export function openRaw(port: number): { socket: Socket; answer: Promise<string> } {
  const socket = connect(port, '127.0.0.1')
  const chunks: Buffer[] = []
  socket.on('data', (chunk: Buffer) => chunks.push(chunk))
  // A server that refuses may reset while we still write; what it said before counts.
  socket.on('error', () => {})
  const answer = new Promise<string>(resolve =>
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('latin1'))),
  )
  return { socket, answer }
}

/** Sends these bytes as one request and reads the one answer; `limitMs` is how long a hang may last. */
export async function requestRaw(port: number, bytes: string | Buffer, limitMs = 5_000): Promise<Answer> {
  const { socket, answer } = openRaw(port)
  const timer = setTimeout(() => socket.destroy(), limitMs)
  socket.write(bytes)
  const text = await answer
  clearTimeout(timer)
  return parseAnswer(text)
}

/** Reads the first answer in what a server sent. */
export function parseAnswer(text: string): Answer {
  const [head = '', ...rest] = text.split('\r\n\r\n')
  const [statusLine = '', ...lines] = head.split('\r\n')
  const headers = Object.fromEntries(
    lines.map(line => [
      line.slice(0, line.indexOf(':')).toLowerCase(),
      line.slice(line.indexOf(':') + 1).trim(),
    ]),
  )
  return { status: Number(statusLine.split(' ')[1] ?? 0), headers, body: rest.join('\r\n\r\n') }
}

/** The bytes of a request as a well-behaved client writes them, and then closes. */
export function rawRequest(
  line: string,
  headers: Record<string, string | number>,
  body: string | Buffer = '',
): Buffer {
  const all = { host: 'localhost', connection: 'close', ...headers }
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}`)
  return Buffer.concat([
    Buffer.from(`${line} HTTP/1.1\r\n${head.join('\r\n')}\r\n\r\n`, 'latin1'),
    Buffer.from(body),
  ])
}
