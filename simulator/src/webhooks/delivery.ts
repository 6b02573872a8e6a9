import { randomUUID } from 'node:crypto'
import { signWebhook } from './sign-webhook.ts'

/** One webhook to be posted. Its two keys are made once, and stay the same through every retry. */
export type Delivery = Wanted & { delivery_id: string; idempotency_key: string; attempts: number }

export type Wanted = {
  url: string
  /** Asked for at each attempt: after a rotation a retry is signed with the new key. */
  signingKey: () => string
  body: string
  /** How it is not what it seems, if it is not. */
  trick?: Trick
  /** Told how each attempt ended. */
  onAttempt?: (result: AttemptResult) => void
}

export const tricks = [
  /** The same once more, with the same keys. */
  'duplicate',
  /** An older one of the same person comes after it. */
  'reordered',
  /** Signed with a key that is not the workspace's. */
  'forged',
  /** Changed after it was signed. */
  'tampered',
  /** Without a signature. */
  'unsigned',
  /** Signed an hour ago. */
  'stale_signature',
  /** Signed well, but not JSON. */
  'unreadable',
] as const
export type Trick = (typeof tricks)[number]

/** Tricks that somebody else plays: they try it once, and are not told to come again. */
export const strangersTricks: readonly Trick[] = ['forged', 'tampered', 'unsigned']

export type AttemptResult = { outcome: 'delivered' | 'retrying' | 'gave_up'; attempt: number; answer: string }

const UNREADABLE = '{"insight_id": {{ trigger.id }}, '
const HOUR_S = 3_600

/** Makes a delivery of what is wanted, with keys of its own. */
export function newDelivery(wanted: Wanted): Delivery {
  return { ...wanted, delivery_id: randomUUID(), idempotency_key: randomUUID(), attempts: 0 }
}

/** The body and the headers of an attempt at this moment. */
export function signDelivery(delivery: Delivery, now_ms: number) {
  const { trick, signingKey, delivery_id, idempotency_key } = delivery
  const age_s = trick === 'stale_signature' ? HOUR_S : 0
  const timestamp_s = Math.floor(now_ms / 1000) - age_s
  const signed = trick === 'unreadable' ? UNREADABLE : delivery.body
  const body = trick === 'tampered' ? signed.replace(/\}$/, ',"tampered":true}') : signed
  const key = trick === 'forged' ? `not ${signingKey()}` : signingKey()
  const signature = {
    'X-CIO-Timestamp': timestamp_s,
    'X-CIO-Signature': signWebhook(key, timestamp_s, signed),
  }
  const headers = {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
    'X-CIO-Delivery-ID': delivery_id,
    'X-CIO-Idempotency-Key': idempotency_key,
    ...(trick === 'unsigned' ? {} : signature),
  }
  return { body, headers }
}
