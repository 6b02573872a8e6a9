import { setTimeout as sleep } from 'node:timers/promises'
import pino from 'pino'
import { type App, createApp } from '../../src/app.ts'
import { readConfig } from '../../src/platform/config.ts'
import { openPlatform } from '../../src/platform/platform.ts'
import { testKeys, testRoles } from '../database.ts'
import { openShop, type Shop } from '../rewards/shop.ts'
import { openWorld, type World } from '../world.ts'

/** What one request was answered. */
export interface Outcome {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers
  body: any
  /** How often it was too busy before. */
  refusals: number
}

const TRIES = 400
const RETRY_MS = 250

/**
 * A shop with two servers on its database. Each has connections and a batcher of its own, so that they meet in
 * PostgreSQL: requests of one server that touch the same code are decided one after the other in memory.
 */
export interface Arena {
  shop: Shop
  /** A member's request, at this server; the same again, as the app does, while that is too busy. */
  ask(server: number, member: { token: string }, path: string, payload: object): Promise<Outcome>
  /** Members with points to spend, made some at a time. */
  crowd(count: number, points: number): Promise<{ id: string; token: string }[]>
  close(): Promise<void>
}

export async function openArena(): Promise<Arena> {
  const world = await openWorld()
  const shop = await openShop(undefined, { world })
  const second = await openSecondServer(world)
  const servers = [world.app, second.app]
  const { brand } = shop.desk
  return {
    shop,
    async ask(server, { token }, path, payload) {
      const app = servers[server % servers.length] as App
      const headers = world.headers({ brand, token })
      for (let refusals = 0; ; refusals++) {
        const answer = await app.server.inject({ method: 'POST', url: `/api/${path}`, headers, payload })
        if (answer.statusCode !== 503 || refusals === TRIES) {
          return { status: answer.statusCode, body: answer.json(), refusals }
        }
        await sleep(RETRY_MS)
      }
    },
    crowd: (count, points) => eachOf(count, () => shop.customer(points)),
    async close() {
      await second.close()
      await world.close()
    },
  }
}

/** In this process, so that a race starts for all at the same moment; a process of its own would need a Redis. */
async function openSecondServer({ adminUrl, databaseName, time }: World) {
  const config = readConfig({ DATABASE_URL: adminUrl, RATE_LIMITS: 'off', LOG_LEVEL: 'silent' })
  const platform = openPlatform(config, {
    keys: testKeys(),
    roles: testRoles(databaseName),
    clock: () => time.now,
    log: pino({ level: 'silent' }),
  })
  const app = await createApp(platform)
  return {
    app,
    async close() {
      await app.drain()
      await platform.close()
    },
  }
}

const AT_ONCE = 8

/** Does something so many times, some at once, and answers the results in order. */
export async function eachOf<T>(
  count: number,
  work: (n: number) => Promise<T>,
  atOnce = AT_ONCE,
): Promise<T[]> {
  const results: T[] = []
  let next = 0
  const lane = async () => {
    for (let n = next++; n < count; n = next++) results[n] = await work(n)
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
  return results
}
