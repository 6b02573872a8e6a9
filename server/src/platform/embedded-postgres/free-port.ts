import { createServer } from 'node:net'

/** A port of 127.0.0.1 that was free a moment ago, outside the range that outgoing connections draw from. */
export async function findFreePort(): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const port = 20_000 + Math.floor(Math.random() * 10_000)
    if (await isPortFree(port)) return port
  }
  throw new Error('No free port between 20000 and 30000 on 127.0.0.1.')
}

/** Whether a server could listen on this port of an address now. */
export function isPortFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise(resolve => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)))
  })
}
