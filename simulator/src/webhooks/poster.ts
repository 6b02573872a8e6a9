import http from 'node:http'
import https from 'node:https'
import { type Delivery, signDelivery } from './delivery.ts'

const TIMEOUT_MS = 4_000
const SOCKET_LIMIT = 64

/** Posts deliveries over kept connections: with `fetch` a burst would cost several times as much. */
export class Poster {
  readonly #plain = new http.Agent({ keepAlive: true, maxSockets: SOCKET_LIMIT })
  readonly #secure = new https.Agent({ keepAlive: true, maxSockets: SOCKET_LIMIT })

  /** Tries once, and answers the status, or why there was none within 4 s. */
  post(delivery: Delivery): Promise<string> {
    const isSecure = delivery.url.startsWith('https:')
    const { body, headers } = signDelivery(delivery, Date.now())
    return new Promise(resolve => {
      const agent = isSecure ? this.#secure : this.#plain
      const request = (isSecure ? https : http).request(delivery.url, { method: 'POST', agent, headers })
      const timer = setTimeout(
        () => request.destroy(new Error(`no answer within ${TIMEOUT_MS / 1_000} s`)),
        TIMEOUT_MS,
      )
      const settle = (answer: string) => {
        clearTimeout(timer)
        resolve(answer)
      }
      request.on('response', response => {
        response.resume()
        response.on('end', () => settle(String(response.statusCode)))
        response.on('error', error => settle(error.message))
      })
      request.on('error', (error: NodeJS.ErrnoException) => settle(error.message || String(error.code)))
      request.end(body)
    })
  }

  close(): void {
    this.#plain.destroy()
    this.#secure.destroy()
  }
}

/** Whether the receiver has taken it. */
export function isTaken(answer: string): boolean {
  return /^2\d\d$/.test(answer)
}
