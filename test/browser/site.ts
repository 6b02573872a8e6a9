import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { startInsightReader, startOutboxSender } from '../../server/src/customerio/index.ts'
import { startJobPool } from '../../server/src/platform/jobs.ts'
import { tasks } from '../../server/src/tasks.ts'
import { storeCustomerIoCredentials } from '../../server/src/tenancy/index.ts'
import { openWorld, type World } from '../../server/test/world.ts'
import { startSimulator } from '../../simulator/src/index.ts'

const ACCOUNT = { site_id: 'acme-site', api_key: 'acme-key', app_api_key: 'acme-app' }
const SIGNING_KEY = 'acme-signing-key'
const PATIENCE_MS = 15_000

interface List<Item> {
  items: Item[]
}

interface Mail {
  links: string[]
  codes: string[]
}

export interface Site {
  world: World
  /** Where `acme` is served. */
  origin: string
  /** Where another brand of this installation is served. */
  originOf(slug: string): string
  /** The mails to this address, newest first, as soon as there are `count`. */
  mails(to: string, count: number): Promise<Mail[]>
  /** Waits until `scans` scans reached Customer.io and what it says about them came back. */
  insightsOf(scans: number): Promise<void>
  /** Lets Customer.io predict this about the one person it knows. */
  predict(predictions: Record<string, unknown>): Promise<void>
  close(): Promise<void>
}

/** The whole product in this process, as main.ts puts it together: api, worker, and a Customer.io for `acme`. */
export async function openSite(): Promise<Site> {
  const world = await openWorld()
  const { platform, app } = world
  await app.server.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.server.address() as AddressInfo
  const simulator = await startSimulator({
    port: 0,
    controlPort: 0,
    workspaces: [
      {
        name: 'acme',
        ...ACCOUNT,
        webhook_url: `http://127.0.0.1:${port}/api/webhooks/customer-io/acme`,
        webhook_signing_key: SIGNING_KEY,
      },
    ],
  })
  await storeCustomerIoCredentials(platform, world.brand.id, {
    ...ACCOUNT,
    track_url: `http://127.0.0.1:${simulator.port}/api/v1`,
    app_url: `http://127.0.0.1:${simulator.port}/v1`,
    webhook_signing_keys: [SIGNING_KEY],
    mail_from: 'Acme <hello@acme.example>',
  })
  const jobs = await startJobPool(platform, tasks)
  const sender = startOutboxSender(platform, app.brands)
  const insights = startInsightReader(platform)

  const control = `http://127.0.0.1:${simulator.controlPort}`
  const ask = async <Answer>(path: string) => (await fetch(control + path)).json() as Promise<Answer>
  return {
    world,
    origin: `http://localhost:${port}`,
    originOf: slug => `http://${slug}.localhost:${port}`,
    async mails(to, count) {
      const find = async () => (await ask<List<Mail>>(`/mail?to=${encodeURIComponent(to)}`)).items
      await until(`${count} mails to ${to}`, async () => (await find()).length >= count)
      return find()
    },
    insightsOf: scans =>
      until(`${scans} scans at Customer.io, and its insights back`, async () => {
        const sent = await ask<List<unknown>>('/ledger?name=product_scanned')
        const { insights } = await ask<{ insights: { due: number } }>('/health')
        return sent.items.length === scans && insights.due === 0
      }),
    async predict(predictions) {
      const { items } = await ask<List<{ identifier: string }>>('/people?workspace=acme')
      const body = JSON.stringify({ workspace: 'acme', identifier: items[0]?.identifier, predictions })
      const headers = { 'content-type': 'application/json' }
      const response = await fetch(`${control}/insights`, { method: 'POST', headers, body })
      if (!response.ok) throw new Error(await response.text())
    },
    async close() {
      await Promise.all([jobs.stop(), sender.stop(), insights.stop()])
      await simulator.close()
      await world.close()
    },
  }
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const start = performance.now()
  while (!(await isSo())) {
    if (performance.now() - start > PATIENCE_MS) throw new Error(`${what}: not within ${PATIENCE_MS} ms`)
    await sleep(50)
  }
}
