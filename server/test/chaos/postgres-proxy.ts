import { connect, createServer, type Server, type Socket } from 'node:net'

/** Where in the life of a transaction a trap closes. */
export type CommitPoint = 'before commit' | 'after commit, before its answer'

export interface PostgresProxy {
  port: number
  /** Calls `strike` at the nth commit from now; what stopped there, the commit or its answer, never arrives. */
  setTrap(point: CommitPoint, nth: number, strike: () => void): void
  clearTrap(): void
  /** Cuts every connection. */
  cut(): void
  close(): void
}

/** A message of the protocol: a letter, its own length without the letter, text that ends in NUL. */
function message(letter: string, text: string): Buffer {
  const bytes = Buffer.from(`${letter}____${text}\0`)
  bytes.writeInt32BE(bytes.length - 1, 1)
  return bytes
}

const COMMIT = message('Q', 'commit')
const COMMITTED = message('C', 'COMMIT')

/**
 * Stands between a server and PostgreSQL and can stop the world at a commit. A commit whose bytes arrive in two pieces
 * is let through; the next one is caught.
 */
export async function startPostgresProxy(target: () => number): Promise<PostgresProxy> {
  const sockets = new Set<Socket>()
  let trap: { point: CommitPoint; left: number; strike(): void } | undefined

  /** How much of the chunk may pass: all of it, or what comes before the commit at which the trap closes. */
  function passing(chunk: Buffer, point: CommitPoint, sign: Buffer): number {
    if (trap?.point !== point) return chunk.length
    const at = chunk.indexOf(sign)
    if (at < 0 || --trap.left > 0) return chunk.length
    return at
  }

  function pipe(from: Socket, to: Socket, point: CommitPoint, sign: Buffer) {
    let isStopped = false
    from.on('data', (chunk: Buffer) => {
      if (isStopped) return
      const length = passing(chunk, point, sign)
      to.write(chunk.subarray(0, length))
      if (length === chunk.length) return
      isStopped = true
      const { strike } = trap as NonNullable<typeof trap>
      trap = undefined
      strike()
    })
    from.on('error', () => {})
    from.on('close', () => {
      sockets.delete(from)
      to.destroy()
    })
    sockets.add(from)
  }

  const server: Server = createServer(client => {
    const upstream = connect(target(), '127.0.0.1')
    client.setNoDelay(true)
    upstream.setNoDelay(true)
    pipe(client, upstream, 'before commit', COMMIT)
    pipe(upstream, client, 'after commit, before its answer', COMMITTED)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    port: (server.address() as { port: number }).port,
    setTrap: (point, nth, strike) => {
      trap = { point, left: nth, strike }
    },
    clearTrap: () => {
      trap = undefined
    },
    cut,
    close() {
      server.close()
      cut()
    },
  }
}
