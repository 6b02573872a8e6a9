import { Agent, type IncomingMessage, request as send } from 'node:http'
import { text } from 'node:stream/consumers'

export interface HttpRequest {
  method: string
  path: string
  headers: Record<string, string>
  body?: object
}

export interface HttpAnswer {
  status: number
  body: string
  headers: IncomingMessage['headers']
}

export interface HttpClient {
  /** Resolves with a whole answer of whatever status; rejects when there is none, or not within `timeoutMs`. */
  send(request: HttpRequest, timeoutMs?: number): Promise<HttpAnswer>
  close(): void
}

const TIMEOUT_MS = 15_000

/** An HTTP client that keeps its connections; `port` is asked for each request, since a new process has a new one. */
export function createHttpClient(port: () => number, maxSockets = 64): HttpClient {
  const agent = new Agent({ keepAlive: true, maxSockets })
  return {
    async send({ method, path, headers, body }, timeoutMs = TIMEOUT_MS) {
      const payload = body === undefined ? undefined : JSON.stringify(body)
      const signal = AbortSignal.timeout(timeoutMs)
      const response = await new Promise<IncomingMessage>((resolve, reject) => {
        const request = send({
          agent,
          host: '127.0.0.1',
          port: port(),
          method,
          path,
          signal,
          headers: payload === undefined ? headers : { 'content-type': 'application/json', ...headers },
        })
        request.once('response', resolve).once('error', reject)
        request.end(payload)
      })
      return { status: response.statusCode ?? 0, body: await text(response), headers: response.headers }
    },
    close: () => agent.destroy(),
  }
}
