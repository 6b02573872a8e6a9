import type { Brand } from '../src/tenancy/index.ts'
import type { World } from './world.ts'

/** Confirms being of age with a brand and answers the cookie that says so. */
export async function setAgeCookieFor(world: World, brand: Brand = world.brand): Promise<string> {
  const answer = await world.app.server.inject({
    method: 'POST',
    url: '/api/age-gate',
    headers: world.headers({ brand }),
    payload: { confirmed: true },
  })
  const cookie = answer.cookies.find(({ name }) => name === 'age')
  if (!cookie) throw new Error(`no age cookie: ${answer.body}`)
  return `age=${cookie.value}`
}
