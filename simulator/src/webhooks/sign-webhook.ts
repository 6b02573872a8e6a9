import { createHmac } from 'node:crypto'

/** The signature Customer.io puts on a webhook: lowercase hex, over the very bytes of the body. */
export function signWebhook(signingKey: string, timestamp_s: number, body: string): string {
  return createHmac('sha256', signingKey).update(`v0:${timestamp_s}:${body}`).digest('hex')
}
