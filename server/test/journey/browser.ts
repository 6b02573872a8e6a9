import type { World } from '../world.ts'

export interface Reply {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: what a test reads of an answer is said by its assertions
  body: any
  tookMs: number
}

/** A visitor's browser: it keeps the cookies that a brand gives it. */
export class Browser {
  readonly #world: World
  readonly #headers: Record<string, string>
  readonly cookies = new Map<string, string>()
  token: string | undefined

  constructor(world: World, headers: Record<string, string> = {}) {
    this.#world = world
    this.#headers = headers
  }

  get = (url: string) => this.#send('GET', url)
  post = (url: string, payload?: object) => this.#send('POST', url, payload)
  put = (url: string, payload: object) => this.#send('PUT', url, payload)
  patch = (url: string, payload: object) => this.#send('PATCH', url, payload)
  delete = (url: string, payload?: object) => this.#send('DELETE', url, payload)

  async confirmAge(): Promise<this> {
    await this.post('/api/age-gate', { confirmed: true })
    return this
  }

  /** Consumes a mailed link or code, and is signed in if that works. */
  async consume(payload: object): Promise<Reply> {
    const reply = await this.post('/api/auth/link/consume', payload)
    if (reply.status === 200) this.token = reply.body.access_token
    return reply
  }

  async #send(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    payload?: object,
  ): Promise<Reply> {
    const started = performance.now()
    const answer = await this.#world.app.server.inject({
      method,
      url,
      headers: {
        ...this.#headers,
        ...this.#world.headers(this.token === undefined ? {} : { token: this.token }),
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      },
      ...(payload ? { payload } : {}),
    })
    for (const { name, value } of answer.cookies) this.cookies.set(name, value)
    const isJson = String(answer.headers['content-type']).includes('json')
    return {
      status: answer.statusCode,
      body: isJson ? answer.json() : answer.body,
      tookMs: performance.now() - started,
    }
  }
}

/** The form of a claim, filled in. */
export const claimForm = (code: string, email: string, clientOpId: string, consent = true) => ({
  client_op_id: clientOpId,
  code,
  first_name: 'Robin',
  last_name: 'Doe',
  email,
  address: { line1: '1 Main St', city: 'Hudson', state: 'NY', postal_code: '12534', country: 'US' },
  age_confirmed: true,
  terms_accepted: true,
  marketing_consent: consent,
})
