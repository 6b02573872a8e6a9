import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { startSimulator } from '../../../simulator/src/index.ts'
import { startInsightReader, startOutboxSender } from '../../src/customerio/index.ts'
import { startJobPool } from '../../src/platform/jobs.ts'
import { tasks } from '../../src/tasks.ts'
import { storeCustomerIoCredentials } from '../../src/tenancy/index.ts'
import { openWorld, type World } from '../world.ts'

export interface ConnectedWorld {
  world: World
  port: number
  /** Asks the control port of the simulator. */
  ask(path: string): Promise<{ items: Record<string, unknown>[] }>
  tell(path: string, body: object): Promise<void>
  close(): Promise<void>
}

/** A whole installation: server, worker and sender on a database of their own, and a Customer.io to talk to. */
export async function openConnectedWorld(log?: Logger): Promise<ConnectedWorld> {
  const world = await openWorld(undefined, {}, log)
  await world.app.server.listen({ port: 0, host: '127.0.0.1' })
  const { port } = world.app.server.server.address() as AddressInfo
  const key = randomBytes(16).toString('hex')
  const workspace = {
    name: 'acme',
    site_id: 'acme-site',
    api_key: 'acme-key',
    app_api_key: 'acme-app',
    webhook_url: `http://127.0.0.1:${port}/api/webhooks/customer-io/acme`,
    webhook_signing_key: key,
  }
  const simulator = await startSimulator({ port: 0, controlPort: 0, workspaces: [workspace] })
  const address = `http://127.0.0.1:${simulator.port}`
  await storeCustomerIoCredentials(world.platform, world.brand.id, {
    site_id: workspace.site_id,
    api_key: workspace.api_key,
    app_api_key: workspace.app_api_key,
    track_url: `${address}/api/v1`,
    app_url: `${address}/v1`,
    webhook_signing_keys: [key],
    mail_from: 'Acme <hello@acme.example>',
  })
  const jobs = await startJobPool(world.platform, tasks)
  const sender = startOutboxSender(world.platform, world.app.brands)
  const insights = startInsightReader(world.platform)
  const control = `http://127.0.0.1:${simulator.controlPort}`
  return {
    world,
    port,
    ask: async path => (await fetch(control + path)).json() as Promise<{ items: Record<string, unknown>[] }>,
    async tell(path, body) {
      const headers = { 'content-type': 'application/json' }
      const answer = await fetch(control + path, { method: 'POST', headers, body: JSON.stringify(body) })
      assert.ok(answer.ok, await answer.text())
    },
    async close() {
      await Promise.all([jobs.stop(), sender.stop(), insights.stop()])
      await simulator.close()
      await world.close()
    },
  }
}

/** Asks again until there is an answer; throws what was waited for when it takes too long. */
export async function until<T>(
  what: string,
  limitMs: number,
  ask: () => Promise<T | undefined | false>,
): Promise<T> {
  const end = performance.now() + limitMs
  for (;;) {
    const answer = await ask()
    if (answer) return answer
    if (performance.now() > end) throw new Error(`waited ${limitMs} ms for ${what}`)
    await sleep(25)
  }
}
