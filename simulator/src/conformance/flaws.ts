import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { clientsOf, type Ending, startForTest } from '../test-simulator.ts'
import { signWebhook } from '../webhooks/sign-webhook.ts'
import type { Start } from './check.ts'

type Json = Record<string, unknown>
type Passing = { path: string; headers: Record<string, string>; body: string }
type Answer = { status: number; headers: Record<string, string>; body: string }

/** A way of being wrong, done to what passes between the official client and a simulator that is right. */
export type Flaw = {
  name: string
  /** To what the client sends; an answer instead keeps it from arriving. */
  request?: (passing: Passing) => Passing | Answer
  answer?: (answer: Answer) => Answer
  /** To the webhooks that the simulator posts. */
  webhook?: (passing: Passing) => Passing
}

const ULID_LENGTH = 26
let fresh = 0
const freshUlid = () => `01K${String(++fresh).padStart(23, '0')}`

function withItems(change: (item: Json) => Json) {
  return (passing: Passing): Passing => {
    if (passing.body === '') return passing
    const json = JSON.parse(passing.body) as Json
    const changed = Array.isArray(json.batch) ? { ...json, batch: json.batch.map(change) } : change(json)
    return { ...passing, body: JSON.stringify(changed) }
  }
}

/** The ways of being wrong that the checks must find. */
export const flaws: Flaw[] = [
  {
    name: 'the index of a bad operation is one too high',
    answer: answer => ({
      ...answer,
      body: answer.body.replace(/"batch_index":(\d+)/g, (_, index) => `"batch_index":${Number(index) + 1}`),
    }),
  },
  {
    name: 'nothing is recognised as repeated',
    request: withItems(item =>
      String(item.id).length === ULID_LENGTH ? { ...item, id: freshUlid() } : item,
    ),
  },
  {
    name: 'the signed string is joined by dots',
    webhook: passing => {
      const timestamp_s = Number(passing.headers['x-cio-timestamp'])
      const key = 'metric' in JSON.parse(passing.body) ? 'reporting-secret' : 'campaign-secret'
      const dotted = signWebhook(key, timestamp_s, passing.body.replace(/^/, '.'))
      return { ...passing, headers: { ...passing.headers, 'x-cio-signature': dotted } }
    },
  },
  {
    name: 'sizes are counted in letters',
    request: passing => ({ ...passing, body: passing.body.replace(/[^\0-\x7f]/gu, 'x') }),
  },
  {
    name: 'errors of single operations are not told',
    answer: answer => (answer.status === 207 ? { ...answer, status: 200, body: '{}' } : answer),
  },
  {
    name: 'suppressing does nothing',
    request: passing =>
      passing.path.endsWith('/suppress') ? { status: 200, headers: {}, body: '{}' } : passing,
  },
  {
    name: 'timestamps are ignored',
    request: withItems(({ timestamp: _, ...item }) => item),
  },
  {
    name: 'Retry-After is never sent',
    answer: ({ headers: { 'retry-after': _, ...headers }, ...answer }) => ({ ...answer, headers }),
  },
]

/** Starts simulators that are wrong in this way. */
export function startFlawed(flaw: Flaw): Start {
  return async (ending, given = {}) => {
    const workspaces = await Promise.all(
      (given.workspaces ?? []).map(async workspace => {
        if (workspace.webhook_url === undefined || !flaw.webhook) return workspace
        const webhook_url = await passOn(ending, workspace.webhook_url, { request: flaw.webhook })
        return { ...workspace, webhook_url }
      }),
    )
    const subject = await startForTest(ending, { ...given, ...(workspaces.length > 0 ? { workspaces } : {}) })
    const address = await passOn(ending, subject.address, flaw)
    return { ...subject, address, ...clientsOf(address) }
  }
}

/** An address from which everything is passed on to another, changed on the way. */
async function passOn(
  ending: Ending,
  target: string,
  { request: change, answer: spoil }: Pick<Flaw, 'request' | 'answer'>,
): Promise<string> {
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString()
    const passing: Passing = { path: request.url ?? '', headers: textHeaders(request.headers), body }
    const changed = change ? change(passing) : passing
    const received = 'status' in changed ? changed : await send(target, request.method ?? 'POST', changed)
    const { status, headers, body: answered } = spoil ? spoil(received) : received
    response.writeHead(status, headers).end(answered)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  ending.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function send(target: string, method: string, { path, headers, body }: Passing): Promise<Answer> {
  const answer = await fetch(target + path, { method, headers, ...(body === '' ? {} : { body }) })
  return {
    status: answer.status,
    headers: kept(Object.fromEntries(answer.headers)),
    body: await answer.text(),
  }
}

function textHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  return kept(Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])))
}

/** Headers without those that belong to one connection. */
function kept(headers: Record<string, string>): Record<string, string> {
  const hop = ['host', 'connection', 'keep-alive', 'content-length', 'transfer-encoding']
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !hop.includes(name)))
}
