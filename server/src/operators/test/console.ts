import type { World } from '../../../test/world.ts'
import type { Brand } from '../../tenancy/index.ts'
import { type Administrator, addOperator, type NewOperator } from '../administer.ts'
import { COMMAND_LINE } from '../audit.ts'

export const PASSWORD = 'tall grey heron'

export interface Answer {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: an answer is read by the test that asked
  body: any
  cookie: string | undefined
}

/** A browser with the console open: keeps the cookie, sends its origin. */
export class Console {
  cookie: string | undefined
  readonly #world: World
  readonly #brand: Brand

  constructor(world: World, brand: Brand = world.brand) {
    this.#world = world
    this.#brand = brand
  }

  async ask(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, payload?: object): Promise<Answer> {
    const headers = this.#world.headers({ brand: this.#brand })
    const answer = await this.#world.app.server.inject({
      method,
      url: `/api/admin/${path}`,
      headers: {
        ...headers,
        origin: `http://${headers.host}`,
        ...(this.cookie ? { cookie: this.cookie } : {}),
      },
      ...(payload ? { payload } : {}),
    })
    const set = answer.headers['set-cookie']
    if (typeof set === 'string') this.cookie = set.split(';')[0]
    return {
      status: answer.statusCode,
      body: answer.body ? answer.json() : null,
      cookie: typeof set === 'string' ? set : undefined,
    }
  }

  signIn(email: string, password: string = PASSWORD, totp?: string): Promise<Answer> {
    return this.ask('POST', 'auth/sign-in', { email, password, ...(totp ? { totp } : {}) })
  }
}

export const commandLine = (brand: Brand): Administrator => ({
  brand,
  operator: COMMAND_LINE,
  requestId: null,
})

/** Adds an operator with a password, as the command line does. */
export async function addWithPassword(
  world: World,
  input: Partial<NewOperator> & { email: string },
  brand: Brand = world.brand,
) {
  const added = { name: 'Mary Poppins', role: 'owner' as const, password: PASSWORD, ...input }
  return (await addOperator(world.platform, commandLine(brand), added)).operator
}

/** What `status` and `code` an answer has. */
export const refusalOf = ({ status, body }: Answer) => [status, body?.code]
