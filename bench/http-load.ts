import { connect } from 'node:net'

export interface LoadResult {
  requests: number
  failures: number
  seconds: number
  perSecond: number
  latencyMs: { p50: number; p95: number; p99: number }
}

const HEAD_END = Buffer.from('\r\n\r\n')

/**
 * Keeps `connections` sockets busy for `seconds`: each sends its next request when the answer to its last one is
 * complete (closed loop). `nextRequest` answers the bytes of a request, or undefined when there are none left.
 */
export async function runClosedLoop(input: {
  port: number
  connections: number
  seconds: number
  nextRequest(): Buffer | undefined
  isFailure(status: number, body: string): boolean
}): Promise<LoadResult> {
  const latencies: number[] = []
  let failures = 0
  const started = performance.now()
  const endsAt = started + input.seconds * 1_000

  function runConnection(): Promise<void> {
    return new Promise((resolve, reject) => {
      const socket = connect({ port: input.port, host: '127.0.0.1', noDelay: true })
      let sentAt = 0
      let pending: Buffer = Buffer.alloc(0)
      const send = () => {
        const request = performance.now() < endsAt ? input.nextRequest() : undefined
        if (!request) return socket.end()
        sentAt = performance.now()
        socket.write(request)
      }
      socket.on('connect', send)
      socket.on('data', (chunk: Buffer) => {
        pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk])
        const headEnd = pending.indexOf(HEAD_END)
        if (headEnd < 0) return
        const head = pending.toString('latin1', 0, headEnd)
        const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0)
        const bodyStart = headEnd + HEAD_END.length
        if (pending.length < bodyStart + length) return
        latencies.push(performance.now() - sentAt)
        const status = Number(head.slice(9, 12))
        if (input.isFailure(status, pending.toString('utf8', bodyStart, bodyStart + length))) failures++
        pending = pending.subarray(bodyStart + length)
        send()
      })
      socket.on('close', () => resolve())
      socket.on('error', reject)
    })
  }

  await Promise.all(Array.from({ length: input.connections }, runConnection))
  const seconds = (performance.now() - started) / 1_000
  latencies.sort((a, b) => a - b)
  const at = (share: number) =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0
  return {
    requests: latencies.length,
    failures,
    seconds,
    perSecond: latencies.length / seconds,
    latencyMs: { p50: at(0.5), p95: at(0.95), p99: at(0.99) },
  }
}
