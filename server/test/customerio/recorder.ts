import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request as it left: nothing that the simulator understood of it, the bytes. */
export interface Recorded {
  path: string
  body: string
}

export interface Recorder {
  port: number
  requests: Recorded[]
  close(): Promise<void>
}

async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** The wire to Customer.io: passes everything on to a port of this machine, and keeps every byte that leaves. */
export async function startRecorder(port: number): Promise<Recorder> {
  const requests: Recorded[] = []
  const server = createServer(async (request, response) => {
    const bytes = await readBytes(request)
    const path = request.url as string
    requests.push({ path, body: bytes.toString('latin1') })
    const { 'content-type': type = 'application/json', authorization = '' } = request.headers
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method: request.method as string,
      headers: { 'content-type': type, authorization },
      body: bytes,
    })
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' })
    response.end(await answer.text())
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    async close() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}
