import { createHash } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { readBody } from './read-body.ts'
import { reportIdOf } from './read-report.ts'

const EVENT_ID = Buffer.from('"event_id"')

/**
 * What stays the same when Customer.io sends the same again: a report's own id, which is signed; else the key or the
 * delivery that the headers name; else the body itself.
 */
export function uniqueKeyOf(headers: IncomingHttpHeaders, raw: Buffer): string {
  const { 'x-cio-idempotency-key': key, 'x-cio-delivery-id': delivery } = headers
  const event = raw.includes(EVENT_ID) ? reportIdOf(readBody(raw)) : undefined
  if (event !== undefined) return hash('event', event)
  if (typeof key === 'string' && key !== '') return hash('key', key)
  if (typeof delivery === 'string' && delivery !== '') return hash('delivery', delivery)
  return hash('body', raw)
}

const hash = (kind: string, data: string | Buffer) =>
  `${kind}:${createHash('sha256').update(data).digest('hex')}`
