import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { APIClient, TrackClient } from 'customerio-node'
import type { GivenConfig } from './config.ts'
import type { WorkspaceConfig } from './index.ts'
import { startSimulator } from './index.ts'
import type { Decision, LedgerRow } from './ledger/row.ts'
import type { Mail } from './mailbox.ts'
import type { describePerson } from './people.ts'

export const workspace: WorkspaceConfig = {
  name: 'acme',
  site_id: 'acme-site',
  api_key: 'acme-key',
  app_api_key: 'acme-app',
}

/** What the control port answers, every question taken together. */
type Asked = {
  items: (LedgerRow & Mail & ReturnType<typeof describePerson>)[]
  counts_by_decision: Record<Decision, number>
  suppressed: { workspace: string; identifier: string }[]
  total: number
  forgotten: number
}

/** What closes things when it is over: a test, or whatever else runs checks. */
export type Ending = { after(close: () => unknown): void }

/** A simulator on free ports that ends with its test, and the official clients pointed at it without retries. */
export async function startForTest(test: Ending, given: GivenConfig = {}) {
  const running = await startSimulator({ workspaces: [workspace], ...given, port: 0, controlPort: 0 })
  test.after(running.close)
  const control = `http://127.0.0.1:${running.controlPort}`
  const address = `http://127.0.0.1:${running.port}`
  return {
    address,
    control,
    ...clientsOf(address),
    ask: (path: string) => fetch(control + path).then(response => response.json() as Promise<Asked>),
    tell: (path: string, body: unknown) =>
      fetch(control + path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      }),
    ledger: async (query = ''): Promise<LedgerRow[]> => {
      const response = await fetch(`${control}/ledger?${query}`)
      return ((await response.json()) as { items: LedgerRow[] }).items
    },
  }
}

/** The official clients, pointed at that address and without retries. */
export function clientsOf(address: string) {
  const retry = { maxRetries: 0 }
  return {
    track: new TrackClient('acme-site', 'acme-key', { url: `${address}/api/v1`, retry }),
    mail: new APIClient('acme-app', { url: `${address}/v1`, retry }),
  }
}

export type Received = { headers: IncomingHttpHeaders; body: string }

/** Something to post webhooks to: answers with each status in turn, the last one from then on. */
export async function receiveWebhooks(test: Ending, statuses: number[] = [200]) {
  const received: Received[] = []
  const server = createServer(async (request, response) => {
    const chunks = await request.toArray()
    received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() })
    response.statusCode = statuses[Math.min(received.length, statuses.length) - 1] ?? 200
    response.end()
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  test.after(() => server.close())
  return {
    received,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`,
    /** Resolves once that many have come; rejects when they do not in time. */
    async until(count: number, limit_ms = 5_000): Promise<void> {
      const end = Date.now() + limit_ms
      while (received.length < count) {
        if (Date.now() > end)
          throw new Error(`${received.length} of ${count} webhooks came within ${limit_ms} ms`)
        await new Promise(resolve => setTimeout(resolve, 20))
      }
    },
  }
}

/** A ULID that is different for each number. */
export function ulid(number: number): string {
  return `01J${String(number).padStart(23, '0')}`
}

/** A v2 event, as delivery sends them. */
export function event(person: string, name: string, more: Record<string, unknown> = {}) {
  return { type: 'person', action: 'event', identifiers: { id: person }, name, ...more }
}
