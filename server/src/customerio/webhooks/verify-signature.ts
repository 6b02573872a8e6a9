import { verifyRequestSignature } from 'customerio-node'

const OLDEST_MS = 7 * 86_400_000
const AHEAD_MS_MAX = 10 * 60_000

export interface SignedRequest {
  timestamp: unknown
  signature: unknown
  body: Buffer
}

export type Signed =
  | { verdict: 'signed'; at: Date }
  | { verdict: 'bad_signature' | 'signature_too_old' | 'signature_too_far_ahead' }

/**
 * Whether one of the keys signed these very bytes, in the last 7 days (a retry may keep its timestamp) and not in the
 * future; and when. Compares in constant time. What is said of the time is said of well-signed requests alone.
 */
export function verifySignature(
  { timestamp, signature, body }: SignedRequest,
  keys: readonly string[],
  now: Date,
): Signed {
  if (typeof timestamp !== 'string' || typeof signature !== 'string' || !/^\d{1,12}$/.test(timestamp))
    return { verdict: 'bad_signature' }
  // Every key is tried, so that the time does not tell which one fits.
  const fits = keys
    .filter(key => key !== '')
    .map(signingSecret => verifyRequestSignature({ signingSecret, timestamp, signature, body }))
  if (!fits.includes(true)) return { verdict: 'bad_signature' }
  const at = new Date(Number(timestamp) * 1_000)
  const ageMs = now.getTime() - at.getTime()
  if (ageMs > OLDEST_MS) return { verdict: 'signature_too_old' }
  if (ageMs < -AHEAD_MS_MAX) return { verdict: 'signature_too_far_ahead' }
  return { verdict: 'signed', at }
}
