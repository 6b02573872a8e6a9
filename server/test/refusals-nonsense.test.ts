import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import type { InjectOptions } from 'fastify'
import { setAgeCookieFor } from './age-cookie.ts'
import { type Operation, operationsOf } from './operations.ts'
import { answerOf, assertProblem } from './refusals/assert-problem.ts'
import { nonsense } from './refusals/nonsense.ts'
import { openWorld, type World } from './world.ts'

let world: World
let token: string
let cookie: string

before(async () => {
  world = await openWorld()
  token = (await world.addMember()).token
  cookie = await setAgeCookieFor(world)
})
after(() => world.close())

const inject = async (request: InjectOptions) => answerOf(await world.app.server.inject(request))

describe('nonsense', () => {
  const REQUESTS = 200
  const AT_ONCE = 25
  const HANG_MS = 5_000

  async function send(request: InjectOptions) {
    const late = sleep(HANG_MS, 'hangs' as const, { ref: false })
    const answer = await Promise.race([inject(request), late])
    const said = JSON.stringify(request).slice(0, 600)
    assert.notEqual(answer, 'hangs', said)
    if (answer === 'hangs') return
    assert.ok(answer.status < 500, `${answer.status} ${answer.body} to ${said}`)
    if (answer.status >= 400) assertProblem(answer)
  }

  async function flood(operation: Operation, count: number, seed: number) {
    const visitor = { ...world.headers(), cookie }
    // Each has somebody of its own: one of them is signing out, one is erased.
    const member = async () => world.headers({ token: (await world.addMember()).token })
    const isConsole = operation.path.startsWith('/api/admin/')
    // A stream that is allowed never ends.
    const person =
      operation.path === '/api/stream'
        ? visitor
        : isConsole
          ? (await world.addOperator()).headers
          : await member()
    const requests = fc.sample(nonsense(operation), { numRuns: count, seed })
    for (let i = 0; i < requests.length; i += AT_ONCE) {
      await Promise.all(
        requests.slice(i, i + AT_ONCE).map((request, k) => {
          const headers = { ...(k % 2 ? person : visitor), ...request.headers }
          return send({ ...request, headers })
        }),
      )
    }
  }

  test(`is never a 5xx, a hang or anything but a problem document, in ${REQUESTS} requests of each operation`, async t => {
    const seed = Number(process.env.FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31))
    t.diagnostic(`FUZZ_SEED=${seed}`)
    const operations = operationsOf(world)
    assert.ok(operations.length >= 18, `${operations.length} operations`)
    for (const operation of operations) {
      // These are answered in equal time, or hash a password: fewer of them.
      const isPadded = /claims|auth\/link$|auth\/sign-in|admin\/operators$/.test(operation.path)
      await flood(operation, isPadded ? 100 : REQUESTS, seed)
    }
    assert.equal((await inject({ url: '/api/me', headers: world.headers({ token }) })).status, 200)
  })
})
